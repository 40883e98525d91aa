import type { DropOffFeatureName } from '@verdant/domain/analytics/drop-off-risk-model-features';
import type { extendedFeatures } from '@verdant/domain/prediction/drop-off-features';
import { outcomeDays } from '@verdant/domain/prediction/drop-off-outcome';
import type { ModelFeature } from '@verdant/domain/prediction/linear-model';
import { smallestGroup } from '@verdant/domain/prediction/subgroup-gap';
import type { ModelEvaluation } from './evaluate-model.ts';
import { figure, markdownTable } from './format-figure.ts';
import { calibrationTable, gatesTable, resultsTable, subgroupTable, validationTable, verdict, type ResultTable } from './model-results.ts';

const meaning: Record<(typeof extendedFeatures)[number], string> = {
  activityDays28: 'days with activity in the last 28',
  activitySlope: 'Theil-Sen slope of acts (topics and items finished, attempts, practice) in the last four weeks, acts a week per week',
  daysSinceActive: 'days since the last activity, at most 28',
  recentMeanPct: 'mean of the last five results, %',
  lateShare: 'share of due work that was not done by its day',
  activityDays7: 'days with activity in the last 7',
  activeShare: 'share of days since the start with activity',
  earlyDays: 'days with activity before the start, logarithm',
  handedInShare: 'share of due work handed in so far',
};
const added: readonly Exclude<keyof typeof meaning, DropOffFeatureName>[] = ['activityDays7', 'activeShare', 'earlyDays', 'handedInShare'];

const table = ({ head, rows }: ResultTable) => markdownTable(head, rows);

function featureRow({ name, b, mean, sd }: ModelFeature): string[] {
  const text = Object.entries(meaning).find(([feature]) => feature === name)?.[1] ?? '';
  return [`\`${name}\`: ${text}`, figure(b), figure(mean), figure(sd)];
}

function introduction({ card, gates }: ModelEvaluation): string {
  return `# Model card: drop-off

\`${card.modelId}\`, trained on ${card.trainedAt.slice(0, 10)} by \`npm run model:evaluate\`, which also wrote this page.

**${verdict(gates)}**

${table(gatesTable(gates))}

AUC, calibration error (ECE, ten bins) and subgroup gap are figures of the hold-out, rounded to four decimals; conditions are decided on the rounded figures.

## What it is

Logistic regression on z-scores of five features with a quadratic penalty, fitted by Newton's method. Its log-odds are scaled (Platt) on people of the
training run whom the scaled fit had not seen: five parts by a hash of the person's id. The same input gives the same weights.

It estimates, for somebody enrolled in a course, the probability of the outcome: **withdrawn later, or no activity in the
${outcomeDays} days after the cut-off and not completed in the end**. Who withdrew by the cut-off or enrolled after it is not at risk and left out.
Features know facts up to the end of the cut-off day and nothing later.`;
}

function data({ study, training, holdout }: ModelEvaluation): string {
  const { trained, judged } = study.holdout;
  const { people, cases, positives } = study.trained;
  const rows = [
    ['training', trained.name, `${trained.from} to ${trained.to}`, String(training.run.learners.length)],
    ['hold-out', judged.name, `${judged.from} to ${judged.to}`, String(holdout.run.learners.length)],
  ];
  return `## Data

${markdownTable(['', 'presentation', 'days (starts assumed: 1 February or 1 October)', 'enrolled'], rows)}

Presentations in the format of the Open University Learning Analytics data set (Kuzilek J., Hlosta M., Zdrahal Z., Scientific Data 4:170171, 2017,
CC BY 4.0). Trained at 10, 20, 30 and 50 % of the course: ${people} people, ${cases} cases, ${positives} of them with the outcome.
${study.inBothRuns} people stand in both presentations. The hold-out is read for judging only.`;
}

function features({ card }: ModelEvaluation): string {
  return `## Features

${markdownTable(['feature', 'weight', 'mean', 'sd'], card.features.map(featureRow))}

Intercept ${figure(card.b0)}; scaling a ${figure(card.a)}, c ${figure(card.c)}. z = (x − mean)/sd, within −4 and 4; a missing value is 0. A weight is the
change of the log-odds for one sd. No feature says who somebody is: gender, age, disability, region, education and deprivation are no inputs.`;
}

function results({ study }: ModelEvaluation): string {
  return `## Results on the hold-out

${table(resultsTable(study))}

*Click count* is a logistic regression on clicks so far, fitted anew for each cut-off; where it says nearly the same of everybody, its ECE is small for that
reason. *Nine features* stands here for comparison and is not used; it adds

${added.map((name) => `- \`${name}\`: ${meaning[name]}`).join('\n')}

AUC on people of the training run whom the fit had not seen:

${table(validationTable(study))}

## Calibration

All forecasts at 10, 20, 30 and 50 % of the course.

${table(calibrationTable(study))}

## Subgroups

Gender, age band and disability are read for this table only. The gap is the largest difference, between two groups of one attribute with at least
${smallestGroup} people each, of mean forecast less share with outcome.

${table(subgroupTable(study))}`;
}

function use(): string {
  return `## Intended use

For trainers and org admins, beside the rule-based risk and never instead of it, as a reason to talk with somebody. Not for grading, admission, ranking or
any decision without a person; never shown to learners; people who opted out of prediction have none.

## Limits

- One presentation trained it and one judged it. Figures for other courses are unknown until it is judged on them.
- Courses change from run to run: compare AUC on the hold-out with AUC on unseen people of the training run. A model has to be judged again on each
  finished run, and its scaling with it.
- The intervals of AUC are wide, and cases of one person at several cut-offs are not independent: a difference smaller than half an interval can be chance.
- Before any work was due, a model of this kind knows little: see week 2.
- Groups below ${smallestGroup} people are shown, but too small to judge by.
- Days come without a time of day, and activity means pages of the course and work handed in; what people do elsewhere is not seen.`;
}

/** renderModelCard writes the card of a model as Markdown, without the folders the data came from. */
export function renderModelCard(evaluation: ModelEvaluation): string {
  const { trained, judged } = evaluation.study.holdout;
  const again = `## Reproduce

\`npm run model:evaluate -- --train <folder>:${trained.name} --test <folder>:${judged.name} --card docs/model-card.md\``;
  return `${[introduction(evaluation), data(evaluation), features(evaluation), results(evaluation), use(), again].join('\n\n')}\n`;
}
