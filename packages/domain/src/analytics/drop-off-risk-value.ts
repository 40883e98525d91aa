export const riskBands = ['critical', 'high', 'medium', 'low'] as const;
export type RiskBand = (typeof riskBands)[number];

/** A sign of the rule that holds; `changePct` compares this week with the one before, `days` went by without anything finished. */
export type RiskSign =
  | { code: 'low-engagement'; numbers: { engagement: number } }
  | { code: 'pace-decline'; numbers: { currentPace: number; previousPace: number; changePct: number } }
  | { code: 'no-progress'; numbers: { days: number } };
export type RiskReason = RiskSign & { text: string };

/** What can be done, in the order of the list; `contact` is the trainer's own. `courseIds` are the courses a check-in is about. */
export const riskActionCodes = ['re-engage', 'remind', 'tutor', 'check-in', 'contact'] as const;
export type RiskActionCode = (typeof riskActionCodes)[number];
export type RiskAction = { code: RiskActionCode; text: string; courseIds: string[] };

/** What a trainer and an org admin see. */
export type DropOffRisk = {
  score: number;
  band: RiskBand;
  reasons: RiskReason[];
  actions: RiskAction[];
  /** Of a model whose card passes every gate, else null with its id. */
  probability: number | null;
  modelId: string | null;
};

/** What the learner sees: why, and what to do next; neither score nor band. */
export type DropOffSteps = { reasons: RiskReason[]; steps: { code: Exclude<RiskActionCode, 'contact'>; text: string; courseIds: string[] }[] };
