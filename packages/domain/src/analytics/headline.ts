import { catalogue } from './catalogue.ts';
import type { LearnerAnalyticId } from './catalogue.ts';
import { contentTypeLabel } from './bands.ts';
import type { ContentEffectiveness } from './content-effectiveness-value.ts';
import type { Unit } from './envelope.ts';
import type { AnalyticValues } from './values.ts';

export type Figure = { label: string; value: number | null; unit: Unit; decimals: number };
/** One number for cards, history and tables; `text` replaces nothing but names what the number is about. */
export type Headline = Figure & { text: string | null; secondary: Figure[] };

function figure(analytic: LearnerAnalyticId, path: string, value: number | null): Figure {
  const field = catalogue[analytic].fields.find((one) => one.path === path);
  if (field === undefined) throw new RangeError(`${analytic} declares no field ${path}`);
  return { label: field.label, value, unit: field.unit, decimals: field.decimals };
}

function contentHeadline(value: ContentEffectiveness): Headline {
  const id = 'content-effectiveness';
  if (value.view === 'course') {
    const gain = value.gain === null ? null : value.gain.classGain;
    return { ...figure(id, 'index.value', value.index.value), text: null,
      secondary: [figure(id, 'gain.classGain', gain), figure(id, 'enrolled', value.enrolled)] };
  }
  const best = value.byType.find(({ type }) => type === value.mostEffective) ?? value.byType[0];
  const worst = value.byType.find(({ type }) => type === value.leastEffective);
  const path = 'byType[].meanOutcome';
  const weakest = { ...figure(id, path, worst?.meanOutcome ?? null), label: worst === undefined ? 'Weakest type' : `Weakest: ${contentTypeLabel[worst.type]}` };
  return {
    ...figure(id, path, best?.meanOutcome ?? null), text: best === undefined ? null : contentTypeLabel[best.type],
    secondary: [weakest, figure(id, 'timeScoreR', value.timeScoreR)],
  };
}

const headlines: { [Id in LearnerAnalyticId]: (value: AnalyticValues[Id]) => Headline } = {
  'learning-velocity': (value) => ({
    ...figure('learning-velocity', 'averagePace', value.averagePace), text: value.pathTitle,
    secondary: [figure('learning-velocity', 'currentPace', value.currentPace), figure('learning-velocity', 'targetPace', value.targetPace)],
  }),
  mastery: (value) => ({
    ...figure('mastery', 'overallPct', value.overallPct), text: null,
    secondary: [
      figure('mastery', 'topics.mastered', value.topics.mastered),
      { label: 'Skills to refresh', value: value.skills.filter((skill) => skill.state === 'refresh-due').length, unit: 'count', decimals: 0 },
    ],
  }),
  performance: (value) => ({
    ...figure('performance', 'averagePct', value.averagePct), text: null,
    secondary: [figure('performance', 'recentMeanPct', value.recentMeanPct), figure('performance', 'passed', value.passed)],
  }),
  engagement: (value) => ({
    ...figure('engagement', 'score', value.score), text: null,
    secondary: [figure('engagement', 'delta', value.delta), figure('engagement', 'streak', value.streak)],
  }),
  'skill-gaps': (value) => ({
    ...figure('skill-gaps', 'totals.open', value.totals.open), text: null,
    secondary: [figure('skill-gaps', 'totals.critical', value.totals.critical), figure('skill-gaps', 'readinessPct', value.readinessPct)],
  }),
  'content-effectiveness': contentHeadline,
};

/** headlineOf gives the one number of an analytic that cards, history and tables show, with two figures beside it. */
export function headlineOf<Id extends LearnerAnalyticId>(analytic: Id, value: AnalyticValues[Id]): Headline {
  return headlines[analytic](value);
}
