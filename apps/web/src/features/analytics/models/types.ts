import type { HistoryPoint, Labels } from '@verdant/api/views';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { AnalyticValue } from '@verdant/domain/analytics/values';
import type { ChartModel } from '../../../charts/model.ts';

/** What the charts of an analytic are made from. */
export type ModelInput<Id extends LearnerAnalyticId> = { value: AnalyticValue<Id>; labels: Labels; history: readonly HistoryPoint[]; timeZone: string };

/** Charts that fit the data at hand, the default first; what cannot be drawn from it is left out. */
export type ModelBuilder<Id extends LearnerAnalyticId> = (input: ModelInput<Id>) => ChartModel[];
