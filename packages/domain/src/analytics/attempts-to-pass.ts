import { at } from '../stats/at.ts';
import { mean, sum } from '../stats/mean.ts';
import { median } from '../stats/quantile.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { compareText } from '../stats/compare-text.ts';
import { countPassed, shareOf } from './course-measures.ts';
import type { CourseTopic, LearnerResult } from './group-state.ts';
import { policyResult } from './performance.ts';
import type { Settings } from './settings.ts';
import type { TaughtDistribution, TopicResults } from './student-distribution-value.ts';

const positions = [1, 2, 3, 4] as const;
const clusterBelow = 60;
const clusterTries = 3;
const topicFrom = 5;

/** countAttemptsToPass counts learner × assessment by the try that passed first (the fourth and later together), and how many of each try did. */
export function countAttemptsToPass(results: readonly LearnerResult[]): Pick<TaughtDistribution, 'attemptsToPass' | 'passRateByAttempt'> {
  const passedAt = positions.map(() => 0);
  const triedAt = positions.map(() => 0);
  for (const { attempts, firstPassPosition } of results) {
    positions.forEach((position, i) => {
      const tried = attempts >= position && (firstPassPosition === null || firstPassPosition >= position);
      const passed = firstPassPosition !== null && (position === 4 ? firstPassPosition >= 4 : firstPassPosition === position);
      triedAt[i] = at(triedAt, i) + Number(tried);
      passedAt[i] = at(passedAt, i) + Number(passed);
    });
  }
  return { attemptsToPass: passedAt, passRateByAttempt: passedAt.map((passed, i) => shareOf(passed, at(triedAt, i))) };
}

/** findStuck names learners with a published average below 60 % and at least three tries on one assessment, weakest first. */
export function findStuck(results: readonly LearnerResult[], averages: ReadonlyMap<string, number>): TaughtDistribution['cluster'] {
  const most = new Map<string, number>();
  for (const { userId, attempts } of results) most.set(userId, Math.max(attempts, most.get(userId) ?? 0));
  return [...averages]
    .map(([learnerId, averagePct]) => ({ learnerId, averagePct, attempts: most.get(learnerId) ?? 0 }))
    .filter(({ averagePct, attempts }) => averagePct < clusterBelow && attempts >= clusterTries)
    .sort((a, b) => a.averagePct - b.averagePct || compareText(a.learnerId, b.learnerId));
}

function readTopic(topicId: string, rows: readonly LearnerResult[], policy: Settings['performance']['policy']): TopicResults[] {
  const pcts = new Map<string, number[]>();
  for (const row of rows) {
    const own = pcts.get(row.userId) ?? [];
    own.push(policyResult(row, policy).pct);
    pcts.set(row.userId, own);
  }
  if (pcts.size < topicFrom) return [];
  const p50 = median([...pcts.values()].map((own) => mean(own) ?? 0)) ?? 0;
  return [{
    topicId, learners: pcts.size, p50: roundHalfEven(p50, 1), passRatePct: shareOf(countPassed(rows, policy), rows.length) ?? 0,
    meanAttempts: roundHalfEven(sum(rows.map(({ attempts }) => attempts)) / rows.length, 2),
  }];
}

/** resultsByTopic reads the results of each topic with five learners, in teaching order: median of the learners, pass rate and tries per assessment. */
export function resultsByTopic(
  topics: readonly CourseTopic[], results: readonly LearnerResult[], policy: Settings['performance']['policy'],
): TopicResults[] {
  const rows = new Map<string, LearnerResult[]>(topics.map(({ topicId }) => [topicId, []]));
  for (const row of results) if (row.topicId !== null) rows.get(row.topicId)?.push(row);
  return [...rows].flatMap(([topicId, own]) => readTopic(topicId, own, policy));
}
