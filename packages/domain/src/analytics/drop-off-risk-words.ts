import type { DropOffSteps, RiskAction, RiskActionCode, RiskBand, RiskSign } from './drop-off-risk-value.ts';
import { countOf, formatValue } from './format.ts';

/** Where a learner stands besides the score. `averagePct` is the published average; lagging courses are under 30 % after two weeks. */
export type Standpoint = { idleDays: number; averagePct: number | null; lagging: { courseId: string; progressPct: number }[]; band: RiskBand };

const reEngageAfterDays = 14;
const remindAfterDays = 7;
const tutorBelowPct = 60;

/** actionsFor lists what a trainer can do, in a fixed order (analytic 15): after 14 idle days a message takes the place of the reminder after 7. */
export function actionsFor({ idleDays, averagePct, lagging, band }: Standpoint): RiskAction[] {
  const actions: RiskAction[] = [];
  const add = (code: RiskActionCode, text: string, courseIds: string[] = []) => actions.push({ code, text, courseIds });
  if (idleDays > reEngageAfterDays) add('re-engage', `Send a message to win them back: no activity for ${idleDays} days`);
  else if (idleDays > remindAfterDays) add('remind', `Send a reminder: no activity for ${idleDays} days`);
  if (averagePct !== null && averagePct < tutorBelowPct) add('tutor', `Offer tutoring: results average ${formatValue(averagePct, '%')} %`);
  if (lagging.length > 0) {
    const courses = lagging.length === 1 ? 'a course' : `${lagging.length} courses`;
    add('check-in', `Check in: less than 30 % of ${courses} done two weeks after the start`, lagging.map(({ courseId }) => courseId));
  }
  if (band === 'critical' || band === 'high') add('contact', 'Contact them in person');
  return actions;
}

const topics = (n: number) => countOf(n, 'topic');

/** wordReason says a reason to those who help; `toLearner` says it to the learner. */
export function wordReason(reason: RiskSign, toLearner = false): string {
  switch (reason.code) {
    case 'low-engagement': return `${toLearner ? 'Your engagement' : 'Engagement'} is ${formatValue(reason.numbers.engagement, 'score')} of 100`;
    case 'pace-decline': {
      const { currentPace, previousPace } = reason.numbers;
      return `${toLearner ? 'You finished ' : ''}${topics(currentPace)} this week after ${formatValue(previousPace, 'topics')} the week before`;
    }
    case 'no-progress': return `${toLearner ? 'You finished nothing' : 'Nothing finished'} in the last ${reason.numbers.days} days`;
  }
}

const steps: Record<Exclude<RiskActionCode, 'contact'>, string> = {
  're-engage': 'Come back with one short lesson; what you have done is kept',
  remind: 'Pick up where you stopped',
  tutor: 'Ask for tutoring on the topics of your last results',
  'check-in': 'Talk to your trainer about how to get going',
};

/** stepsFor turns actions of the trainer into next steps of the learner; what only the trainer does is left out. */
export function stepsFor(actions: readonly RiskAction[]): DropOffSteps['steps'] {
  return actions.flatMap(({ code, courseIds }) => (code === 'contact' ? [] : [{ code, text: steps[code], courseIds }]));
}
