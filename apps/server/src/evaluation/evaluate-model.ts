import { modelGates, type ModelCard, type ModelGate } from '@verdant/domain/analytics/model-card';
import { makeModelCard } from '@verdant/domain/prediction/make-model-card';
import { studyDropOff, type DropOffStudy } from '@verdant/domain/prediction/study-drop-off';
import type { Instant } from '@verdant/domain/time/day';
import { ImportError } from '../ingest/import-error.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { readRunName } from './run-name.ts';

/** A model that was trained on one presentation and judged on another. */
export type ModelEvaluation = { study: DropOffStudy; card: ModelCard; gates: ModelGate[]; training: LoadedRun; holdout: LoadedRun };

/** evaluateModel reads two presentations, each named `<folder>:<presentation>`, trains on the first and judges on the second. */
export async function evaluateModel(train: string, test: string, now: Instant): Promise<ModelEvaluation> {
  const [trainName, testName] = [readRunName(train), readRunName(test)];
  if (trainName.name === testName.name) {
    throw new ImportError(`${trainName.name} cannot be judged on itself; name a later presentation after --test.`);
  }
  const training = await loadRun(trainName);
  const holdout = await loadRun(testName);
  const study = studyDropOff(training.run, holdout.run);
  if (study.trained.positives === 0) throw new ImportError(`Nobody in ${trainName.name} dropped off: there is nothing to learn. Choose another presentation.`);
  const card = makeModelCard(study.model, study.holdout, study.figures, now);
  return { study, card, gates: modelGates(card), training, holdout };
}
