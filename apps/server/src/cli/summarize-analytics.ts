import { learnerAnalyticIds, analyticTypeOf, catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { Envelope } from '@verdant/domain/analytics/envelope';
import { headlineOf } from '@verdant/domain/analytics/headline';
import type { AnalyticValues, LearnerAnalytics } from '@verdant/domain/analytics/values';
import { compareText } from '@verdant/domain/stats/compare-text';
import { median } from '@verdant/domain/stats/quantile';
import { renderTable } from './render-table.ts';

export type AnalyticSummary = { name: string; learners: number; insufficient: number; median: number | null; unit: string };

function summarizeOne<Id extends LearnerAnalyticId>(id: Id, envelopes: readonly Envelope<AnalyticValues[Id]>[]): AnalyticSummary {
  const { name, fields, headline } = catalogue[id];
  const headlines = envelopes.flatMap(({ value }) => (value === null ? [] : headlineOf(id, value).value ?? []));
  return {
    name, learners: envelopes.length, insufficient: envelopes.filter(({ status }) => status === 'insufficient').length, median: median(headlines),
    unit: fields.find(({ path }) => path === headline.path)?.unit ?? '',
  };
}

/** summarizeAnalytics counts, per analytic, learners and insufficient evidence, and gives the median headline: what summarizeOrganization reads when stored. */
export function summarizeAnalytics(learners: readonly LearnerAnalytics[]): AnalyticSummary[] {
  const one = <Id extends LearnerAnalyticId>(id: Id) => summarizeOne(id, learners.map((analytics): Envelope<AnalyticValues[Id]> => analytics[id]));
  return [...learnerAnalyticIds].sort((a, b) => compareText(analyticTypeOf(a), analyticTypeOf(b))).map((id) => one(id));
}

/** renderSummary lays out the summary of a calculation as a table. */
export function renderSummary(rows: readonly AnalyticSummary[]): string {
  return renderTable(['analytic', 'learners', 'insufficient', 'median', 'unit'], rows.map((row) =>
    [row.name, String(row.learners), String(row.insufficient), row.median === null ? '-' : String(Math.round(row.median * 100) / 100), row.unit]));
}
