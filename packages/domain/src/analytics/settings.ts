import { z } from 'zod';

const sumsToOne = (weights: number[]) => Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) <= 1e-9;
const sumsTo100 = (points: number[]) => Math.abs(points.reduce((sum, point) => sum + point, 0) - 100) <= 1e-9;
const weights = (defaults: number[]) =>
  z.array(z.number().min(0).max(1)).length(defaults.length).refine(sumsToOne, 'Weights must sum to 1').default(defaults);

/** Settings of one organization (analytics, section 8): versioned; a wrong set is refused, not normalised. */
export const settingsSchema = z.object({
  privacyK: z.number().int().min(10).max(100).default(10),
  velocity: z.object({
    windowDays: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(30),
    momentumPct: z.number().min(5).max(50).default(20),
    behindPct: z.number().min(-50).max(-5).default(-20),
    aheadPct: z.number().min(5).max(50).default(20),
  }).prefault({}),
  gaps: z.object({
    /** gap, business, market, prerequisites, career */
    weights: weights([0.25, 0.3, 0.2, 0.15, 0.1]),
    criticalGap: z.number().min(0.5).max(4).default(2),
    critical: z.number().min(0).max(100).default(80),
    high: z.number().min(0).max(100).default(60),
    medium: z.number().min(0).max(100).default(40),
  }).prefault({}).refine((g) => g.critical > g.high && g.high > g.medium, 'Bands must descend'),
  engagement: z.object({
    windowDays: z.union([z.literal(7), z.literal(14), z.literal(30), z.literal(90)]).default(14),
    /** days, minutes, activities */
    weights: weights([0.35, 0.25, 0.4]),
    normDays: z.number().positive().max(7).default(5),
    normMinutes: z.number().positive().default(150),
    normActivities: z.number().positive().default(10),
    high: z.number().min(0).max(100).default(80),
    engaged: z.number().min(0).max(100).default(50),
  }).prefault({}).refine((e) => e.high > e.engaged, 'Bands must descend'),
  mastery: z.object({
    L0: z.number().gt(0).lt(1).default(0.3),
    T: z.number().min(0).lt(1).default(0.1),
    G: z.number().gt(0).max(0.3).default(0.2),
    S: z.number().gt(0).max(0.1).default(0.1),
    threshold: z.number().min(0.9).max(0.99).default(0.95),
    minObservations: z.number().int().min(3).max(20).default(5),
    halfLifeStart: z.number().positive().default(14),
    halfLifeMin: z.number().positive().default(3),
    halfLifeMax: z.number().positive().default(274),
    refreshBelow: z.number().min(0.5).max(0.9).default(0.7),
  }).prefault({}).refine((m) => m.halfLifeMin <= m.halfLifeStart && m.halfLifeStart <= m.halfLifeMax, 'Half-lives must ascend'),
  performance: z.object({
    passMark: z.number().min(0).max(100).default(70),
    policy: z.enum(['best', 'first', 'latest']).default('best'),
    trendSlope: z.number().min(0).max(10).default(2),
  }).prefault({}),
  course: z.object({
    targetCompletionPct: z.number().min(1).max(100).default(70),
    targetDurationDays: z.number().int().min(7).max(730).default(60),
    droppedAfterDays: z.number().int().min(14).max(180).default(30),
  }).prefault({}),
  health: z.object({
    /** completion, passing, retention, rating, activity */
    weights: weights([0.3, 0.25, 0.2, 0.15, 0.1]),
    healthy: z.number().min(0).max(100).default(75),
    watch: z.number().min(0).max(100).default(50),
  }).prefault({}).refine((h) => h.healthy > h.watch, 'Bands must descend'),
  alignment: z.object({
    /** kpi, coverage, compliance */
    weights: weights([0.5, 0.3, 0.2]),
    aligned: z.number().min(0).max(100).default(75),
    partial: z.number().min(0).max(100).default(50),
  }).prefault({}).refine((a) => a.aligned > a.partial, 'Bands must descend'),
  culture: z.object({
    /** participation, completion, sharing, mentoring, streak */
    weights: weights([0.35, 0.2, 0.2, 0.15, 0.1]),
    /** Shared and replied events of 30 days per 100 people. */
    sharingTarget: z.number().positive().default(5),
    thriving: z.number().min(0).max(100).default(70),
    growing: z.number().min(0).max(100).default(40),
  }).prefault({}).refine((c) => c.thriving > c.growing, 'Bands must descend'),
  /** Topics in 28 days. */
  orgPace: z.object({
    high: z.number().int().min(1).default(12),
    medium: z.number().int().min(1).default(4),
  }).prefault({}).refine((p) => p.high > p.medium, 'Levels must descend'),
  risk: z.object({
    /** low engagement, pace decline, no progress */
    points: z.array(z.number().min(0).max(100)).length(3).refine(sumsTo100, 'Points must sum to 100').default([40, 30, 30]),
    critical: z.number().min(0).max(100).default(80),
    high: z.number().min(0).max(100).default(60),
    medium: z.number().min(0).max(100).default(40),
  }).prefault({}).refine((r) => r.critical > r.high && r.high > r.medium, 'Bands must descend'),
  recommend: z.object({
    /** priority, prerequisites met, content index */
    weights: weights([0.55, 0.2, 0.25]),
  }).prefault({}),
  demand: z.object({
    /** enrolled, targets, paths */
    weights: weights([0.4, 0.35, 0.25]),
  }).prefault({}),
  minRaters: z.number().int().min(3).max(20).default(5),
  release: z.object({ resetAfterDays: z.number().int().min(30).max(365).default(90) }).prefault({}),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = settingsSchema.parse({});
