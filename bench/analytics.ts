import { computeContentEffectiveness } from '../packages/domain/src/analytics/content-effectiveness.ts';
import { computeCourseContentEffectiveness } from '../packages/domain/src/analytics/course-content-effectiveness.ts';
import { computeCourseHealth } from '../packages/domain/src/analytics/course-health.ts';
import { computeCoursePerformance } from '../packages/domain/src/analytics/course-performance.ts';
import { computeDropOffRisk } from '../packages/domain/src/analytics/drop-off-risk.ts';
import { computeEngagement } from '../packages/domain/src/analytics/engagement.ts';
import { computeLearner } from '../packages/domain/src/analytics/compute-learner.ts';
import { computeLearningVelocity } from '../packages/domain/src/analytics/learning-velocity.ts';
import { computeMastery } from '../packages/domain/src/analytics/mastery.ts';
import { computeOutcomeForecast } from '../packages/domain/src/analytics/outcome-forecast.ts';
import { computePerformance } from '../packages/domain/src/analytics/performance.ts';
import { computeRecommendations } from '../packages/domain/src/analytics/recommendations.ts';
import { computeSkillGaps } from '../packages/domain/src/analytics/skill-gaps.ts';
import { computeStudentDistribution } from '../packages/domain/src/analytics/student-distribution.ts';
import { computeTeachingEffectiveness } from '../packages/domain/src/analytics/teaching-effectiveness.ts';
import type { LearnerState } from '../packages/domain/src/analytics/state.ts';
import { median } from '../packages/domain/src/stats/quantile.ts';
import { prepareAnalytics, type Prepared } from './prepare-analytics.ts';

/** One thing to repeat over prepared states; what it returns is looked at, so that it cannot be left out. */
type Measure = { name: string; states: number; run: (i: number) => unknown };
type Figures = { name: string; perSecond: number; micros: number };

const rounds = 3;
const roundMs = 200;
const target = 20_000;
let looked = 0;

/** perSecondOf repeats one measure over all states for a while. */
function perSecondOf({ states, run }: Measure): number {
  // Processor time, so that other programs on the machine do not count.
  const since = process.cpuUsage();
  const spentMs = () => { const { user, system } = process.cpuUsage(since); return (user + system) / 1000; };
  let calculations = 0;
  while (spentMs() < roundMs) {
    for (let i = 0; i < states; i++) if (run(i) !== null) looked += 1;
    calculations += states;
  }
  return (1000 * calculations) / spentMs();
}

function at<T>(list: readonly T[], i: number): T {
  const one = list[i % list.length];
  if (one === undefined) throw new Error('nothing to measure');
  return one;
}

function learnerMeasures({ learners, ctx }: Prepared): Measure[] {
  const six: Record<string, (state: LearnerState) => unknown> = {
    'learning-velocity': (state) => computeLearningVelocity(state, ctx), mastery: (state) => computeMastery(state, ctx),
    performance: (state) => computePerformance(state, ctx), engagement: (state) => computeEngagement(state, ctx),
    'skill-gaps': (state) => computeSkillGaps(state, ctx), 'content-effectiveness': (state) => computeContentEffectiveness(state, ctx),
    'the six together': (state) => computeLearner(state, ctx),
    'drop-off-risk': (state) => computeDropOffRisk(state, ctx, { prediction: 'in', card: null }),
    'outcome-forecast': (state) => computeOutcomeForecast(state, ctx, { prediction: 'in' }),
    recommendations: (learner) => computeRecommendations({
      learner, indexByTopic: new Map(), archivedTopicIds: new Set(), thumbsDown: [], practisedSinceLastAttempt: null, riskBand: null,
    }, ctx),
  };
  return Object.entries(six).map(([name, run]) => ({ name, states: learners.length, run: (i) => run(at(learners, i)) }));
}

function groupMeasures({ courses, trainers, ctx, organization }: Prepared): Measure[] {
  const trainer = { ...ctx, viewer: { role: 'trainer' as const } };
  return [
    { name: 'course-performance', states: courses.length, run: (i) => computeCoursePerformance(at(courses, i).group, trainer) },
    { name: 'course-health', states: courses.length, run: (i) => computeCourseHealth(at(courses, i).group, trainer) },
    { name: 'student-distribution', states: courses.length, run: (i) => computeStudentDistribution(at(courses, i).group, trainer) },
    { name: 'content-effectiveness of a course', states: courses.length, run: (i) => computeCourseContentEffectiveness(at(courses, i).content, trainer) },
    { name: 'teaching-effectiveness', states: trainers.length, run: (i) => computeTeachingEffectiveness(at(trainers, i), trainer) },
    ...Object.entries(organization).map(([name, run]): Measure => ({ name, states: 1, run })),
  ];
}

function measure(measures: readonly Measure[]): Figures[] {
  for (const one of measures) perSecondOf(one);
  const rates = measures.map((): number[] => []);
  for (let round = 0; round < rounds; round++) measures.forEach((one, i) => rates[i]?.push(perSecondOf(one)));
  return measures.map(({ name }, i) => {
    const perSecond = median(rates[i] ?? []) ?? 0;
    return { name, perSecond: Math.round(perSecond), micros: Number((1e6 / perSecond).toFixed(1)) };
  });
}

/**
 * benchAnalytics measures calculations a second on one core from prepared rollups: each analytic, and the six of a learner together. The baseline, in the same
 * run, reads and writes the same state as JSON.
 */
export function benchAnalytics(): Promise<object> {
  const prepared = prepareAnalytics();
  const { learners } = prepared;
  const texts = learners.map((state) => JSON.stringify({ ...state, topicRefs: [...state.topicRefs] }));
  const json: Measure = { name: 'JSON of the state, parsed and written', states: texts.length, run: (i) => JSON.stringify(JSON.parse(at(texts, i))) };
  const figures = measure([json, ...learnerMeasures(prepared), ...groupMeasures(prepared)].filter(({ states }) => states > 0));
  const microsOf = (name: string) => figures.find((one) => one.name === name)?.micros ?? Number.NaN;
  const six = microsOf('the six together');
  const baseline = microsOf(json.name);
  const sixNames = figures.slice(1, 7).map(({ name }) => name);
  const rows = figures.map((one) => ({
    ...one, 'share of the six': sixNames.includes(one.name) ? Number((one.micros / six).toFixed(2)) : null, 'of JSON': Number((one.micros / baseline).toFixed(2)),
  }));
  console.table(rows);
  const perSecond = figures.find(({ name }) => name === 'the six together')?.perSecond ?? 0;
  const summary = {
    learners: learners.length, courses: prepared.courses.length, 'state, bytes as JSON': Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length),
    'the six, learners a second': perSecond, target, reached: perSecond >= target, 'the six / JSON of the state': Number((six / baseline).toFixed(2)), looked,
  };
  console.table(summary);
  return Promise.resolve({ ...summary, analytics: rows });
}
