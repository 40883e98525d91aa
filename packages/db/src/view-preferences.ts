import type { LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';

/** What a person chose about their pages; kept on the user's row. */
export type Theme = 'dark' | 'light' | 'system';
export type CardLayout = { order: LearnerAnalyticId[]; hidden: LearnerAnalyticId[] };
