import { compareText } from '../stats/compare-text.ts';
import { alignDepartments, readMandatory, readTargets } from './alignment-shares.ts';
import type { Share } from './alignment-shares.ts';
import { alignmentMetrics } from './alignment-state.ts';
import type { AlignmentState } from './alignment-state.ts';
import { insufficientEnvelope, missingSource, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import type { Envelope, ReasonCode } from './envelope.ts';
import { findEntry, floorToFive, percentOf } from './released.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { alignmentBandOf, measureKpis, scoreStrategicAlignment } from './score-strategic-alignment.ts';
import type { AnalyticContext } from './state.ts';
import type { StrategicAlignment } from './strategic-alignment-value.ts';

export type { StrategicAlignment } from './strategic-alignment-value.ts';
export { scoreStrategicAlignment } from './score-strategic-alignment.ts';

const id = 'strategic-alignment';
const tooFew: Share = { pct: null, reason: 'too-few' };

/** tellOverdue shows nobody or at least k people, down to a multiple of 5; fewer are hidden (null). */
export function tellOverdue(people: number, k: number): number | null {
  return people === 0 ? 0 : people < k ? null : floorToFive(people);
}

/** Released shares of the organization; none below k employees. */
function sharesOf({ employees, release }: AlignmentState, k: number): { coverage: Share; unassessed: Share; compliance: Share } {
  if (employees < k) return { coverage: tooFew, unassessed: tooFew, compliance: tooFew };
  return { ...readTargets(release, 'org'), compliance: readMandatory(release, 'org') };
}

function matrixOf({ skills, release }: AlignmentState): StrategicAlignment['matrix'] {
  return [...skills].sort((a, b) => compareText(a.skillId, b.skillId)).map(({ skillId, business }) => ({
    skillId, business, coverage: percentOf(findEntry(release, `demand:${skillId}`, alignmentMetrics.skill)),
  }));
}

function kpiReasonOf(state: AlignmentState, ctx: AnalyticContext): ReasonCode {
  if (!ctx.available.facts.has('kpis')) return 'no-source';
  return state.kpis.some(({ weight }) => weight > 0) ? 'zero-target' : 'no-data';
}

function nullsOf(value: StrategicAlignment, shares: ReturnType<typeof sharesOf>, kpiReason: ReasonCode): Nulls {
  const nulls: Nulls = {};
  if (value.kpi === null) nulls['kpi'] = kpiReason;
  if (shares.coverage.reason !== null) nulls['coveragePct'] = shares.coverage.reason;
  if (shares.unassessed.reason !== null) nulls['unassessedPct'] = shares.unassessed.reason;
  if (shares.compliance.reason !== null) nulls['compliancePct'] = shares.compliance.reason;
  if (value.overdueLearners === null) nulls['overdueLearners'] = 'too-few';
  if (value.kpis.some(({ achievement }) => achievement === null)) nulls['kpis[].achievement'] = 'zero-target';
  for (const field of ['coverage', 'compliance'] as const) {
    if (value.departments.some((one) => one[field] === null)) nulls[`departments[].${field}`] = 'too-few';
  }
  if (value.matrix.some(({ coverage }) => coverage === null)) nulls['matrix[].coverage'] = 'too-few';
  return nulls;
}

/**
 * computeStrategicAlignment: whether learning serves the goals, 0..100 (analytic 12); insufficient under half of the weights. Below k employees only
 * key figures count.
 */
export function computeStrategicAlignment(state: AlignmentState, ctx: AnalyticContext): Envelope<StrategicAlignment> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const k = ctx.settings.privacyK;
  const { kpi, kpis } = measureKpis(ctx.available.facts.has('kpis') ? state.kpis : []);
  const shares = sharesOf(state, k);
  const { score, coverage } = scoreStrategicAlignment({ kpi, coverage: shares.coverage.pct, compliance: shares.compliance.pct }, ctx.settings.alignment);
  const evidence = { n: kpis.filter(({ counted }) => counted).length, coverage, asOf: null, releaseId: state.release.releaseId };
  if (score === null) {
    const need = { what: 'percent of the score known', have: roundHalfEven(100 * coverage), required: 50 };
    return insufficientEnvelope(id, ctx, 'no-data', need, evidence);
  }
  const enough = state.employees >= k;
  const value: StrategicAlignment = {
    score, band: alignmentBandOf(score, ctx.settings.alignment), kpi, coveragePct: shares.coverage.pct, unassessedPct: shares.unassessed.pct,
    compliancePct: shares.compliance.pct, overdueLearners: enough ? tellOverdue(state.overdueLearners, k) : null, kpis,
    departments: enough ? alignDepartments(state.release) : [], matrix: enough ? matrixOf(state) : [],
  };
  return valueEnvelope(id, ctx, value, evidence, nullsOf(value, shares, kpiReasonOf(state, ctx)));
}
