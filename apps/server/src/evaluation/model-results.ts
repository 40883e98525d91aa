import type { ModelGate } from '@verdant/domain/analytics/model-card';
import { aucInterval } from '@verdant/domain/prediction/auc-interval';
import type { CutOffResult, DropOffStudy } from '@verdant/domain/prediction/study-drop-off';
import type { Subgroup } from '@verdant/domain/prediction/subgroup-gap';
import { calibrationBins } from '@verdant/domain/stats/ece';
import { figure } from './format-figure.ts';

/** Rows of a table with its head, for the terminal and for the card alike. */
export type ResultTable = { head: string[]; rows: string[][] };

function withInterval({ auc, n, positives }: CutOffResult): string {
  const interval = auc === null ? null : aucInterval(auc, positives, n - positives);
  return interval === null ? figure(auc) : `${figure(auc)} (${figure(interval.lo, 2)}–${figure(interval.hi, 2)})`;
}

/** resultsTable stands the model beside the extended one and the baseline, cut-off by cut-off, all on the hold-out. */
export function resultsTable({ contenders }: DropOffStudy): ResultTable {
  const [five, ...others] = contenders;
  const head = ['cut-off', 'at risk', 'with outcome', 'AUC, five features (95 %)', 'ECE', ...others.flatMap(({ contender }) => [`AUC, ${contender}`, 'ECE'])];
  const rows = (five?.results ?? []).map((result, i) => [
    result.cutOff, String(result.n), String(result.positives), withInterval(result), figure(result.ece),
    ...others.flatMap(({ results }) => [figure(results[i]?.auc ?? null), figure(results[i]?.ece ?? null)]),
  ]);
  return { head, rows };
}

/** validationTable is the AUC on the training run itself, cross-validated by person. */
export function validationTable({ contenders }: DropOffStudy): ResultTable {
  const places = (contenders[0]?.results ?? []).map(({ cutOff }, i) => ({ cutOff, i })).filter(({ i }) => contenders[0]?.trainingAuc[i] !== null);
  return {
    head: ['cut-off', ...contenders.map(({ contender }) => contender)],
    rows: places.map(({ cutOff, i }) => [cutOff, ...contenders.map(({ trainingAuc }) => figure(trainingAuc[i] ?? null))]),
  };
}

/** calibrationTable compares what was said with what came, in ten bins over all four shares of the course. */
export function calibrationTable({ forecasts }: DropOffStudy): ResultTable {
  return {
    head: ['probability', 'forecasts', 'mean forecast', 'share with outcome'],
    rows: calibrationBins(forecasts).map(({ from, to, n, meanP, meanY }) => (
      [`${figure(from, 1)} to ${figure(to, 1)}`, String(n), figure(meanP), figure(meanY)]
    )),
  };
}

function groupRow({ attribute, group, people, forecasts, positives, meanP, meanY, bias, auc, counted }: Subgroup): string[] {
  const counts = [String(people), String(forecasts), String(positives)];
  return [`${attribute}: ${group}`, ...counts, figure(meanP), figure(meanY), figure(bias), figure(auc), counted ? 'yes' : 'too few'];
}

/** subgroupTable shows each group's bias; groups below the smallest size are shown and not counted. */
export function subgroupTable({ subgroups }: DropOffStudy): ResultTable {
  return {
    head: ['group', 'people', 'forecasts', 'with outcome', 'mean forecast', 'share with outcome', 'difference', 'AUC', 'counted'],
    rows: subgroups.map(groupRow),
  };
}

/** gatesTable shows each condition with the figure it was decided on. */
export function gatesTable(gates: readonly ModelGate[]): ResultTable {
  return { head: ['condition', 'found', 'result'], rows: gates.map(({ gate, value, passed }) => [gate, value, passed ? 'passed' : 'failed']) };
}

/** verdict says in one sentence whether the probability may be shown. */
export function verdict(gates: readonly ModelGate[]): string {
  const failed = gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
  if (failed.length === 0) return 'All conditions are met: the probability may be shown to trainers and org admins.';
  return `The probability is not shown: ${failed.join('; ')} ${failed.length === 1 ? 'is' : 'are'} not met. The rule-based risk stands on its own.`;
}
