import type { AnalyticCard, Labels } from '@verdant/api/views';
import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import type { ChartModel } from '../../../charts/model.ts';
import { contentModels } from './content.ts';
import { engagementModels } from './engagement.ts';
import { masteryModels } from './mastery.ts';
import { performanceModels } from './performance.ts';
import { skillGapModels } from './skill-gaps.ts';
import type { ModelBuilder } from './types.ts';
import { velocityModels } from './velocity.ts';

const builders: { [Id in LearnerAnalyticId]: ModelBuilder<Id> } = {
  'learning-velocity': velocityModels, mastery: masteryModels, performance: performanceModels, engagement: engagementModels, 'skill-gaps': skillGapModels,
  'content-effectiveness': contentModels,
};

/** buildModels lists the charts that fit the data of a card, the default first; none where there is no value. */
export function buildModels<Id extends LearnerAnalyticId>(card: AnalyticCard<Id>, labels: Labels, timeZone: string): ChartModel[] {
  const value = card.envelope?.value;
  if (value === null || value === undefined) return [];
  // A card's envelope belongs to its id; TypeScript does not carry that through the indexed union.
  return builders[card.analytic]({ value: value as Parameters<ModelBuilder<Id>>[0]['value'], labels, history: card.history, timeZone });
}

/** cardModels picks the small charts of a card: skill gaps show their top five, engagement its score above its days, everything else its default. */
export function cardModels(analytic: LearnerAnalyticId, models: readonly ChartModel[]): ChartModel[] {
  const of = (...kinds: ChartModel['kind'][]) => kinds.flatMap((kind) => models.find((model) => model.kind === kind) ?? []);
  const wanted = analytic === 'skill-gaps' ? of('bars') : analytic === 'engagement' ? of('gauge', 'calendar') : [];
  return wanted.length > 0 ? wanted : models.slice(0, 1);
}
