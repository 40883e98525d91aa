import type { AnalyticContext } from '../analytics/state.ts';
import type { Enrollment, LearningPath, SkillLevel, SkillTarget } from '../facts/facts.ts';
import { groupByKey } from '../privacy/group-by-key.ts';
import { foldLearner } from '../rollups/fold-learner.ts';
import type { LearnerFacts, LearnerRollups } from '../rollups/learner-facts.ts';
import { compareText } from '../stats/compare-text.ts';
import { dayOf } from '../time/day.ts';
import type { Day } from '../time/day.ts';
import type { FactsFile, FilePerson } from './facts-file.ts';
import { factsKnownOn } from './known-facts.ts';
import type { KnownFacts } from './known-facts.ts';
import { catalogueTopics } from './topic-catalogue.ts';
import type { TopicCatalogue } from './topic-catalogue.ts';

/** An organization as it was known at the end of a day, its facts ready to be folded person by person. */
export type KnownOrganization = {
  day: Day;
  facts: KnownFacts;
  topics: TopicCatalogue;
  /** Joined by the day and not left. */
  people: FilePerson[];
  factsOf: (userId: string) => LearnerFacts;
  /** Everything that a person's facts fold into, folded once. */
  rollupsOf: (userId: string) => LearnerRollups;
  /** The latest enrollment of a learner in each course, by course. */
  enrollmentsOf: (userId: string) => Enrollment[];
  plansOf: (userId: string) => { paths: LearningPath[]; targets: SkillTarget[]; levels: SkillLevel[] };
};

export type OrganizationContext = Omit<AnalyticContext, 'viewer'>;

function latestByCourse(enrollments: readonly Enrollment[]): Enrollment[] {
  const latest = new Map<string, Enrollment>();
  for (const one of enrollments) {
    const known = latest.get(one.courseId);
    const later = known === undefined ? 1 : Date.parse(one.enrolledAt) - Date.parse(known.enrolledAt) || compareText(one.id, known.id);
    if (later > 0) latest.set(one.courseId, one);
  }
  return [...latest.values()].sort((a, b) => compareText(a.courseId, b.courseId));
}

/** knowOrganization takes what a file tells of an organization up to the end of a day. */
export function knowOrganization({ facts: all, people }: FactsFile, day: Day, ctx: OrganizationContext): KnownOrganization {
  const { timeZone } = ctx;
  const facts = factsKnownOn(all, day, timeZone);
  const byUser = <F extends { userId: string }>(list: readonly F[]) => groupByKey(list, ({ userId }) => userId);
  const events = byUser(facts.learning_events);
  const completions = byUser(facts.topic_completions);
  const attempts = byUser(facts.assessment_attempts);
  const practice = byUser(facts.practice_results);
  const observations = byUser(facts.skill_observations);
  const enrollments = byUser(facts.enrollments);
  const paths = byUser(facts.learning_paths);
  const targets = byUser(facts.skill_targets);
  const levels = byUser(facts.skill_levels);
  const reference: Pick<LearnerFacts, 'topics' | 'contentItems' | 'assessments' | 'courses'> = {
    topics: new Map(facts.topics.map(({ id, canonicalId, courseId, skillIds }) => [id, { canonicalId: canonicalId ?? null, courseId: courseId ?? null, skillIds }])),
    contentItems: new Map(facts.content_items.map(({ id, type, courseId, topicId, skillIds }) => (
      [id, { type, courseId: courseId ?? null, topicId: topicId ?? null, skillIds }]
    ))),
    assessments: new Map(facts.assessments.map(({ id, courseId }) => [id, { courseId: courseId ?? null }])),
    courses: new Map(facts.courses.map(({ id, passMark }) => [id, { passMark: passMark ?? null }])),
  };
  const folded = new Map<string, LearnerRollups>();
  const factsOf = (userId: string): LearnerFacts => ({
    ...reference, events: events.get(userId) ?? [], completions: completions.get(userId) ?? [], attempts: attempts.get(userId) ?? [],
    practice: practice.get(userId) ?? [], observations: observations.get(userId) ?? [], enrollments: enrollments.get(userId) ?? [],
  });
  const rollupsOf = (userId: string): LearnerRollups => {
    const rollups = folded.get(userId) ?? foldLearner(factsOf(userId), ctx);
    folded.set(userId, rollups);
    return rollups;
  };
  return {
    day, facts, topics: catalogueTopics(facts.topics), factsOf, rollupsOf,
    people: people.filter(({ joinedAt, leftAt }) => dayOf(joinedAt, timeZone) <= day && (!leftAt || dayOf(leftAt, timeZone) > day)),
    enrollmentsOf: (userId) => latestByCourse(enrollments.get(userId) ?? []),
    plansOf: (userId) => ({ paths: paths.get(userId) ?? [], targets: targets.get(userId) ?? [], levels: levels.get(userId) ?? [] }),
  };
}
