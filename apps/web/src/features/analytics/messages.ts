import type { ReasonCode } from '@verdant/domain/analytics/envelope';

/** Why a value or a field of it is missing, in words for its owner. */
export const reasonText = {
  'no-source': 'No connected source delivers this.', 'no-target': 'No target is set yet.', 'no-data': 'There is nothing to measure yet.',
  'short-history': 'The history is still too short.', 'too-few-observations': 'There are too few answers yet.', 'too-few-learners': 'There are too few learners.',
  'nothing-open': 'Nothing is open.', finished: 'Everything is finished.', 'zero-target': 'The target is zero.', 'zero-pace': 'At a pace of zero there is no end date.',
  'zero-variance': 'All values are equal.', 'beyond-horizon': 'More than five years away.', 'target-date-passed': 'The target date has passed.',
  'no-baseline': 'There is no baseline test.', unassessed: 'Not assessed yet.', 'opted-out': 'Switched off.', 'not-opted-in': 'Not switched on.',
  'too-few': 'Hidden to protect people.', homogeneous: 'Hidden to protect people.', dominated: 'Hidden to protect people.',
  differencing: 'Hidden to protect people.', complementary: 'Hidden to protect people.', reset: 'The series starts anew.', 'model-gates': 'The model is not good enough to show.',
} as const satisfies Record<ReasonCode, string>;

/** Texts of the states a card can be in. */
export const states = {
  firstRun: 'Not calculated yet',
  firstRunText: 'The first calculation collects, calculates and saves. It starts by itself when learning data arrives.',
  insufficient: 'Not enough evidence',
  need: (have: number, required: number, what: string) => `Not enough evidence: ${have} of ${required} ${what}`,
  suppressed: 'Hidden to protect people',
  suppressedText: 'Widen the group to see more.',
  notAvailable: 'Not available',
  missingInput: (what: string) => `No connected source delivers ${what}. An organization admin can connect one.`,
  missingAny: 'No connected source delivers what this needs. An organization admin can connect one.',
  optedOut: 'You switched this off',
  partial: (percent: string) => `Partial data: ${percent} of the inputs`,
  partialFields: (fields: string) => `Missing: ${fields}`,
  staleSource: 'A source this is made from has not answered for more than a day.',
  staleAge: 'No newer calculation has finished since.',
} as const;

/** First steps where there is truly nothing yet, by analytic. */
export const emptyText = {
  'learning-velocity': 'Finish a first topic and your pace appears here.',
  mastery: 'Answer a few questions on a skill and your mastery appears here.',
  performance: 'Take a first assessment and your results appear here.',
  engagement: 'Open a course and your activity appears here.',
  'skill-gaps': 'No target levels are set yet. A target for a skill makes its gap visible.',
  'content-effectiveness': 'Finish content and take the assessments after it; then you see what helps you.',
} as const;

/** Texts of cards, detail pages and the panel that explains a number. */
export const analytics = {
  open: 'Open', showTable: 'Show as table', showChart: 'Show as chart', explain: 'Explain this number', moveUp: 'Move up', moveDown: 'Move down', hide: 'Hide card',
  cardMenu: (name: string) => `${name}: menu`,
  compared: (value: string) => `${value} before`,
  noPrevious: 'No earlier window to compare with',
  unchanged: 'Unchanged',
  after: (type: string) => `mean result after ${type.toLowerCase()}`,
  up: (change: string) => `Up ${change}`,
  down: (change: string) => `Down ${change}`,
  copyLink: 'Copy link', copied: 'Link copied',
  chartType: 'Chart type', window: 'Window', span: 'Span of the trend',
  asOfNow: 'The number itself is as of today; the window sets the span of the trend.',
  lastDays: (days: number) => `last ${days} days`,
  lastDaysFrom: (days: number, from: string, to: string) => `last ${days} days, ${from} to ${to}`,
  shortDays: (days: number) => `${days} d`,
  updating: 'Updating',
  breakdown: 'Breakdown', insight: 'What this says', history: 'History', trend: 'Trend',
  rule: (rule: string) => `Rule: ${rule}`,
  noHistory: 'The history starts with the next day that is calculated.',
  formulaMark: 'formula changed',
  definitionLink: 'Full definition with a worked example',
  person: (name: string) => `Analytics of ${name}`,
} as const;

/** Labels of the Explain panel. */
export const explain = {
  formula: 'Formula', inputs: 'Values used', evidence: 'Evidence', version: 'Versions', formulaVersion: 'Formula version', settingsVersion: 'Settings version',
  window: 'Window', windowValue: (from: string, to: string, zone: string) => `${from} to ${to} (${zone})`, asOfToday: (zone: string) => `As of today (${zone})`,
  calculatedAt: 'Calculated at', lastFact: 'Newest fact used', run: 'Recalculation', coverage: 'Coverage', sources: 'Sources', noSources: 'No source is registered.',
  n: (n: number, minimum: string) => `${new Intl.NumberFormat('en').format(n)} used. Minimum: ${minimum}.`,
  missing: 'Missing', confidence: 'How sure',
  confident: 'All inputs were available.', partly: 'Some inputs were missing; the rest was weighted up.', none: 'There is not enough evidence for a number.',
  sourceState: { live: 'live', cached: 'cached', stale: 'stale', sample: 'sample data' },
  sourceAge: (state: string, age: string | null) => (age === null ? state : `${state} (${age})`),
} as const;
