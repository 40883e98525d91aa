import { classGain, cohenD, individualChange } from '../stats/class-gain.ts';
import { compareText } from '../stats/compare-text.ts';
import { dropOff } from '../stats/drop-off.ts';
import { mean } from '../stats/mean.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { ContentEffectiveness, CourseContentEffectiveness, CourseGain, GainBand } from './content-effectiveness-value.ts';
import { analyseItems } from './course-items.ts';
import type { CourseState } from './course-state.ts';
import { effectivenessIndex } from './effectiveness-index.ts';
import type { Envelope } from './envelope.ts';
import { lastDays, today } from './learner-time.ts';
import { roundOrNull } from './published.ts';
import type { AnalyticContext } from './state.ts';

const id = 'content-effectiveness';
const pairsFrom = 10;
const enrollmentDays = 365;

/** gainBandOf bands a published class gain. */
export function gainBandOf(gain: number): GainBand {
  return gain >= 0.7 ? 'high' : gain >= 0.3 ? 'medium' : 'low';
}

/** measureGain sets baseline against post test, the class and its individuals apart; below ten pairs null. */
export function measureGain(pairs: CourseState['gainPairs']): CourseGain | null {
  if (pairs.length < pairsFrom) return null;
  const ordered = [...pairs].sort((a, b) => compareText(a.userId, b.userId));
  const pre = ordered.map((pair) => pair.pre);
  const post = ordered.map((pair) => pair.post);
  const gain = roundOrNull(classGain(pre, post), 2);
  const changes = ordered.flatMap((pair) => individualChange(pair.pre, pair.post) ?? []);
  return {
    classGain: gain, band: gain === null ? null : gainBandOf(gain), meanIndividualChange: roundOrNull(mean(changes), 2),
    cohenD: roundOrNull(cohenD(pre, post), 2), pairs: pairs.length,
  };
}

/** measureDropOff publishes the steps of `dropOff`, flags decided on the published interval; without a shown step null. */
export function measureDropOff(state: Pick<CourseState, 'dropOff' | 'topicCount'>): CourseContentEffectiveness['dropOff'] {
  const raw = dropOff(state.dropOff, state.topicCount);
  if (!raw.steps.some((step) => step.shown)) return null;
  const threshold = roundOrNull(raw.threshold, 4);
  const steps = raw.steps.map((step) => {
    const lo = roundOrNull(step.lo, 4);
    const flag = step.flag === null || lo === null || threshold === null ? null : lo > threshold;
    return { ...step, h: roundOrNull(step.h, 4), lo, hi: roundOrNull(step.hi, 4), flag };
  });
  return { steps, threshold };
}

function indexOf({ items, gain, dropOff: steps }: Pick<CourseContentEffectiveness, 'items' | 'gain' | 'dropOff'>): CourseContentEffectiveness['index'] {
  const clean = items.filter((item) => item.flags.length === 0).length;
  const shown = steps === null ? [] : steps.steps.flatMap((step) => (step.shown && step.h !== null ? [step.h] : []));
  return effectivenessIndex({
    classGain: gain === null ? null : gain.classGain, cleanShare: items.length === 0 ? null : clean / items.length,
    meanDiscrimination: mean(items.flatMap((item) => item.discrimination ?? [])), meanH: mean(shown),
  });
}

function nullsOf(value: CourseContentEffectiveness): Nulls {
  const nulls: Nulls = {};
  if (value.gain === null) nulls['gain'] = 'too-few-observations';
  else if (value.gain.classGain === null) nulls['gain.classGain'] = 'zero-variance';
  if (value.gain !== null && value.gain.meanIndividualChange === null) nulls['gain.meanIndividualChange'] = 'no-data';
  if (value.gain !== null && value.gain.cohenD === null) nulls['gain.cohenD'] = 'zero-variance';
  if (value.dropOff === null) nulls['dropOff'] = 'too-few-learners';
  else if (value.dropOff.threshold === null) nulls['dropOff.threshold'] = 'too-few-observations';
  if (value.items.some((item) => item.discrimination === null)) nulls['items[].discrimination'] = 'zero-variance';
  if (value.index.value === null) nulls['index.value'] = 'too-few-observations';
  return nulls;
}

/** computeCourseContentEffectiveness: items, gain and drop-off of a course's enrollments of 365 days (analytic 6); insufficient if no part has its minimum. */
export function computeCourseContentEffectiveness(state: CourseState, ctx: AnalyticContext): Envelope<ContentEffectiveness> {
  const missing = missingSource(id, ctx, [['enrollments'], ['courses']]);
  if (missing) return missing;
  const window = lastDays(today(ctx), enrollmentDays);
  const hasItems = state.firstAttempts.some((attempt) => attempt.items !== null);
  const used = [state.firstAttempts.length > 0 || state.gainPairs.length > 0, hasItems, ctx.available.facts.has('learning_events')];
  const evidence = { window, n: state.enrolled, coverage: used.filter(Boolean).length / used.length, asOf: state.asOf };
  const { mostRows, ...itemResults } = analyseItems(state.firstAttempts);
  const parts = { ...itemResults, gain: measureGain(state.gainPairs), dropOff: measureDropOff(state) };
  if (parts.items.length === 0 && parts.gain === null && parts.dropOff === null) {
    const need = { what: 'learners with all results of a test, or with both tests', have: Math.max(mostRows, state.gainPairs.length), required: pairsFrom };
    return insufficientEnvelope(id, ctx, 'too-few-observations', need, evidence);
  }
  const value: CourseContentEffectiveness = { view: 'course', courseId: state.courseId, enrolled: state.enrolled, ...parts, index: indexOf(parts) };
  return valueEnvelope<ContentEffectiveness>(id, ctx, value, evidence, nullsOf(value));
}
