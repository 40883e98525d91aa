import { describe, expect, it } from 'vitest';
import { analyticIds, catalogue } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import { undeclaredNumbers } from '../testing/check-envelope.ts';
import { uuid } from '../testing/build-facts.ts';
import { computeFileAnalytic } from './compute-file-analytic.ts';
import { explain } from './explain.ts';
import { buildFile, courseId, learnerId, organizationContent, skillId, trainerId } from './testing/build-organization-file.ts';

const roles = ['learner', 'trainer', 'org_admin'] as const;
type Role = (typeof roles)[number];
const learner = { learnerId: learnerId(1) };
const course = { courseId };
const organization = { organization: true };

function calculate(id: AnalyticId, role: Role, subject: unknown, people = 24, fields: Record<string, unknown> = {}) {
  return computeFileAnalytic(id, buildFile(organizationContent(people, { viewer: { role }, subject, ...fields })));
}
const valueOf = (...args: Parameters<typeof calculate>) => calculate(...args).envelope.value;

describe('analytics of a learner from a file', () => {
  const day = (monthDay: string) => `2026-${monthDay}T09:00:00.000Z`;
  const person = uuid('aa', 1);
  const topicIds = Array.from({ length: 20 }, (_, i) => uuid('10', i + 1));
  const done = ['02-05', '02-20', '03-04', '03-10', '03-19', '03-24', '03-25', '03-29', '03-31'];
  const velocityFile = (facts: Record<string, unknown> = {}) => ({
    now: '2026-03-31T18:00:00.000Z', viewer: { role: 'learner' }, subject: { learnerId: person }, people: [{ id: person, joinedAt: day('01-31') }],
    facts: {
      topics: topicIds.map((id, position) => ({ id, title: id, position })),
      topic_completions: done.map((at, i) => ({ id: uuid('b0', i), userId: person, topicId: topicIds[i], occurredAt: day(at), via: 'path' })),
      learning_paths: [{ id: uuid('80', 1), userId: person, topicIds, startDate: '2026-02-01', targetDate: '2026-05-11', status: 'active' }],
      ...facts,
    },
  });

  it('9 of 20 topics done, 7 in the last 30 days: 7 · 7/30 = 1.63 a week against 1.4, 11 left, 6.7 weeks, 2026-05-18', () => {
    const { envelope, explained, ctx } = computeFileAnalytic('learning-velocity', buildFile(velocityFile()));
    expect(envelope.value).toMatchObject({
      currentPace: 3, previousPace: 2, momentumPct: 50, averagePace: 1.63, targetPace: 1.4, remainingTopics: 11, estimatedWeeks: 6.7, predictedDate: '2026-05-18',
      onTrack: false, requiredPace: 1.88,
    });
    expect(explain('learning-velocity', explained, ctx).steps.at(-1)).toEqual({ label: 'average pace', expression: '7 · 7 / 30', value: 49 / 30 });
  });
  it('a higher version replaces a fact, and facts of tomorrow are none', () => {
    const completion = { id: uuid('b0', 0), userId: person, topicId: topicIds[0], via: 'path' };
    const facts = { topic_completions: [{ ...completion, occurredAt: day('03-30') }, { ...completion, version: 2, occurredAt: day('04-01') }] };
    expect(computeFileAnalytic('learning-velocity', buildFile(velocityFile({ ...facts, enrollments: [] }))).envelope.value)
      .toMatchObject({ currentPace: 0, averagePace: 0, remainingTopics: 20 });
  });
  it('a kind of fact that is left out is not available, an empty one is', () => {
    const { facts, ...rest } = velocityFile();
    const { topic_completions: _completions, ...others } = facts;
    expect(computeFileAnalytic('learning-velocity', buildFile({ ...rest, facts: others })).envelope).toMatchObject({ status: 'insufficient', reason: 'no-source' });
    expect(computeFileAnalytic('learning-velocity', buildFile({ ...rest, facts: { ...others, topic_completions: [] } })).envelope.status).toBe('ok');
  });
  it('who opted out of prediction has no risk and no forecast', () => {
    const people = organizationContent(1)['people'] as object[];
    for (const id of ['drop-off-risk', 'outcome-forecast'] as const) {
      expect(calculate(id, 'trainer', learner, 1, { people: people.map((one) => ({ ...one, prediction: 'out' })) }).envelope)
        .toMatchObject({ status: 'suppressed', reason: 'opted-out', value: null });
    }
  });
});

describe('analytics of a course from a file', () => {
  it('24 enrolled 70 days ago, 12 completed: 50 %, all mature; 51 to 74 % average 62.5, 70 to 74 pass: 5 of 24 = 20.8 %', () => {
    expect(valueOf('course-performance', 'trainer', course)).toMatchObject({
      view: 'course', enrolled: 24, completed: 12, completionRatePct: 50, matureCompletionPct: 50, averagePct: 62.5, passRatePct: 20.8, ratingMean: 4, raters: 18,
      medianDays: 65, active30: 24,
    });
  });
  it('the first five: 2 of 5 completed', () => {
    expect(valueOf('course-performance', 'trainer', { courseId, cohortId: 'first five' })).toMatchObject({ enrolled: 5, completed: 2, completionRatePct: 40 });
  });
  it('an org admin sees released figures: of 24 half completed, 50 % is not at an end', () => {
    expect(valueOf('course-performance', 'org_admin', course)).toMatchObject({ view: 'released', sizeBand: '20-39', completion: { pct: 50, bound: 'exact' } });
  });
  it('gain from 20 to a mean of 62.5: 42.5/80 = .53', () => {
    expect(valueOf('content-effectiveness', 'trainer', course)).toMatchObject({ view: 'course', gain: { classGain: 0.53, pairs: 24, band: 'medium' } });
  });
});

describe('analytics of an organization from a file', () => {
  it('24 employees, all seen in the last 30 days: 100 %; 12 completions of 12 people are told as 10', () => {
    expect(valueOf('org-learning-velocity', 'org_admin', organization)).toMatchObject({ employees: 24, participationPct: 100, completions: 10 });
  });
  it('KPI 80 of 100, coverage 12 of 24 = 50, of 16 mandatory 8 completed and 8 overdue = 50: 40 + 15 + 10 = 65', () => {
    expect(valueOf('strategic-alignment', 'org_admin', organization)).toMatchObject({ score: 65, kpi: 80, coveragePct: 50, compliancePct: 50, band: 'partial' });
  });
  it('below k = 10 employees nothing is released', () => {
    for (const id of ['org-learning-velocity', 'learning-culture', 'department-team', 'skill-demand'] as const) {
      expect(calculate(id, 'org_admin', organization, 9).envelope, id).toMatchObject({ status: 'suppressed', value: null });
    }
  });
  it('one skill that all 24 enrolled for and need: score .40 · 100 + .35 · 100 of .75 = 100, growth from nobody is new', () => {
    expect(valueOf('skill-demand', 'org_admin', organization)).toMatchObject({ skills: [{ skillId, score: 100, growth: 'new', counts: { enrolled: 20, targets: 20 } }] });
  });
  it('a learner compares with the 24 who opted in: the own 51 % is in the lowest quarter of 51 to 74', () => {
    const value = valueOf('peer-comparison', 'learner', learner) as { metrics: { metric: string; own: number; band: string }[] };
    expect(value.metrics.find(({ metric }) => metric === 'performance')).toMatchObject({ own: 51, band: 'q1', median: 62, sizeBand: '20-39' });
  });
});

describe('any analytic from a file', () => {
  const subjects = [learner, course, { trainerId }, organization];
  const possible = analyticIds.flatMap((id) => catalogue[id].audience.flatMap((role) => subjects.map((subject) => ({ id, role, subject }))));

  it('is an envelope with declared numbers, explained, the same for facts in any order; or refused with its place', () => {
    const made = new Set<AnalyticId>();
    for (const { id, role, subject } of possible) {
      const content = organizationContent(12, { viewer: { role }, subject });
      const reversed = { ...content, facts: Object.fromEntries(Object.entries(content['facts'] as Record<string, unknown[]>).map(([kind, list]) => [kind, [...list].reverse()])) };
      try {
        const { envelope, explained, ctx } = computeFileAnalytic(id, buildFile(content));
        expect(undeclaredNumbers(envelope), id).toEqual([]);
        expect(computeFileAnalytic(id, buildFile(reversed)).envelope, id).toEqual(envelope);
        expect(explain(id, explained, ctx).steps.length, id).toBeGreaterThan(0);
        made.add(id);
      } catch (error) {
        expect(error, id).toMatchObject({ name: 'DomainError', code: 'invalid-input', message: expect.stringMatching(/^(subject|viewer\.role): /) as string });
      }
    }
    expect([...made].sort()).toEqual([...analyticIds].sort());
  }, 60_000);

  it('refuses what has no such subject, and what the viewer may not see', () => {
    expect(() => calculate('engagement', 'trainer', course)).toThrow('subject: engagement needs a learnerId');
    expect(() => calculate('course-health', 'learner', course)).toThrow('viewer.role: course-health is for trainer and org_admin');
    expect(() => calculate('engagement', 'learner', learner, 24, { viewer: { role: 'learner', userId: learnerId(2) } }))
      .toThrow('viewer.userId: a learner sees nobody but themselves');
  });
});
