import type { RosterRow } from '@verdant/api/views';
import { describe, expect, it } from 'vitest';
import { compareRows, filterRoster, type RosterFilter } from './filter-roster.ts';

const row = (name: string, more: Partial<RosterRow> = {}): RosterRow => ({
  userId: name, name, unit: null, reasons: [], attention: 0, lastActivityDay: null, pace: null, paceStatus: null, masteryPct: null, engagement: null, lastScorePct: null,
  averagePct: null, openGaps: null, criticalGaps: null, calculatedAt: null,
  bands: { 'learning-velocity': null, mastery: null, performance: null, engagement: null, 'skill-gaps': null, 'content-effectiveness': null }, ...more,
});
const all: RosterFilter = { query: '', onlyReasons: false, band: null };
const rows = [
  row('Zoë Adler', { pace: 2, reasons: [{ code: 'inactive', text: 'No activity for 9 days' }] }),
  row('Ben Okafor', { pace: null, bands: { ...row('x').bands, engagement: 'at-risk' } }),
  row('Ada Sol', { pace: 0.5 }),
];
const names = (list: readonly RosterRow[]) => list.map((one) => one.name);

describe('filterRoster', () => {
  it('finds names without case and accents', () => expect(names(filterRoster(rows, { ...all, query: ' zoe ' }))).toEqual(['Zoë Adler']));
  it('keeps who has reasons', () => expect(names(filterRoster(rows, { ...all, onlyReasons: true }))).toEqual(['Zoë Adler']));
  it('keeps one band of one analytic', () => {
    expect(names(filterRoster(rows, { ...all, band: { analytic: 'engagement', band: 'at-risk' } }))).toEqual(['Ben Okafor']);
    expect(filterRoster(rows, { ...all, band: { analytic: 'mastery', band: 'at-risk' } })).toEqual([]);
  });
});

describe('compareRows', () => {
  it('puts unknown values last in both directions', () => {
    const sorted = (direction: 'asc' | 'desc') => names([...rows].sort((a, b) => compareRows(a, b, 'pace', direction)));
    expect(sorted('asc')).toEqual(['Ada Sol', 'Zoë Adler', 'Ben Okafor']);
    expect(sorted('desc')).toEqual(['Zoë Adler', 'Ada Sol', 'Ben Okafor']);
  });
  it('orders equal values by name', () => {
    expect(names([...rows].sort((a, b) => compareRows(a, b, 'attention', 'desc')))).toEqual(['Ada Sol', 'Ben Okafor', 'Zoë Adler']);
  });
});
