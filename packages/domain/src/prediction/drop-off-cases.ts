import { roundHalfEven } from '../stats/round-half-even.ts';
import { addDays, type Day } from '../time/day.ts';
import { featuresAt, type DropOffEvidence } from './drop-off-features.ts';
import { hasDroppedOff, isAtRisk, type EndedEnrollment } from './drop-off-outcome.ts';
import type { TrainingCase } from './fit-linear-model.ts';

/** One learner in one finished run; groups judge the model and are no input of it. */
export type RunLearner = { personId: string; enrollment: EndedEnrollment; evidence: DropOffEvidence; groups: Readonly<Partial<Record<string, string>>> };
/** A finished run of a course that started on a day and lasted so many days. */
export type FinishedRun = { name: string; startDay: Day; days: number; learners: readonly RunLearner[] };
export type CutOff = { name: string } & ({ share: number } | { days: number });
export type DropOffCase = TrainingCase & { cutOff: string; groups: RunLearner['groups'] };

/** Cut-offs as shares of the course: the model is trained on these, and its card judged. */
export const shareCutOffs: readonly CutOff[] = [
  { name: '10 %', share: 0.1 }, { name: '20 %', share: 0.2 }, { name: '30 %', share: 0.3 }, { name: '50 %', share: 0.5 },
];
/** Earlier cut-offs in weeks, for comparison. */
export const weekCutOffs: readonly CutOff[] = [{ name: 'week 2', days: 14 }, { name: 'week 4', days: 28 }, { name: 'week 6', days: 42 }];

/** cutOffDay is the last day whose facts are known at a cut-off, in whole days after the start. */
export function cutOffDay({ startDay, days }: Pick<FinishedRun, 'startDay' | 'days'>, cutOff: CutOff): Day {
  return addDays(startDay, 'share' in cutOff ? roundHalfEven(cutOff.share * days) : cutOff.days);
}

/** casesAt lists everybody at risk at a cut-off, with features of then and the outcome of later. */
export function casesAt(run: FinishedRun, cutOff: CutOff): DropOffCase[] {
  const D = cutOffDay(run, cutOff);
  return run.learners.filter(({ enrollment }) => isAtRisk(enrollment, D)).map(({ personId, enrollment, evidence, groups }) => ({
    personId, cutOff: cutOff.name, groups, values: featuresAt(evidence, D),
    y: hasDroppedOff(enrollment, evidence.days.map(({ day }) => day), D) ? 1 : 0,
  }));
}
