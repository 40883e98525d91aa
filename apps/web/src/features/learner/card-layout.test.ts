import { learnerAnalyticIds } from '@verdant/domain/analytics/catalogue';
import { describe, expect, it } from 'vitest';
import { moveCard, normaliseLayout, setHidden, visibleCards } from './card-layout.ts';

describe('normaliseLayout', () => {
  it('is the order of the product without a kept layout', () => {
    expect(normaliseLayout(undefined)).toEqual({ order: [...learnerAnalyticIds], hidden: [] });
  });
  it('keeps an order, drops repetitions and adds cards that are new', () => {
    const { order } = normaliseLayout({ order: ['mastery', 'mastery', 'engagement'], hidden: [] });
    expect(order.slice(0, 2)).toEqual(['mastery', 'engagement']);
    expect([...order].sort()).toEqual([...learnerAnalyticIds].sort());
  });
});

describe('moving and hiding', () => {
  const layout = normaliseLayout({ order: [], hidden: ['mastery'] });
  it('moves past a hidden card in one step', () => {
    expect(visibleCards(layout).slice(0, 2)).toEqual(['learning-velocity', 'performance']);
    const moved = moveCard(layout, 'performance', -1);
    expect(visibleCards(moved).slice(0, 2)).toEqual(['performance', 'learning-velocity']);
    expect(moved.order.indexOf('mastery')).toBe(layout.order.indexOf('mastery'));
  });
  it('stays at the ends', () => {
    expect(moveCard(layout, 'learning-velocity', -1)).toEqual(layout);
    expect(moveCard(layout, 'content-effectiveness', 1)).toEqual(layout);
  });
  it('hides once and shows again', () => {
    const hidden = setHidden(setHidden(layout, 'engagement', true), 'engagement', true);
    expect(hidden.hidden).toEqual(['mastery', 'engagement']);
    expect(setHidden(hidden, 'engagement', false).hidden).toEqual(['mastery']);
  });
});
