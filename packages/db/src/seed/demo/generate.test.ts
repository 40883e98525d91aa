import { factSchemas, type Fact, type FactBatch, type FactKind } from '@verdant/domain/facts/facts';
import { addDays, dayOf } from '@verdant/domain/time/day';
import { describe, expect, it } from 'vitest';
import { factId } from '../../stores/facts/fact-id.ts';
import { generateDemo, type DemoData } from './generate.ts';
import { demoPlan, otherPlan } from './organizations.ts';
import { storyKinds } from './stories.ts';

const now = '2026-03-31T16:00:00.000Z';
const demo = generateDemo(demoPlan, now);
const other = generateDemo(otherPlan, now);
const listOf = <K extends FactKind>(data: DemoData, kind: K): Fact<K>[] => data.batches.flatMap((batch: { [P in K]?: Fact<P>[] }) => batch[kind] ?? []);
const kindsOf = (batch: FactBatch) => Object.entries(batch).flatMap(([kind, facts]) => facts.map((fact) => ({ kind, fact })));
const countOf = (data: DemoData) => data.batches.reduce((sum, batch) => sum + kindsOf(batch).length, 0);
const batchOf = (data: DemoData, externalId: string): FactBatch => {
  const place = data.learners.findIndex((learner) => learner.externalId === externalId);
  return data.batches[place + 1] ?? {};
};

describe('generateDemo', () => {
  it('gives the same organization for the same plan and day', () => {
    expect(JSON.stringify(generateDemo(demoPlan, now).batches) === JSON.stringify(demo.batches)).toBe(true);
  });

  it('has 300 learners, 12 courses of 6 to 10 topics, 24 skills and 6 trainers', () => {
    expect(demo.learners).toHaveLength(300);
    expect(other.learners).toHaveLength(25);
    const courses = demo.curriculum.tracks.flatMap(({ courses: list }) => list);
    expect(courses).toHaveLength(12);
    for (const { topics } of courses) expect(topics.length).toBeGreaterThanOrEqual(6);
    for (const { topics } of courses) expect(topics.length).toBeLessThanOrEqual(10);
    expect(listOf(demo, 'skills')).toHaveLength(24);
    expect(demo.people.filter(({ roles }) => roles?.includes('trainer'))).toHaveLength(6);
    expect(new Set(demo.people.map(({ email }) => email)).size).toBe(demo.people.length);
    expect(new Set(demo.people.map(({ name }) => name)).size).toBe(demo.people.length);
  });

  it('stays between 50 and 200 thousand facts', () => {
    expect(countOf(demo)).toBeGreaterThan(50_000);
    expect(countOf(demo)).toBeLessThan(200_000);
  });

  it('tells every story in both organizations', () => {
    for (const data of [demo, other]) expect(new Set(data.learners.map(({ story }) => story.kind))).toEqual(new Set(storyKinds));
  });

  it('makes facts that satisfy their schemas, under ids that follow from source and source id, each once', () => {
    const ids = new Set<string>();
    for (const batch of demo.batches) {
      for (const [name, facts] of Object.entries(batch)) {
        const kind = name as FactKind;
        for (const fact of facts) {
          const parsed = factSchemas[kind].safeParse(fact);
          if (!parsed.success) throw new Error(`${kind} ${fact.sourceId}: ${parsed.error.message}`);
          if (fact.id !== factId(demo.organizationId, fact.source, kind, fact.sourceId)) throw new Error(`${kind} ${fact.sourceId} has another id`);
          ids.add(fact.id);
        }
      }
    }
    expect(ids.size).toBe(countOf(demo));
  });

  it('points only at people, courses, topics, skills and assessments that exist', () => {
    const people = new Set(demo.learners.map(({ userId }) => userId));
    const topics = new Set(listOf(demo, 'topics').map(({ id }) => id));
    const assessments = new Set(listOf(demo, 'assessments').map(({ id }) => id));
    const skills = new Set(listOf(demo, 'skills').map(({ id }) => id));
    expect(listOf(demo, 'learning_events').every(({ userId, object }) => people.has(userId) && (!object.topicId || topics.has(object.topicId)))).toBe(true);
    expect(
      listOf(demo, 'assessment_attempts').every(
        ({ assessmentId, skills: list }) => assessments.has(assessmentId) && list.every(({ skillId }) => skills.has(skillId))
      )
    ).toBe(true);
    expect(listOf(demo, 'skill_targets').every(({ skillId }) => skills.has(skillId))).toBe(true);
    expect(listOf(demo, 'learning_paths').every(({ topicIds }) => topicIds.every((id) => topics.has(id)))).toBe(true);
  });

  it('lets nobody act before joining, before their path began, or after now; nothing is older than 180 days', () => {
    demo.learners.forEach((learner, place) => {
      const batch = demo.batches[place + 1] ?? {};
      const times = [
        batch.learning_events, batch.assessment_attempts, batch.practice_results, batch.topic_completions,
      ].flatMap((list) => (list ?? []).map(({ occurredAt }) => occurredAt));
      for (const at of times) {
        const day = dayOf(at, demoPlan.timeZone);
        if (day < learner.joinedOn || day < addDays('2026-03-31', -180) || at > now) throw new Error(`${learner.externalId} acted at ${at}`);
      }
      expect(dayOf(batch.enrollments?.[0]?.enrolledAt ?? now, demoPlan.timeZone) >= learner.joinedOn).toBe(true);
    });
  });

  it('shows each story in the facts', () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const of = (kind: string) => demo.learners.flatMap(
      (learner, place) => (learner.story.kind === kind ? [{ learner, batch: demo.batches[place + 1] ?? {} }] : [])
    );
    const activeSince = (kind: string, days: number) =>
      mean(
        of(kind).map(
          ({ batch }) => new Set(
            (batch.learning_events ?? []).map(({ occurredAt }) => occurredAt.slice(0, 10)).filter((day) => day > addDays('2026-03-31', -days))
          ).size
        )
      );
    expect(activeSince('drifting', 7)).toBe(0);
    expect(activeSince('never-started', 180)).toBe(0);
    expect(activeSince('steady', 14)).toBeGreaterThan(4);
    expect(activeSince('returning', 7)).toBeGreaterThan(2);
    expect(of('brand-new').every(({ learner }) => learner.joinedOn > addDays('2026-03-31', -7))).toBe(true);
    expect(
      mean(of('finished').map(({ learner, batch }) => (batch.topic_completions ?? []).length / learner.courses.flatMap(({ topics }) => topics).length))
    ).toBeGreaterThan(0.9);
    const passRate = (kind: string) => mean(
      of(kind).flatMap(({ batch }) => (batch.assessment_attempts ?? []).filter((a) => a.kind === 'other').map(({ score, max }) => (score / max >= 0.7 ? 1 : 0)))
    );
    expect(passRate('steady') - passRate('stuck')).toBeGreaterThan(0.12);
  });

  it('shows content that differs: good items are followed by better tests than weak ones', () => {
    const effects = new Map(demo.curriculum.tracks.flatMap(({ courses }) => courses.flatMap(({ topics }) => topics.map((topic) =>
      [topic.id, topic.items.reduce((sum, item) => sum + item.effect, 0) / topic.items.length - topic.difficulty] as const))));
    const ranked = [...effects].sort(([, a], [, b]) => a - b).map(([id]) => id);
    const meanPct = (ids: Set<string>) => {
      const pcts = listOf(demo, 'assessment_attempts').filter(
        ({ topicId, attemptNo }) => topicId && ids.has(topicId) && attemptNo === 1
      ).map(({ score, max }) => (100 * score) / max);
      return pcts.reduce((sum, pct) => sum + pct, 0) / pcts.length;
    };
    expect(meanPct(new Set(ranked.slice(-20))) - meanPct(new Set(ranked.slice(0, 20)))).toBeGreaterThan(5);
    expect(new Set(listOf(demo, 'content_items').map(({ type }) => type)).size).toBe(7);
    expect(new Set(listOf(demo, 'content_items').map(({ createdBy }) => createdBy)).size).toBe(3);
  });

  it('gives the learner account a rich story: weeks of work, recent days, retries, a dated path, targets and a skill that will not come', () => {
    const batch = batchOf(demo, 'account-learner');
    const days = new Set((batch.learning_events ?? []).map(({ occurredAt }) => occurredAt.slice(0, 10)));
    expect(days.size).toBeGreaterThan(50);
    expect([...days].filter((day) => day > '2026-03-24').length).toBeGreaterThanOrEqual(4);
    expect(batch.assessment_attempts?.some(({ attemptNo }) => attemptNo >= 3)).toBe(true);
    expect(batch.learning_paths?.[0]?.targetDate).toBe('2026-05-12');
    expect(batch.skill_targets?.length).toBeGreaterThanOrEqual(6);
    const stuck = demo.learners.find(({ externalId }) => externalId === 'account-learner')?.stuckSkillId;
    const scores = (batch.assessment_attempts ?? []).flatMap(({ skills }) => skills.filter(({ skillId }) => skillId === stuck).map(({ score }) => score));
    expect(scores.length).toBeGreaterThanOrEqual(3);
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeLessThan(0.6);
  });
});
