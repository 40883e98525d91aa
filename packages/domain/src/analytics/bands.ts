import { contentTypes } from '../facts/content-types.ts';
import type { ContentType } from '../facts/content-types.ts';
import type { LearnerAnalyticId } from './catalogue.ts';
import type { AnalyticValues } from './values.ts';

export type Tone = 'good' | 'fair' | 'poor' | 'neutral';
export type Band = { id: string; label: string; tone: Tone };

export const contentTypeLabel = {
  video: 'Video', article: 'Article', interactive: 'Interactive', assessment: 'Assessment', practice: 'Practice', forum: 'Forum', other: 'Other',
} as const satisfies Record<ContentType, string>;

const none: Band = { id: 'none', label: 'Not enough evidence', tone: 'neutral' };

/** Bands of each analytic for class views, best first; `none` stands last where a value has no band. */
export const bandsOf: Record<LearnerAnalyticId, readonly Band[]> = {
  'learning-velocity': [
    { id: 'finished', label: 'Finished', tone: 'good' }, { id: 'ahead', label: 'Ahead of plan', tone: 'good' },
    { id: 'on-track', label: 'On track', tone: 'good' }, { id: 'behind', label: 'Behind plan', tone: 'poor' },
    { id: 'accelerating', label: 'Accelerating', tone: 'good' }, { id: 'steady', label: 'Steady', tone: 'fair' },
    { id: 'slowing', label: 'Slowing', tone: 'poor' }, { id: 'stalled', label: 'Stalled', tone: 'poor' }, none,
  ],
  mastery: [
    { id: '75-100', label: '75 to 100 % mastered', tone: 'good' }, { id: '50-75', label: '50 to 75 % mastered', tone: 'good' },
    { id: '25-50', label: '25 to 50 % mastered', tone: 'fair' }, { id: '0-25', label: 'Below 25 % mastered', tone: 'poor' }, none,
  ],
  performance: [
    { id: 'high', label: 'High: 80 % and more', tone: 'good' }, { id: 'medium', label: 'Medium: 60 to 80 %', tone: 'fair' },
    { id: 'low', label: 'Low: below 60 %', tone: 'poor' },
  ],
  engagement: [
    { id: 'highly-engaged', label: 'Highly engaged', tone: 'good' }, { id: 'engaged', label: 'Engaged', tone: 'fair' },
    { id: 'at-risk', label: 'At risk', tone: 'poor' },
  ],
  'skill-gaps': [
    { id: 'no-gap', label: 'No open gap', tone: 'good' }, { id: 'other', label: 'Medium or low gaps', tone: 'fair' },
    { id: 'high', label: 'A high gap', tone: 'poor' }, { id: 'critical', label: 'A critical gap', tone: 'poor' }, none,
  ],
  'content-effectiveness': [...contentTypes.map((type): Band => ({ id: type, label: contentTypeLabel[type], tone: 'neutral' })), none],
};

const bandIds: { [Id in LearnerAnalyticId]: (value: AnalyticValues[Id]) => string } = {
  'learning-velocity': (value) => value.paceStatus ?? value.momentum ?? none.id,
  mastery: ({ overallPct }) => {
    if (overallPct === null) return none.id;
    return overallPct >= 75 ? '75-100' : overallPct >= 50 ? '50-75' : overallPct >= 25 ? '25-50' : '0-25';
  },
  performance: ({ averagePct }) => (averagePct >= 80 ? 'high' : averagePct >= 60 ? 'medium' : 'low'),
  engagement: (value) => value.band,
  'skill-gaps': ({ totals }) => {
    if (totals.critical > 0) return 'critical';
    if (totals.high > 0) return 'high';
    if (totals.open > 0) return 'other';
    return totals.achieved > 0 ? 'no-gap' : none.id;
  },
  'content-effectiveness': (value) => (value.view === 'learner' ? value.mostEffective : null) ?? none.id,
};

/** bandOf gives the one band of a learner's value, decided on published numbers. */
export function bandOf<Id extends LearnerAnalyticId>(analytic: Id, value: AnalyticValues[Id]): Band {
  const id = bandIds[analytic](value);
  return bandsOf[analytic].find((band) => band.id === id) ?? none;
}
