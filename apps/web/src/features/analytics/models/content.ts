import { contentTypeLabel } from '@verdant/domain/analytics/bands';
import type { CourseContentEffectiveness, LearnerContentEffectiveness } from '@verdant/domain/analytics/content-effectiveness-value';
import { describeRanking } from '../../../charts/describe.ts';
import type { ChartModel } from '../../../charts/model.ts';
import { headOf, showBare, showField } from '../show.ts';
import { historyLine } from './history-line.ts';
import type { ModelBuilder } from './types.ts';

const id = 'content-effectiveness';

function learnerModels(value: LearnerContentEffectiveness): ChartModel[] {
  const sorted = [...value.byType].sort((a, b) => b.meanOutcome - a.meanOutcome);
  const items = sorted.map((one) => ({
    id: one.type, label: contentTypeLabel[one.type], value: one.meanOutcome, text: showField(id, 'byType[].meanOutcome', one.meanOutcome), note: `${one.n} results`,
  }));
  const table = {
    caption: 'Mean result after finishing content, by type',
    columns: [{ label: 'Type' }, { label: headOf(id, 'byType[].meanOutcome'), numeric: true }, { label: 'Results', numeric: true }, { label: headOf(id, 'byType[].completedPct'), numeric: true }],
    rows: sorted.map((one) => [contentTypeLabel[one.type], showBare(id, 'byType[].meanOutcome', one.meanOutcome), showBare(id, 'byType[].n', one.n), showBare(id, 'byType[].completedPct', one.completedPct)]),
  };
  const models: ChartModel[] = [{ kind: 'bars', label: 'By type', max: 100, items, table, summary: describeRanking('Mean result after finishing content', items) }];
  const finished = sorted.flatMap((one) => (one.completedPct === null ? [] : [{ ...one, share: one.completedPct }]));
  if (finished.length >= 3) {
    models.push({
      kind: 'scatter', label: 'Finished and results', xLabel: 'Finished of opened (%)', unit: '%', table, summary: describeRanking('Mean result after finishing content', items),
      points: finished.map((one) => ({ x: one.share, y: one.meanOutcome, label: contentTypeLabel[one.type], hollow: false, text: `${contentTypeLabel[one.type]}: ${showField(id, 'byType[].meanOutcome', one.meanOutcome)}, ${showField(id, 'byType[].completedPct', one.share)} finished` })),
    });
  }
  return models;
}

/** dropOffModel draws at which step of a course learners stop; null without a shown step. */
export function dropOffModel({ dropOff }: Pick<CourseContentEffectiveness, 'dropOff'>): ChartModel | null {
  const shown = dropOff === null ? [] : dropOff.steps.filter((step) => step.shown);
  if (shown.length === 0) return null;
  const label = (k: number) => (k === 0 ? 'Start' : `Topic ${k}`);
  const steps = shown.map((step) => ({
    label: label(step.k), reached: step.reached, share: step.h, lo: step.lo, hi: step.hi, flag: step.flag === true,
    text: `${label(step.k)}: ${showField(id, 'dropOff.steps[].stopped', step.stopped)} of ${step.risk} stopped${step.flag === true ? ', unusually many' : ''}`,
  }));
  return {
    kind: 'steps', label: 'Drop-off steps', steps, summary: describeRanking('Share who stopped, by step', steps.map((step) => ({ label: step.label, value: step.share, text: step.text }))),
    table: {
      caption: 'Where learners stop', columns: [{ label: 'After' }, { label: 'Reached', numeric: true }, { label: 'Could go on', numeric: true }, { label: 'Stopped', numeric: true }, { label: 'Share', numeric: true }, { label: 'Unusual' }],
      rows: shown.map((step) => [label(step.k), `${step.reached}`, `${step.risk}`, `${step.stopped}`, step.h === null ? '–' : `${Math.round(step.h * 100)} %`, step.flag === true ? 'Yes' : 'No']),
    },
  };
}

/** contentModels draws results by type of content, or for a course where learners stop. */
export const contentModels: ModelBuilder<typeof id> = ({ value, history }) => {
  const step = value.view === 'course' ? dropOffModel(value) : null;
  const models = value.view === 'learner' ? learnerModels(value) : step === null ? [] : [step];
  const trend = historyLine(id, history);
  return trend === null ? models : [...models, { ...trend, min: 0, max: 100 }];
};
