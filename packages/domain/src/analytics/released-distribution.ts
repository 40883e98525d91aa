import type { PublishedEntry } from '../privacy/release-entry.ts';
import { suppress } from '../privacy/suppress.ts';
import { sum } from '../stats/mean.ts';
import { suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { countBins, distribute } from './distribute.ts';
import type { Envelope } from './envelope.ts';
import { hiddenReasonOf, leastOf, quartilesOf } from './released.ts';
import type { AnalyticContext } from './state.ts';
import { distributionLevels } from './student-distribution-value.ts';
import type { ReleasedDistribution, StudentDistribution } from './student-distribution-value.ts';

const id = 'student-distribution';

/** One learner as the release counted them: the published average, the progress 0..100, and whether they belong to the stuck. */
export type CutLearner = { averagePct: number | null; progressPct: number | null; stuck: boolean };

/** A course in a release: the people and values behind the published entry of its results, which stay the same while that is frozen. */
export type ReleasedDistributionState = { courseId: string; releaseId: string; results: PublishedEntry | null; learners: readonly CutLearner[] };

/** suppressCounts hides small counts of a partition, and as many more as it takes; `none` are the people outside, who are no cell when there are none. */
export function suppressCounts(counts: readonly number[], none: number, k: number): (number | null)[] {
  const cells = counts.map((n, i) => ({ id: String(i).padStart(2, '0'), n }));
  const outside = none === 0 ? [] : [{ id: '(none)', n: none }];
  return suppress([...cells, ...outside], sum(counts) + none, k).cells.slice(0, counts.length).map(({ n }) => n);
}

type Cells = Pick<ReleasedDistribution, 'bins' | 'levels'>;

/** cellsOf shows bins while at most half of them are hidden, else the three levels; levels beside hidden bins would give these away. */
function cellsOf(scores: readonly number[], none: number, k: number): Cells {
  const { bins, levels } = distribute(scores);
  const shown = suppressCounts(bins, none, k);
  const hidden = shown.filter((bin) => bin === null).length;
  if (2 * hidden <= bins.length && hidden > 0) return { bins: shown, levels: { high: null, medium: null, low: null } };
  const [high = null, medium = null, low = null] = suppressCounts([levels.high, levels.medium, levels.low], none, k);
  return { bins: hidden === 0 ? shown : null, levels: { high, medium, low } };
}

/** stuckOf shows how many are stuck when they and the others of the low level are each enough people, or nobody. */
function stuckOf(stuck: number, low: number | null, k: number): number | null {
  if (low === null || stuck < k) return null;
  return low - stuck === 0 || low - stuck >= k ? stuck : null;
}

/** computeReleasedDistribution: the spread of a course as the organization sees it, groups below k hidden with their complements (analytic 9). */
export function computeReleasedDistribution(state: ReleasedDistributionState, ctx: AnalyticContext): Envelope<StudentDistribution> {
  const { courseId, releaseId, results, learners } = state;
  const k = ctx.settings.privacyK;
  const scores = learners.flatMap(({ averagePct }) => averagePct ?? []);
  const none = learners.length - scores.length;
  const scored = none === 0 || none >= k ? scores.length : null;
  const hidden = hiddenReasonOf(results);
  const suppressed = results === null || hidden !== null || scores.length < k;
  const evidence = { n: suppressed ? 0 : scored ?? leastOf(results.sizeBand), coverage: 1, asOf: null, releaseId };
  if (suppressed) return suppressedEnvelope(id, ctx, hidden === null || hidden === 'no-data' ? 'too-few' : hidden, evidence);
  const cells = cellsOf(scores, none, k);
  const quartiles = quartilesOf(results);
  const wide = quartiles !== null && quartiles.p25 !== null;
  const progress = learners.flatMap(({ progressPct }) => progressPct ?? []);
  const value: ReleasedDistribution = {
    view: 'released', courseId, scored, ...cells, p25: wide ? quartiles.p25 : null, p50: wide ? quartiles.median : null,
    p75: wide ? quartiles.p75 : null, progress: progress.length === learners.length ? suppressCounts(countBins(progress, 4), 0, k) : null,
    cluster: stuckOf(learners.filter(({ stuck }) => stuck).length, cells.levels.low, k),
  };
  return valueEnvelope<StudentDistribution>(id, ctx, value, evidence, nullsOf(value));
}

function nullsOf(value: ReleasedDistribution): Nulls {
  const nulls: Nulls = value.scored === null ? { scored: 'complementary' } : {};
  if (value.bins === null) nulls['bins'] = 'too-few';
  else if (value.bins.includes(null)) nulls['bins[]'] = 'too-few';
  const hiddenLevel = value.bins === null ? 'too-few' : 'complementary';
  for (const level of distributionLevels) if (value.levels[level] === null) nulls[`levels.${level}`] = hiddenLevel;
  for (const field of ['p25', 'p50', 'p75', 'cluster'] as const) if (value[field] === null) nulls[field] = 'too-few';
  if (value.progress === null) nulls['progress'] = 'no-data';
  else if (value.progress.includes(null)) nulls['progress[]'] = 'too-few';
  return nulls;
}
