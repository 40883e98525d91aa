import type { Engagement } from '../analytics/engagement-value.ts';
import type { LearningVelocity } from '../analytics/learning-velocity-value.ts';
import type { Mastery, SkillMastery } from '../analytics/mastery-value.ts';
import type { Performance } from '../analytics/performance-value.ts';
import type { SkillGap, SkillGaps } from '../analytics/skill-gaps-value.ts';

export const velocity = (fields: Partial<LearningVelocity> = {}): LearningVelocity => ({
  scope: 'path', pathId: 'p', pathTitle: 'Path', currentPace: 3, previousPace: 2, averagePace: 1.63, targetPace: 1.4, requiredPace: 1.88, momentum: 'steady',
  momentumPct: 0, variancePct: 114.3, averageVariancePct: 16.4, paceStatus: null, totalTopics: 20, remainingTopics: 11, estimatedWeeks: 6.7,
  predictedDate: '2026-05-18',
  targetDate: '2026-05-11', onTrack: true, weekly: [], weekEnds: [], paceTrend: null, hours: 3, hoursPerTopic: 1, milestones: [], ...fields,
});
export const engagement = (fields: Partial<Engagement> = {}): Engagement => ({
  score: 60, band: 'engaged', parts: { days: { weekly: 5, score: 100 }, minutes: { weekly: 150, score: 100 }, activities: { weekly: 10, score: 100 } },
  previousScore: null,
  delta: null, streak: 0, longestStreak: 0, sessionsPerWeek: 1, meanSessionMin: 1, activeMin: 1, lastActiveDay: null, peakHour: null, daily: [], typeMix: [],
  diversity: null, ...fields,
});
export const performance = (fields: Partial<Performance> = {}): Performance => ({
  attempts: 1, assessments: 1, averagePct: 77, recentMeanPct: 73.8, bestPct: 90, worstPct: 68, passed: 4, passRatePct: null, passRateInterval: [0, 100],
  trend: null, slope: null,
  slopeInterval: null, retryRatePct: 0, retrySuccessPct: null, attemptsToPass: null, meanMin: null, nextScore: null, last10: [], bySkill: [], standing: [],
  ...fields,
});
export const masterySkill = (fields: Partial<SkillMastery> = {}): SkillMastery => ({
  skillId: 's', L: 0.99, retained: 0.5, n: 5, state: 'refresh-due', provenance: ['model'], conflict: false, halfLifeDays: 14, lastDay: null, nextReview: null,
  ...fields,
});
export const mastery = (fields: Partial<Mastery> = {}): Mastery => ({
  overallPct: null, perPath: [], skills: [], topics: { mastered: 1, inProgress: 1, notStarted: 2 }, strengths: [], improvements: [], masteryVelocity: null,
  ...fields,
});
export const gap = (fields: Partial<SkillGap> = {}): SkillGap => ({
  skillId: 's', current: 1, target: 3, gap: 2, gapPct: 66.7, priority: 61.2,
  parts: { gap: 66.7, business: null, market: null, prerequisites: null, career: null }, severity: 'critical',
  estimated: false, deadline: 'none', due: null, coverage: 1, remainingMin: null, ...fields,
});
export const skillGaps = (fields: Partial<SkillGaps> = {}, totals: Partial<SkillGaps['totals']> = {}): SkillGaps => ({
  gaps: [], achieved: [], unassessed: [], readinessPct: null, ...fields,
  totals: { targets: 0, open: 0, critical: 0, high: 0, medium: 0, low: 0, achieved: 0, unassessed: 0, ...totals },
});
