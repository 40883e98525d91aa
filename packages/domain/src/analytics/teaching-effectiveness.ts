import { placeAmongPeers } from '../privacy/place-among-peers.ts';
import { mean } from '../stats/mean.ts';
import { insufficientEnvelope, missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { measureGain } from './course-content-effectiveness.ts';
import { countPassed, measureRatings, shareOf } from './course-measures.ts';
import type { Envelope } from './envelope.ts';
import { lastDays, today } from './learner-time.ts';
import { matureCompletion } from './measure-course.ts';
import { roundOrNull } from './published.ts';
import { findEntry, firstBandOf, hiddenReasonOf, leastOf, nullsOfQuartiles, quartilesOf } from './released.ts';
import type { ReleaseView } from './released.ts';
import { axesRequired, gainAxisOf, satisfactionOf, satisfactionTrendOf, scoreTeaching } from './score-teaching.ts';
import type { TeachingAxes } from './score-teaching.ts';
import type { AnalyticContext } from './state.ts';
import { teachingAxes } from './teaching-effectiveness-value.ts';
import type { OwnTeaching, ReleasedTeaching, TeachingAxis, TeachingEffectiveness } from './teaching-effectiveness-value.ts';
import type { TeachingState } from './teaching-state.ts';

export type { TeachingEffectiveness } from './teaching-effectiveness-value.ts';
export { scoreTeaching } from './score-teaching.ts';

const id = 'teaching-effectiveness';
const learnersFrom = 10;
const windowDays = 365;

type Measured = Pick<OwnTeaching, 'axes' | 'ratingMean' | 'satisfactionTrend' | 'satisfactionDelta' | 'cohenD' | 'attemptsToPass'> & { raters: number };

/** measureTeaching gives the five published axes of a trainer, and the figures behind them; what has no case, or too few people, is null. */
export function measureTeaching(state: TeachingState, ctx: AnalyticContext): Measured {
  const { learners, results, gainPairs, targetDurationDays } = state;
  const { course, performance, minRaters } = ctx.settings;
  const D = today(ctx);
  const { raters, ratingMean, ratingDelta } = measureRatings(learners, D, minRaters);
  const gain = measureGain(gainPairs);
  const positions = results.flatMap(({ firstPassPosition }) => firstPassPosition ?? []);
  const axes: TeachingAxes = {
    satisfaction: ratingMean === null ? null : roundOrNull(satisfactionOf(ratingMean), 1),
    passing: shareOf(countPassed(results, performance.policy), results.length),
    completion: matureCompletion(learners, D, ({ courseId }) => targetDurationDays.get(courseId) ?? course.targetDurationDays),
    gain: gain === null || gain.classGain === null ? null : roundOrNull(gainAxisOf(gain.classGain), 1),
    firstTry: shareOf(results.filter(({ firstPassPosition }) => firstPassPosition === 1).length, results.length),
  };
  return {
    axes, raters, ratingMean, satisfactionDelta: ratingDelta, satisfactionTrend: satisfactionTrendOf(ratingDelta), cohenD: gain?.cohenD ?? null,
    attemptsToPass: roundOrNull(mean(positions), 2),
  };
}

function placeAxes(axes: TeachingAxes, release: ReleaseView | null): { peers: OwnTeaching['peers']; nulls: Nulls } {
  const peers: OwnTeaching['peers'] = { satisfaction: null, passing: null, completion: null, gain: null, firstTry: null };
  const nulls: Nulls = {};
  for (const axis of teachingAxes) {
    const entry = release === null ? null : findEntry(release, 'trainers', axis);
    const hidden = hiddenReasonOf(entry);
    peers[axis] = entry === null || hidden !== null ? null : placeAmongPeers(axes[axis], entry);
    if (peers[axis] === null) nulls[`peers.${axis}`] = hidden ?? 'no-data';
  }
  return { peers, nulls };
}

function nullsOf(value: OwnTeaching, { raters, pairs }: { raters: number; pairs: number }): Nulls {
  const nulls: Nulls = {};
  const reasons: Partial<Record<TeachingAxis, 'too-few-learners'>> = {
    ...(raters === 0 ? {} : { satisfaction: 'too-few-learners' }), ...(pairs === 0 ? {} : { gain: 'too-few-learners' }),
  };
  for (const axis of teachingAxes) if (value.axes[axis] === null) nulls[`axes.${axis}`] = reasons[axis] ?? 'no-data';
  for (const field of ['ratingMean', 'satisfactionDelta', 'satisfactionTrend'] as const) {
    if (value[field] === null) nulls[field] = reasons.satisfaction ?? 'no-data';
  }
  if (value.cohenD === null) nulls['cohenD'] = pairs >= learnersFrom ? 'zero-variance' : reasons.gain ?? 'no-data';
  if (value.attemptsToPass === null) nulls['attemptsToPass'] = 'no-data';
  return nulls;
}

/**
 * computeTeachingEffectiveness: five axes over the learners of one trainer, for themselves (analytic 10); insufficient below ten learners or three axes.
 * Their place is read from the release of all trainers: its `trainers` entries, when they may be shown to this trainer.
 */
export function computeTeachingEffectiveness(state: TeachingState, ctx: AnalyticContext, release: ReleaseView | null = null): Envelope<TeachingEffectiveness> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const { raters, ...measured } = measureTeaching(state, ctx);
  const n = new Set(state.learners.map(({ userId }) => userId)).size;
  const { known, coverage, ...score } = scoreTeaching(measured.axes);
  const evidence = { window: lastDays(today(ctx), windowDays), n, coverage, asOf: state.asOf };
  if (n < learnersFrom) return insufficientEnvelope(id, ctx, 'too-few-learners', { what: 'learners', have: n, required: learnersFrom }, evidence);
  if (score.overall === null) {
    return insufficientEnvelope(id, ctx, 'too-few-learners', { what: 'axes with enough learners', have: known, required: axesRequired }, evidence);
  }
  const { peers, nulls } = placeAxes(measured.axes, release);
  const value: OwnTeaching = { view: 'own', learners: n, ...score, ...measured, peers };
  return valueEnvelope<TeachingEffectiveness>(id, ctx, value, evidence, { ...nullsOf(value, { raters, pairs: state.gainPairs.length }), ...nulls });
}

/** computeReleasedTeaching: the spread of each axis over the organization's trainers, nobody named (analytic 10); suppressed while none may be shown. */
export function computeReleasedTeaching(release: ReleaseView, ctx: AnalyticContext): Envelope<TeachingEffectiveness> {
  const entries = teachingAxes.map((axis) => findEntry(release, 'trainers', axis));
  const [satisfaction = null, passing = null, completion = null, gain = null, firstTry = null] = entries.map(quartilesOf);
  const sizeBand = firstBandOf(entries);
  const shown = entries.filter((entry) => hiddenReasonOf(entry) === null).length;
  const evidence = { n: leastOf(sizeBand), coverage: shown / entries.length, asOf: null, releaseId: release.releaseId };
  if (sizeBand === null) return suppressedEnvelope(id, ctx, entries.find((entry) => entry !== null)?.hiddenBecause ?? 'too-few', evidence);
  const value: ReleasedTeaching = { view: 'released', sizeBand, axes: { satisfaction, passing, completion, gain, firstTry } };
  const nulls = Object.fromEntries(teachingAxes.flatMap((axis, i) => Object.entries(nullsOfQuartiles(`axes.${axis}`, entries[i] ?? null)))) satisfies Nulls;
  return valueEnvelope<TeachingEffectiveness>(id, ctx, value, evidence, nulls);
}
