import { bandsOf } from '../analytics/bands.ts';
import { catalogue, isLearnerAnalyticId } from '../analytics/catalogue.ts';
import type { AnalyticId } from '../analytics/catalogue.ts';
import type { Envelope, Unit } from '../analytics/envelope.ts';
import type { AnalyticContext } from '../analytics/state.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import { formulaSources } from './formula-sources.ts';

/** A figure the formula starts from; `from` names the facts, rollups or analytics it was read from. */
export type ExplainedInput = { name: string; value: number | string | null; unit: Unit | null; from: string };
/** One step of the arithmetic with the real numbers; `value` is unrounded. */
export type ExplainedStep = { label: string; expression: string; value: number | string | null };

/** How a number came to be: from the catalogue, the settings of the organization and the real intermediate values. */
export type Explanation = {
  analytic: AnalyticId;
  formula: { words: string; symbols: string; version: string; source: string };
  inputs: ExplainedInput[];
  /** The last one, rounded, is the published headline; null where there is none. */
  steps: ExplainedStep[];
  rounding: string;
  bands: { id: string; label: string }[];
  settings: Readonly<Record<string, unknown>>;
};

export type ExplainedParts = Pick<Explanation, 'inputs' | 'steps' | 'settings'> & Partial<Pick<Explanation, 'bands'>>;

/** plain writes a number for an expression, six decimals at most. */
export function plain(value: number | null): string {
  return value === null ? 'not known' : String(roundHalfEven(value, 6));
}

function roundingOf(id: AnalyticId): string {
  const { headline, fields } = catalogue[id];
  const field = fields.find(({ path }) => path === headline.path);
  const decimals = field?.decimals ?? 0;
  const digits = decimals === 0 ? 'whole numbers' : decimals === 1 ? '1 decimal' : `${decimals} decimals`;
  return `Only published fields are rounded, half to even; ${headline.label}: ${digits}. Bands are decided on the published number.`;
}

/** explanationOf puts the parts of one analytic into the frame that the catalogue gives. */
export function explanationOf(id: AnalyticId, ctx: AnalyticContext, { bands, ...parts }: ExplainedParts): Explanation {
  const { formula, formulaVersion } = catalogue[id];
  return {
    analytic: id, formula: { ...formula, version: `${id}@${formulaVersion}/s${ctx.settingsVersion}`, source: formulaSources[id] }, ...parts,
    rounding: roundingOf(id), bands: bands ?? (isLearnerAnalyticId(id) ? bandsOf[id].map((band) => ({ id: band.id, label: band.label })) : []),
  };
}

/** withoutValue is the one step of an analytic that has none: what is missing, or why it is not shown. */
export function withoutValue({ status, reason, need }: Envelope<unknown>): ExplainedStep {
  const why = need === null ? `${status}: ${reason ?? 'no reason'}` : `${need.what}: ${need.have} of ${need.required} (${reason ?? status})`;
  return { label: 'No value', expression: why, value: null };
}

/** weighing is the step of a weighted mean over the parts that are known: its expression and its value, null without a part. */
export function weighing(label: string, parts: readonly { weight: number; value: number | null }[]): ExplainedStep {
  const known = parts.flatMap(({ weight, value }) => (value === null ? [] : [{ weight, value }]));
  const weights = known.reduce((total, { weight }) => total + weight, 0);
  const top = known.map(({ weight, value }) => `${plain(weight)} · ${plain(value)}`).join(' + ');
  const value = known.reduce((total, one) => total + one.weight * one.value, 0);
  return { label, expression: weights > 0 ? `(${top}) / ${plain(weights)}` : 'nothing known', value: weights > 0 ? value / weights : null };
}
