import { z } from 'zod';
import type { ReasonCode } from '../analytics/envelope.ts';
import { sizeBands } from './recode.ts';

export const hiddenReasons = ['too-few', 'reset', 'differencing', 'homogeneous', 'complementary'] as const satisfies readonly ReasonCode[];
export type HiddenReason = (typeof hiddenReasons)[number];

const day = z.iso.date();
const whole = z.number().int().nullable();
const percent = z.object({ pct: z.number().int().min(0).max(100), bound: z.enum(['exact', 'at-most', 'at-least']) }).nullable();
const subject = { cohortId: z.string(), audience: z.enum(['peers', 'admin']), metric: z.string(), kind: z.enum(['score', 'rate', 'count']) };

/** Figures of a cohort, all whole: the median of a score, quartiles from 20 people; the percentage of a rate; nothing of a count. */
const shownFigures = { median: whole, p25: whole, p75: whole, percent };

/** publishedEntrySchema reads what a client may see of one cohort and metric; a hidden entry has its reason and nothing else. */
export const publishedEntrySchema = z.object({
  ...subject, ...shownFigures, sizeBand: z.enum(sizeBands).nullable(), asOf: day.nullable(), frozen: z.boolean(),
  hiddenBecause: z.enum(hiddenReasons).nullable(),
});
export type PublishedEntry = z.infer<typeof publishedEntrySchema>;

const memberValue = z.union([z.number(), z.array(z.number()).readonly()]).nullable();

/** Sums of a count over the people of the entry; null where one person gives more than half (`dominated`). */
const sums = z.array(z.number().nullable()).nullable();

/** lastEntrySchema reads what the next release has to know of a published entry. Private: it never leaves the server. */
export const lastEntrySchema = z.object({
  ...subject, asOf: day, figures: z.object({ ...shownFigures, sums }),
  /** Sorted by id; a person who was erased stands as a placeholder whose value is null. */
  members: z.array(z.tuple([z.string(), memberValue])),
});
export type LastEntry = z.infer<typeof lastEntrySchema>;
export type Figures = LastEntry['figures'];
export type LastMember = LastEntry['members'][number];
