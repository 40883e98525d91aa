import { aucOf } from '../stats/auc.ts';
import { compareText } from '../stats/compare-text.ts';
import type { Forecast } from '../stats/ece.ts';
import { mean } from '../stats/mean.ts';

/** A forecast with its person and the groups that person belongs to, by attribute. Groups judge a model and are never an input of it. */
export type GroupedForecast = Forecast & { personId: string; groups: Readonly<Partial<Record<string, string>>> };
/** One group: bias = mean p − mean y, in −1..1; counted = large enough to judge by. */
export type Subgroup = {
  attribute: string; group: string; people: number; forecasts: number; positives: number; meanP: number; meanY: number; bias: number; auc: number | null;
  counted: boolean;
};

/** People from which a group counts; below, its bias is mostly chance. */
export const smallestGroup = 50;

function describe(attribute: string, group: string, members: readonly GroupedForecast[]): Subgroup {
  const people = new Set(members.map(({ personId }) => personId)).size;
  const meanP = mean(members.map(({ p }) => p)) ?? 0;
  const meanY = mean(members.map(({ y }) => y)) ?? 0;
  return {
    attribute, group, people, forecasts: members.length, positives: members.filter(({ y }) => y === 1).length, meanP, meanY, bias: meanP - meanY,
    auc: aucOf(members), counted: people >= smallestGroup,
  };
}

/** subgroupsOf describes every group of every attribute, by name. */
export function subgroupsOf(forecasts: readonly GroupedForecast[]): Subgroup[] {
  const byGroup = new Map<string, GroupedForecast[]>();
  for (const forecast of forecasts) {
    for (const [attribute, group] of Object.entries(forecast.groups)) {
      const key = JSON.stringify([attribute, group]);
      const members = byGroup.get(key);
      if (members === undefined) byGroup.set(key, [forecast]);
      else members.push(forecast);
    }
  }
  return [...byGroup]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, members]) => {
      const [attribute = '', group = ''] = JSON.parse(key) as string[];
      return describe(attribute, group, members);
    });
}

/** subgroupGap is the largest difference of bias between two counted groups of one attribute, 0..2; no attribute with two of them gives null. */
export function subgroupGap(subgroups: readonly Subgroup[]): number | null {
  let gap: number | null = null;
  for (const attribute of new Set(subgroups.map((each) => each.attribute))) {
    const biases = subgroups.filter((each) => each.attribute === attribute && each.counted).map(({ bias }) => bias);
    if (biases.length > 1) gap = Math.max(gap ?? 0, Math.max(...biases) - Math.min(...biases));
  }
  return gap;
}
