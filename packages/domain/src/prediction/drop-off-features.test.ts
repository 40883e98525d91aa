import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../time/day.ts';
import { featuresAt, type ActiveDay, type DropOffEvidence } from './drop-off-features.ts';
import { hasDroppedOff, isAtRisk } from './drop-off-outcome.ts';

const start = '2025-10-01';
const on = (offset: number) => addDays(start, offset);
const active = (offset: number, over: Partial<ActiveDay> = {}): ActiveDay => ({
  day: on(offset), points: 1, progress: 0, assessment: 0, practice: 0, clicks: 0, ...over,
});
const evidence = (over: Partial<DropOffEvidence> = {}): DropOffEvidence => ({ firstDay: on(-40), startDay: start, days: [], results: [], due: [], ...over });

describe('featuresAt', () => {
  it('counts activity days of the last 28 and 7, today included: days −2, 0, 21, 27 on day 27 are 3 (0, 21, 27) and 2 (21, 27)', () => {
    const found = featuresAt(evidence({ days: [-2, 0, 21, 27].map((day) => active(day)) }), on(27));
    expect([found.activityDays28, found.activityDays7, found.daysSinceActive]).toEqual([3, 2, 0]);
    expect(found.activeShare).toBeCloseTo(3 / 28, 12);
    expect(found.earlyDays).toBeCloseTo(Math.log(2), 12);
  });

  it('of acts 1, 3, 2, 6 in four weeks the slope is the median of 2, ½, 1⅔, −1, 1½, 4 = 1.583333 acts a week per week', () => {
    const days = [active(0, { progress: 1 }), active(7, { progress: 1, assessment: 2 }), active(14, { practice: 2 }), active(27, { progress: 6 })];
    expect(featuresAt(evidence({ days }), on(27)).activitySlope).toBeCloseTo((1.5 + 5 / 3) / 2, 9);
  });

  it('needs four weeks of tenure for the slope: 28 days are enough, 27 are not', () => {
    expect(featuresAt(evidence({ firstDay: on(0) }), on(27)).activitySlope).toBe(0);
    expect(featuresAt(evidence({ firstDay: on(1) }), on(27)).activitySlope).toBeNull();
  });

  it('knows at most 28 days of silence, and 28 for somebody never seen', () => {
    expect(featuresAt(evidence({ days: [active(-30)] }), on(10)).daysSinceActive).toBe(28);
    expect(featuresAt(evidence(), on(10)).daysSinceActive).toBe(28);
    expect(featuresAt(evidence({ days: [active(4), active(3)] }), on(10)).daysSinceActive).toBe(6);
  });

  it('means the last five of seven results: (40 + 50 + 60 + 70 + 80)/5 = 60', () => {
    const results = [10, 20, 40, 50, 60, 70, 80].map((pct, i) => ({ day: on(i), pct }));
    expect(featuresAt(evidence({ results }), on(20)).recentMeanPct).toBe(60);
    expect(featuresAt(evidence(), on(20)).recentMeanPct).toBeNull();
  });

  it('of four due by day 20, one in time, one a day late, one still open, one done after day 20: 3 of 4 late, 2 of 4 handed in', () => {
    const due = [[10, 10], [12, 13], [14, null], [20, 25], [21, null]] as const;
    const found = featuresAt(evidence({ due: due.map(([dueDay, done]) => ({ dueDay: on(dueDay), doneDay: done === null ? null : on(done) })) }), on(20));
    expect([found.lateShare, found.handedInShare]).toEqual([0.75, 0.5]);
  });

  it('has no share where nothing was due, and none of the days of a course that has not begun', () => {
    const found = featuresAt(evidence(), on(-1));
    expect([found.lateShare, found.handedInShare, found.activeShare]).toEqual([null, null, null]);
  });

  const offset = fc.integer({ min: -30, max: 120 });
  const facts = fc.record({
    days: fc.uniqueArray(offset, { maxLength: 25 }),
    acts: fc.integer({ min: 0, max: 4 }),
    results: fc.array(fc.tuple(offset, fc.integer({ min: 0, max: 100 })), { maxLength: 10 }),
    due: fc.array(fc.tuple(offset, fc.option(offset)), { maxLength: 8 }),
  });
  const build = ({ days, acts, results, due }: typeof facts extends fc.Arbitrary<infer F> ? F : never): DropOffEvidence => evidence({
    days: days.map((day) => active(day, { progress: acts, clicks: 3 })),
    results: [...results].sort(([a], [b]) => a - b).map(([day, pct]) => ({ day: on(day), pct })),
    due: due.map(([dueDay, done]) => ({ dueDay: on(dueDay), doneDay: done === null ? null : on(done) })),
  });

  it('sees nothing after the cut-off: facts of later days, whatever they are, change no feature', () => {
    fc.assert(fc.property(facts, facts, fc.integer({ min: 0, max: 60 }), (known, other, D) => {
      const [before, later] = [build(known), build(other)];
      const cut = on(D);
      const laterDone = ({ dueDay, doneDay }: { dueDay: string; doneDay: string | null }) => (
        { dueDay, doneDay: doneDay === null || doneDay > cut ? addDays(cut, 9) : doneDay }
      );
      const changed: DropOffEvidence = {
        ...before,
        days: [...before.days.filter(({ day }) => day <= cut), ...later.days.filter(({ day }) => day > cut)],
        results: [...before.results.filter(({ day }) => day <= cut), ...later.results.filter(({ day }) => day > cut)],
        due: [...before.due.filter(({ dueDay }) => dueDay <= cut).map(laterDone), ...later.due.filter(({ dueDay }) => dueDay > cut)],
      };
      expect(featuresAt(changed, cut)).toEqual(featuresAt(before, cut));
    }));
  });

  it('stays in its ranges and is a number or null', () => {
    fc.assert(fc.property(facts, fc.integer({ min: 0, max: 120 }), (known, D) => {
      const found = featuresAt(build(known), on(D));
      expect(Object.values(found).every((x) => x === null || Number.isFinite(x))).toBe(true);
      expect(found.daysSinceActive).toBeLessThanOrEqual(28);
      for (const share of [found.lateShare, found.handedInShare, found.activeShare]) if (share !== null) expect(share).toBeLessThanOrEqual(1);
    }));
  });
});

describe('isAtRisk and hasDroppedOff on day 27', () => {
  const D = on(27);
  const enrollment = { enrolledDay: on(-5), leftDay: null, completedDay: null };

  it('leaves out who left or completed by then, or enrolled later; who leaves the next day is still at risk', () => {
    expect([
      isAtRisk(enrollment, D), isAtRisk({ ...enrollment, leftDay: D }, D), isAtRisk({ ...enrollment, leftDay: on(28) }, D),
      isAtRisk({ ...enrollment, completedDay: D }, D), isAtRisk({ ...enrollment, enrolledDay: on(28) }, D), isAtRisk({ ...enrollment, enrolledDay: D }, D),
    ]).toEqual([true, false, true, false, false, true]);
  });

  it('drops off who withdraws later, however active', () => expect(hasDroppedOff({ ...enrollment, leftDay: on(200) }, [on(28)], D)).toBe(true));
  it('drops off who is not seen on days 28 to 55; day 55 is seen, days 27 and 56 are not', () => {
    expect([[27], [55], [56], [28, 90], []].map((days) => hasDroppedOff(enrollment, days.map(on), D))).toEqual([true, false, true, false, true]);
  });
  it('keeps who completes in the end, seen or not', () => expect(hasDroppedOff({ ...enrollment, completedDay: on(100) }, [], D)).toBe(false));
});
