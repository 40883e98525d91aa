import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factSets } from '../testing/arbitrary-facts.ts';
import { buildEnrollment, buildObservation, utc, uuid } from '../testing/build-facts.ts';
import { addDays, dayOf } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import { foldLearner } from './fold-learner.ts';
import { learnerBaseSchema } from './learner-base.ts';
import type { FoldContext, LearnerFacts, LearnerRollups } from './learner-facts.ts';
import { makeLearnerBase } from './make-learner-base.ts';

const start = Date.parse('2026-03-20T00:00:00Z');
const dayMs = 86_400_000;
const zones = [
  'UTC', 'Europe/Berlin', 'Asia/Beirut', 'America/Santiago', 'America/Havana', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu',
] as const;
const runs = { numRuns: 300 };

function mapLists(facts: LearnerFacts, change: <F extends { id: string; occurredAt: string }>(list: readonly F[]) => readonly F[]): LearnerFacts {
  return { ...facts, events: change(facts.events), completions: change(facts.completions), attempts: change(facts.attempts),
    practice: change(facts.practice), observations: change(facts.observations) };
}

/** Facts spread over up to a year, with topics that only events name, marks of courses and attempts, and answers told again some days before or after. */
function vary(facts: LearnerFacts, stretch: number, again: readonly [number, number][]): LearnerFacts {
  const wide = mapLists(facts, (list) => list.map((fact) =>
    ({ ...fact, occurredAt: new Date(start + (Date.parse(fact.occurredAt) - start) * stretch).toISOString() })));
  const attempts = wide.attempts.map((attempt, i) => ({ ...attempt, courseId: i % 2 === 0 ? uuid('c0', i % 3) : null, passMark: i % 5 === 0 ? 90 : null }));
  const repeated = again.flatMap(([pick, hours]) => {
    const told = [...attempts, ...wide.observations][pick % Math.max(1, attempts.length + wide.observations.length)];
    if (told === undefined) return [];
    const skillId = 'skillId' in told ? told.skillId : told.skills[0]?.skillId ?? '';
    const originId = 'originId' in told ? told.originId : told.id;
    // An observation told again has no derived answer to stand for it: its copies must stay within 60 days of one another.
    const apart = 'originId' in told ? Math.abs(hours) : hours;
    return [buildObservation(skillId, new Date(Date.parse(told.occurredAt) + apart * 3_600_000).toISOString(), 0.3, { originId })];
  });
  return {
    ...wide, attempts, observations: [...wide.observations, ...repeated], courses: new Map([[uuid('c0', 1), { passMark: 40 }]]),
    assessments: new Map([[uuid('a5', 1), { courseId: uuid('c0', 3) }]]), enrollments: [buildEnrollment(uuid('c0', 4), '2026-03-20T00:00:00.000Z')],
    events: wide.events.map((event, i) => (i % 3 === 0 ? { ...event, object: { ...event.object, topicId: uuid('10', 1 + (i % 4)) } } : event)),
  };
}

const scenes = fc.record({
  facts: factSets, stretch: fc.constantFrom(1, 3, 9), timeZone: fc.constantFrom(...zones), turn: fc.nat(50),
  again: fc.array(fc.tuple(fc.nat(40), fc.integer({ min: -59 * 24, max: 59 * 24 })), { maxLength: 6 }),
  cuts: fc.tuple(fc.nat(440), fc.nat(440)),
}).map(({ facts, stretch, timeZone, turn, again, cuts }) => {
  const [early, late] = cuts.map((tenth) => addDays('2026-03-18', Math.floor((tenth * stretch) / 10))).sort();
  const context: FoldContext = { ...utc, timeZone };
  return { facts: vary(facts, stretch, again), context, turn, early: early ?? '', late: late ?? '' };
});

const keep = (facts: LearnerFacts, timeZone: string, wanted: (day: Day) => boolean) =>
  mapLists(facts, (list) => list.filter((fact) => wanted(dayOf(fact.occurredAt, timeZone))));
const disturb = (facts: LearnerFacts, turn: number) =>
  mapLists(facts, (list) => [...list.slice(turn % (list.length + 1)), ...list.toReversed()]);
const from = (rollups: LearnerRollups, day: Day): LearnerRollups =>
  ({ ...rollups, days: rollups.days.filter((row) => row.day >= day), courseDays: rollups.courseDays.filter((row) => row.day >= day) });

describe('a base of facts before a cut', () => {
  it('gives the fold of the facts after it the rows of all facts, and their days', () => {
    fc.assert(fc.property(scenes, ({ facts, context, late }) => {
      const base = makeLearnerBase(keep(facts, context.timeZone, (day) => day < late), context, late);
      const kept = keep(facts, context.timeZone, (day) => day >= late);
      expect(foldLearner(kept, context, base)).toEqual(from(foldLearner(facts, context), late));
    }), { numRuns: 1000 });
  });

  it('takes nothing from after the cut, and its facts may come again', () => {
    fc.assert(fc.property(scenes, ({ facts, context, late }) => {
      const base = makeLearnerBase(facts, context, late);
      expect(base).toEqual(makeLearnerBase(keep(facts, context.timeZone, (day) => day < late), context, late));
      expect(foldLearner(facts, context, base)).toEqual(from(foldLearner(facts, context), late));
    }), runs);
  });

  it('does not depend on order and repetition of facts, nor does the fold on it', () => {
    fc.assert(fc.property(scenes, ({ facts, context, turn, late }) => {
      const base = makeLearnerBase(facts, context, late);
      expect(makeLearnerBase(disturb(facts, turn), context, late)).toEqual(base);
      const before = JSON.stringify(base);
      expect(foldLearner(disturb(facts, turn), context, base)).toEqual(foldLearner(facts, context, base));
      expect(JSON.stringify(base)).toBe(before);
    }), runs);
  });

  it('made on an earlier base, whose facts are gone, is the base of all facts', () => {
    fc.assert(fc.property(scenes, ({ facts, context, early, late }) => {
      const first = makeLearnerBase(keep(facts, context.timeZone, (day) => day < early), context, early);
      const before = JSON.stringify(first);
      const second = makeLearnerBase(keep(facts, context.timeZone, (day) => day >= early && day < late), context, late, first);
      expect(second).toEqual(makeLearnerBase(facts, context, late));
      expect(JSON.stringify(first)).toBe(before);
      expect(makeLearnerBase(facts, context, early, second)).toBe(second);
    }), { numRuns: 1000 });
  });

  it('made anew every month for a year is the base of all facts', () => {
    fc.assert(fc.property(scenes, ({ facts, context }) => {
      const cuts = Array.from({ length: 13 }, (_, i) => addDays('2026-03-20', 30 * i));
      const last = cuts.reduce<ReturnType<typeof makeLearnerBase> | null>((base, cut) => makeLearnerBase(facts, context, cut, base), null);
      expect(last).toEqual(makeLearnerBase(facts, context, '2027-03-15'));
    }), { numRuns: 200 });
  });

  it('survives being stored as JSON and read through its schema', () => {
    fc.assert(fc.property(scenes, ({ facts, context, late }) => {
      const base = makeLearnerBase(facts, context, late);
      expect(learnerBaseSchema.parse(JSON.parse(JSON.stringify(base)))).toStrictEqual(base);
    }), runs);
  });

  it('follows topics that are found equal or different after the cut', () => {
    fc.assert(fc.property(scenes, fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }), ({ facts, context, late }, same) => {
      const topics = new Map(same.map((n, i) => [uuid('10', i + 1), { canonicalId: uuid('10', n), courseId: null, skillIds: [] }]));
      const base = makeLearnerBase(facts, context, late);
      expect(foldLearner({ ...facts, topics }, context, base).topics).toEqual(foldLearner({ ...facts, topics }, context).topics);
    }), runs);
  });

  it('counts each fact once when the time zone changes after the cut', () => {
    fc.assert(fc.property(scenes, fc.constantFrom(...zones), ({ facts, context, late }, timeZone) => {
      const moved = { ...context, timeZone };
      const [rows, all] = [foldLearner(facts, moved, makeLearnerBase(facts, context, late)), foldLearner(facts, moved)];
      expect([rows.assessments, rows.summary.lastAttempts]).toEqual([all.assessments, all.summary.lastAttempts]);
      const levels = ({ skills }: LearnerRollups) => skills.map(({ skillId, n, L, attemptN }) => [skillId, n, L, attemptN]);
      expect(levels(rows)).toEqual(levels(all));
    }), runs);
  });

  it('holds no more rows of the distant past than keys: 2 to 6 times the facts, the same rows, no single answer, 37 levels and 10 attempts at most', () => {
    fc.assert(fc.property(factSets, fc.integer({ min: 2, max: 6 }), (facts, times) => {
      const old = (count: number) => mapLists(facts, (list) => Array.from({ length: count }, (_, i) => list.map((fact) =>
        ({ ...fact, id: `${fact.id}/${i}`, occurredAt: new Date(Date.parse(fact.occurredAt) - i * 3 * dayMs).toISOString() }))).flat());
      const sizes = (count: number) => {
        const { topics, items, skills, assessments, courses, openAttempts, summary } = makeLearnerBase(old(count), utc, '2026-08-01');
        expect(skills.flatMap(({ answers }) => answers)).toEqual([]);
        expect(Math.max(0, ...skills.map(({ settled }) => settled?.byDay.length ?? 0))).toBeLessThanOrEqual(37);
        expect(openAttempts.length).toBeLessThanOrEqual(items.length * 4);
        expect(summary.lastAttempts.length).toBeLessThanOrEqual(10);
        return [topics.length, items.length, skills.length, assessments.length, courses.length];
      };
      expect(sizes(times)).toEqual(sizes(1));
    }), { numRuns: 200 });
  });
});
