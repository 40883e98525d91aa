import type { ContentType } from '../facts/content-types.ts';
import type { DropOffStep } from '../stats/drop-off.ts';

export type TypeOutcome = { type: ContentType; meanOutcome: number; n: number; opened: number; completed: number; completedPct: number | null };

export type LearnerContentEffectiveness = {
  view: 'learner';
  /** Types with at least five outcomes, in the order of the type list. */
  byType: TypeOutcome[];
  mostEffective: ContentType | null;
  leastEffective: ContentType | null;
  /** Association of weekly minutes with weekly results, -1..1; no cause. */
  timeScoreR: number | null;
};

export type ItemFlag = 'too-hard' | 'too-easy' | 'key-error';
export type DiscriminationBand = 'very-good' | 'good' | 'marginal' | 'review' | 'key-error';
export type ItemResult = {
  assessmentId: string;
  /** Null where the assessment itself is the item. */
  itemId: string | null;
  facility: number;
  discrimination: number | null;
  rows: number;
  /** Null below 30 rows, or when nothing is wrong. */
  flags: ItemFlag[];
  discriminationBand: DiscriminationBand | null;
};
export type GainBand = 'high' | 'medium' | 'low';
export type CourseGain = { classGain: number | null; band: GainBand | null; meanIndividualChange: number | null; cohenD: number | null; pairs: number };
export type IndexParts = { gain: number | null; items: number | null; discrimination: number | null; dropOff: number | null };

export type CourseContentEffectiveness = {
  view: 'course';
  courseId: string;
  enrolled: number;
  items: ItemResult[];
  /** Reliability per assessment (null id: the assessments of the course together). */
  alphas: { assessmentId: string | null; alpha: number; items: number; rows: number }[];
  gain: CourseGain | null;
  dropOff: { steps: DropOffStep[]; threshold: number | null } | null;
  index: { value: number | null; parts: IndexParts; coverage: number };
};

/** Association of content with results, never a cause; one union over who looks at what. */
export type ContentEffectiveness = LearnerContentEffectiveness | CourseContentEffectiveness;
