import type { Fact, FactKind } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Day } from '../time/day.ts';
import { localClock } from '../time/local-clock.ts';
import type { FileFacts } from './facts-file.ts';

/** Every kind of fact as it was known on a day: the newest version of each, nothing of later days. */
export type KnownFacts = { [K in FactKind]: Fact<K>[] };

function newestOf<F extends { id: string; version: number }>(list: readonly F[] = []): F[] {
  const newest = new Map<string, F>();
  for (const fact of list) {
    const known = newest.get(fact.id);
    if (known === undefined || fact.version > known.version) newest.set(fact.id, fact);
  }
  return [...newest.values()].sort((a, b) => compareText(a.id, b.id));
}

/** An enrollment as it stood then: one that ended later was active. */
function enrollmentThen(enrollment: Fact<'enrollments'>, isKnown: (instant: string) => boolean): Fact<'enrollments'> {
  const { status, withdrawnAt, completedAt } = enrollment;
  const endedAt = (status === 'withdrawn' ? withdrawnAt : completedAt) ?? null;
  return endedAt !== null && !isKnown(endedAt) ? { ...enrollment, status: 'active', completedAt: null, withdrawnAt: null, certificateAt: null } : enrollment;
}

/** factsKnownOn gives the facts up to the end of a day in a time zone. */
export function factsKnownOn(facts: FileFacts, day: Day, timeZone: string): KnownFacts {
  const clock = localClock(timeZone);
  const isKnown = (instant: string) => clock(Date.parse(instant)).day <= day;
  const occurred = <F extends { id: string; version: number; occurredAt: string }>(list: readonly F[] = []) =>
    newestOf(list).filter(({ occurredAt }) => isKnown(occurredAt));
  return {
    courses: newestOf(facts.courses), topics: newestOf(facts.topics), content_items: newestOf(facts.content_items), assessments: newestOf(facts.assessments),
    skills: newestOf(facts.skills), kpis: newestOf(facts.kpis), skill_targets: newestOf(facts.skill_targets),
    enrollments: newestOf(facts.enrollments).filter(({ enrolledAt }) => isKnown(enrolledAt)).map((one) => enrollmentThen(one, isKnown)),
    learning_events: occurred(facts.learning_events), topic_completions: occurred(facts.topic_completions),
    assessment_attempts: occurred(facts.assessment_attempts), practice_results: occurred(facts.practice_results),
    skill_observations: occurred(facts.skill_observations), skill_levels: newestOf(facts.skill_levels).filter(({ assessedAt }) => isKnown(assessedAt)),
    learning_paths: newestOf(facts.learning_paths),
  };
}
