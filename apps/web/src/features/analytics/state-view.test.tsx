import type { CardState } from '@verdant/domain/analytics/card-state';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StateView } from './state-view.tsx';

const computedAt = '2026-03-31T09:00:00.000Z';
const aged = { computedAt, ageSeconds: 60, coverage: 1, partial: false };
const render = (state: CardState) => renderToStaticMarkup(<StateView analytic="engagement" state={state}>86.8</StateView>);

describe('StateView', () => {
  it.each<[CardState['state'], CardState, string]>([
    ['first-run', { state: 'first-run' }, 'Not calculated yet'],
    ['insufficient', { state: 'insufficient', computedAt, reason: 'short-history', need: { what: 'days of history', have: 2, required: 7 } }, 'Not enough evidence: 2 of 7 days of history'],
    ['empty', { state: 'empty', computedAt, reason: 'no-target' }, 'No target is set yet.'],
    ['not-available', { state: 'not-available', computedAt, missing: 'learning events' }, 'No connected source delivers learning events.'],
    ['suppressed', { state: 'suppressed', computedAt, reason: 'too-few' }, 'Hidden to protect people'],
    ['opted-out', { state: 'opted-out', computedAt }, 'You switched this off'],
  ])('%s says why there is no number, and shows none', (name, state, sentence) => {
    const html = render(state);
    expect(html).toContain(`data-state="${name}"`);
    expect(html).toContain(sentence);
    expect(html).not.toContain('86.8');
  });

  it.each<[CardState['state'], CardState]>([
    ['fresh', { state: 'fresh', ...aged }], ['ageing', { state: 'ageing', ...aged }], ['stale', { state: 'stale', cause: 'age', ...aged }],
  ])('%s keeps the number', (name, state) => {
    const html = render(state);
    expect(html).toContain(`data-state="${name}"`);
    expect(html).toContain('86.8');
    expect(html).not.toContain('Partial data');
  });

  it('low coverage marks the number and names what is missing', () => {
    const html = render({ state: 'low-coverage', age: 'fresh', missing: ['activeMin'], ...aged, coverage: 0.75, partial: true });
    expect(html).toContain('86.8');
    expect(html).toContain('Partial data: 75 % of the inputs');
    expect(html).toContain('Missing: Active minutes');
  });
});
