import { activeVerbs } from '../facts/facts.ts';
import type { AssessmentAttempt, LearningEvent, PracticeResult, SkillObservation, TopicCompletion } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { localClock } from '../time/local-clock.ts';
import type { Day } from '../time/day.ts';
import type { FoldContext, LearnerFacts } from './learner-facts.ts';

/** A fact with its time worked out once: milliseconds, local day and hour. */
export type Timed<F> = { fact: F; ms: number; day: Day; hour: number };

/** Facts of one learner, newest version of each, in (occurredAt, id) order; events only with active verbs. */
export type TimedFacts = Pick<LearnerFacts, 'topics' | 'contentItems' | 'courses'> & {
  events: Timed<LearningEvent>[];
  completions: Timed<TopicCompletion>[];
  attempts: Timed<AssessmentAttempt>[];
  practice: Timed<PracticeResult>[];
  observations: Timed<SkillObservation>[];
};

type Occurrence = { id: string; version: number; occurredAt: string };

/** compareTimed is the one order of facts: (occurredAt, id), never arrival. */
export function compareTimed(a: Timed<{ id: string }>, b: Timed<{ id: string }>): number {
  return a.ms - b.ms || compareText(a.fact.id, b.fact.id);
}

function timeFacts<F extends Occurrence>(facts: readonly F[], timeZone: string): Timed<F>[] {
  const clock = localClock(timeZone);
  const newest = new Map<string, F>();
  for (const fact of facts) {
    const known = newest.get(fact.id);
    if (known === undefined || fact.version > known.version) newest.set(fact.id, fact);
  }
  const timed: Timed<F>[] = [];
  for (const fact of newest.values()) {
    const ms = Date.parse(fact.occurredAt);
    const { day, hour } = clock(ms);
    timed.push({ fact, ms, day, hour });
  }
  return timed.sort(compareTimed);
}

const active: ReadonlySet<string> = new Set(activeVerbs);

/** timeLearner orders a learner's facts and works out their local times, once for all folds. */
export function timeLearner(facts: LearnerFacts, { timeZone }: FoldContext): TimedFacts {
  return {
    topics: facts.topics, contentItems: facts.contentItems, courses: facts.courses,
    events: timeFacts(facts.events, timeZone).filter(({ fact }) => active.has(fact.verb)),
    completions: timeFacts(facts.completions, timeZone),
    attempts: timeFacts(facts.attempts, timeZone),
    practice: timeFacts(facts.practice, timeZone),
    observations: timeFacts(facts.observations, timeZone),
  };
}
