import { mean } from '../stats/mean.ts';
import { quantile } from '../stats/quantile.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { Day } from '../time/day.ts';
import { hidden } from './candidate.ts';
import type { Candidate, Cut, Decided, Hidden, Shown } from './candidate.ts';
import type { Cohort } from './cohort.ts';
import { recode } from './recode.ts';
import type { CodedPercent } from './recode.ts';
import type { Figures, LastMember } from './release-entry.ts';

const quartilesFrom = 20;
const none: Figures = { median: null, p25: null, p75: null, percent: null, sums: null };

function wholeQuantile(values: readonly number[], p: number): number | null {
  const exact = quantile(values, p);
  return exact === null ? null : roundHalfEven(exact);
}

function percentOf(cohortId: string, values: readonly number[]): CodedPercent | null {
  const pct = 100 * (mean(values) ?? 0);
  return cohortId === 'org' ? { pct: roundHalfEven(pct), bound: 'exact' } : recode(pct, values.length);
}

/** sumsOf adds up each place of the tuples; a place to which one person gives more than half is null. */
export function sumsOf(tuples: readonly (readonly number[])[]): (number | null)[] {
  const places = tuples.reduce((most, tuple) => Math.max(most, tuple.length), 0);
  return Array.from({ length: places }, (_, place) => {
    const shares = tuples.map((tuple) => tuple[place] ?? 0);
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.some((share) => share > sum / 2) ? null : sum;
  });
}

/** figuresOf gives what is published of a cohort's people: whole median and quartiles, a coded percentage, or sums; null for a score that all share. */
export function figuresOf({ id, kind }: Pick<Cohort, 'id' | 'kind'>, members: readonly LastMember[]): Figures | null {
  const values = members.flatMap(([, value]) => (typeof value === 'number' ? [value] : []));
  switch (kind) {
    case 'rate':
      return { ...none, percent: percentOf(id, values) };
    case 'count':
      return { ...none, sums: sumsOf(members.flatMap(([, value]) => (typeof value === 'object' && value !== null ? [value] : []))) };
    case 'score': {
      const [p25, median, p75] = [wholeQuantile(values, 0.25), wholeQuantile(values, 0.5), wholeQuantile(values, 0.75)];
      if (p25 === p75) return null;
      return values.length >= quartilesFrom ? { ...none, median, p25, p75 } : { ...none, median };
    }
  }
}

function settle(cohort: Cohort, { members }: Cut, day: Day): Shown | Hidden {
  const figures = figuresOf(cohort, members);
  if (figures === null) return hidden('homogeneous');
  const { id: cohortId, audience, metric, kind } = cohort;
  return { state: 'shown', frozen: false, record: { cohortId, audience, metric, kind, asOf: day, figures, members: [...members] } };
}

/** settleContent gives new and updated entries their figures; a score whose published quartiles are equal is hidden as homogeneous. */
export function settleContent(drafts: readonly Candidate[], day: Day): Decided[] {
  return drafts.map(({ cohort, last, decision }): Decided => ({ cohort, last, decision: decision.state === 'cut' ? settle(cohort, decision, day) : decision }));
}
