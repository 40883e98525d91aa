import { activeVerbs } from '../facts/facts.ts';
import type { AssessmentAttempt, Enrollment, LearningEvent, PracticeResult, SkillObservation, TopicCompletion } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { localClock } from '../time/local-clock.ts';
import type { LocalClock } from '../time/local-clock.ts';
import type { Day, Instant } from '../time/day.ts';
import type { LearnerBase } from './learner-base.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';

/** A fact with its time worked out once: milliseconds, local day and hour. */
export type Timed<F> = { fact: F; ms: number; day: Day; hour: number };

/** Facts of one learner, newest version of each, in (occurredAt, id) order; events only with active verbs. With a base, the facts from its cut on. */
export type TimedFacts = Pick<LearnerFacts, 'topics' | 'contentItems' | 'assessments' | 'courses'> & {
  clock: LocalClock;
  base: LearnerBase | null;
  events: Timed<LearningEvent>[];
  completions: Timed<TopicCompletion>[];
  attempts: Timed<AssessmentAttempt>[];
  practice: Timed<PracticeResult>[];
  observations: Timed<SkillObservation>[];
  enrollments: Enrollment[];
};

type Occurrence = { id: string; version: number; occurredAt: string };
/** Half-open: the first instant belongs to it, the last does not. */
type Span = { fromMs: number; untilMs: number };

/** compareTimed is the one order of facts: (occurredAt, id), never arrival. */
export function compareTimed(a: Timed<{ id: string }>, b: Timed<{ id: string }>): number {
  return a.ms - b.ms || compareText(a.fact.id, b.fact.id);
}

function newestOf<F extends Pick<Occurrence, 'id' | 'version'>>(facts: readonly F[]): F[] {
  const newest = new Map<string, F>();
  for (const fact of facts) {
    const known = newest.get(fact.id);
    if (known === undefined || fact.version > known.version) newest.set(fact.id, fact);
  }
  return [...newest.values()];
}

function timeFacts<F extends Occurrence>(facts: readonly F[], clock: LocalClock, { fromMs, untilMs }: Span): Timed<F>[] {
  const timed: Timed<F>[] = [];
  for (const fact of newestOf(facts)) {
    const ms = Date.parse(fact.occurredAt);
    if (ms < fromMs || ms >= untilMs) continue;
    const { day, hour } = clock(ms);
    timed.push({ fact, ms, day, hour });
  }
  return timed.sort(compareTimed);
}

const active: ReadonlySet<string> = new Set(activeVerbs);

/**
 * timeLearner orders a learner's facts and works out their local times, once for all folds. A base leaves those from its cut on, `until` those before an
 * instant; which side a fact is on is decided by its newest version.
 */
export function timeLearner(facts: LearnerFacts, { timeZone }: FoldContext, base: LearnerBase | null = null, until: Instant | null = null): TimedFacts {
  const clock = localClock(timeZone);
  const span = { fromMs: base === null ? -Infinity : Date.parse(base.cutAt), untilMs: until === null ? Infinity : Date.parse(until) };
  return {
    topics: facts.topics, contentItems: facts.contentItems, assessments: facts.assessments, courses: facts.courses, clock, base,
    events: timeFacts(facts.events, clock, span).filter(({ fact }) => active.has(fact.verb)),
    completions: timeFacts(facts.completions, clock, span),
    attempts: timeFacts(facts.attempts, clock, span),
    practice: timeFacts(facts.practice, clock, span),
    observations: timeFacts(facts.observations, clock, span),
    enrollments: newestOf(facts.enrollments),
  };
}
