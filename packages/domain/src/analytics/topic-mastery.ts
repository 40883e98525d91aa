import { roundHalfEven } from '../stats/round-half-even.ts';
import type { LearnerTopic } from '../rollups/types.ts';
import type { Mastery } from './mastery-value.ts';
import { isFallback } from './skill-mastery.ts';
import type { LearnerState } from './state.ts';

type TopicState = 'mastered' | 'in-progress' | 'not-started';

/** stateOfTopic: mastered when all its skills are, or by a best result of 80 % with a passed practice; else by whether anything was done on it. */
export function stateOfTopic(skillIds: readonly string[], masteredSkills: ReadonlySet<string>, row: LearnerTopic | undefined): TopicState {
  const bySkills = skillIds.length > 0 && skillIds.every((skillId) => masteredSkills.has(skillId));
  if (bySkills || (row !== undefined && isFallback(row))) return 'mastered';
  return row !== undefined && (row.touched || row.doneDay !== null) ? 'in-progress' : 'not-started';
}

function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfEven((100 * part) / whole, 1);
}

/** masterTopics counts topic states over the active paths, each topic once, or else over the courses of active enrollments; without either the percent is null. */
export function masterTopics(state: LearnerState, masteredSkills: ReadonlySet<string>): Pick<Mastery, 'overallPct' | 'perPath' | 'topics'> {
  const rows = new Map(state.topics.map((topic) => [topic.topicId, topic]));
  const stateOf = (topicId: string) => stateOfTopic(state.topicRefs.get(topicId)?.skillIds ?? [], masteredSkills, rows.get(topicId));
  const paths = state.paths.filter((path) => path.status === 'active');
  const courses = state.enrollments.filter((enrollment) => enrollment.status === 'active');
  const all = new Set((paths.length > 0 ? paths : courses).flatMap(({ topicIds }) => topicIds));
  const states = [...all].map(stateOf);
  const count = (wanted: TopicState) => states.filter((one) => one === wanted).length;
  const perPath = paths.map(({ id: pathId, title, topicIds }) => {
    const topics = [...new Set(topicIds)];
    const mastered = topics.filter((topicId) => stateOf(topicId) === 'mastered').length;
    return { pathId, title, mastered, total: topics.length, pct: percentOf(mastered, topics.length) };
  });
  return {
    overallPct: percentOf(count('mastered'), all.size), perPath,
    topics: { mastered: count('mastered'), inProgress: count('in-progress'), notStarted: count('not-started') },
  };
}
