import { contentTypeLabel } from './bands.ts';
import type { CourseContentEffectiveness, ContentEffectiveness, LearnerContentEffectiveness } from './content-effectiveness-value.ts';
import { countOf, formatValue } from './format.ts';
import type { Insight } from './insights.ts';

function learnerInsights(value: LearnerContentEffectiveness): Insight[] {
  const insights: Insight[] = [];
  const best = value.byType.find(({ type }) => type === value.mostEffective);
  const worst = value.byType.find(({ type }) => type === value.leastEffective);
  if (best !== undefined && worst !== undefined && best.type !== worst.type) {
    const results = `${formatValue(best.meanOutcome, '%')} % against ${formatValue(worst.meanOutcome, '%')} %`;
    insights.push({
      rule: 'best-type',
      text: `${contentTypeLabel[best.type]} is followed by better results than ${contentTypeLabel[worst.type]}: ${results}.`,
    });
  }
  if (value.timeScoreR !== null && Math.abs(value.timeScoreR) >= 0.3) {
    const direction = value.timeScoreR > 0 ? 'better' : 'weaker';
    insights.push({ rule: `time-${direction}`, text: `Weeks with more minutes tend to go with ${direction} results; this is an association, not a cause.` });
  }
  const unfinished = value.byType.find(({ completedPct }) => completedPct !== null && completedPct < 50);
  if (unfinished !== undefined) insights.push({ rule: 'unfinished', text: `${contentTypeLabel[unfinished.type]} items are often left unfinished.` });
  const results = value.byType.reduce((total, { n }) => total + n, 0);
  if (insights.length === 0) insights.push({ rule: 'results-seen', text: `${countOf(results, 'result')} after finished content so far.` });
  return insights;
}

function courseInsights(value: CourseContentEffectiveness): Insight[] {
  const insights: Insight[] = [];
  const keyErrors = value.items.filter(({ flags }) => flags.includes('key-error')).length;
  if (keyErrors > 0) {
    insights.push({ rule: 'key-error', text: `${countOf(keyErrors, 'item')} may have a wrong key: strong learners miss ${keyErrors === 1 ? 'it' : 'them'}.` });
  }
  const flagged = value.dropOff?.steps.find((step) => step.flag === true);
  if (flagged !== undefined) insights.push({ rule: 'drop-off-step', text: `More learners than elsewhere stop after topic ${flagged.k}.` });
  const hard = value.items.filter(({ flags }) => flags.includes('too-hard') || flags.includes('too-easy')).length;
  if (hard > 0) {
    insights.push({ rule: 'item-difficulty', text: `${countOf(hard, 'item')} ${hard === 1 ? 'is' : 'are'} too hard or too easy to tell learners apart.` });
  }
  const band = value.gain?.band ?? null;
  if (band !== null) {
    const gained = formatValue(value.gain?.classGain ?? null, 'share', 'en', 2);
    insights.push({ rule: `gain-${band}`, text: `From baseline to post test the class gained ${gained} of what it could.` });
  }
  if (insights.length === 0) insights.push({ rule: 'nothing-flagged', text: 'No item and no step of this course stands out.' });
  return insights;
}

/** contentInsights: which content works for a learner, or what to repair in a course. */
export function contentInsights(value: ContentEffectiveness): Insight[] {
  return value.view === 'learner' ? learnerInsights(value) : courseInsights(value);
}
