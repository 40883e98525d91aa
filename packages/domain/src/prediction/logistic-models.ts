import { fitLogistic, logOdds, type FeatureRow } from './fit-logistic.ts';
import { historyFeatureNames, PracticeHistory } from './practice-history.ts';
import { logit, sigmoid } from './sigmoid.ts';
import type { LoggedPractice, ResponseModel, StudentLog } from './student-log.ts';

const l2 = 1;
/** What a practice shows fades with the next few on the same skill or question; how a student does is steadier. */
const fading = { topic: 0.6, student: 0.9 };

/** Numbers for names met in training; a name met later has none and adds nothing. */
class FeatureIndex {
  readonly #places = new Map<string, number>();
  #open = true;

  get size(): number {
    return this.#places.size;
  }

  close(): void {
    this.#open = false;
  }

  row(features: readonly (readonly [name: string, x: number])[]): FeatureRow {
    const known = features.flatMap(([name, x]) => {
      const place = this.#place(name);
      return place === undefined ? [] : [[place, x] as const];
    });
    return { at: known.map(([place]) => place), x: known.map(([, x]) => x) };
  }

  #place(name: string): number | undefined {
    if (this.#open && !this.#places.has(name)) this.#places.set(name, this.#places.size);
    return this.#places.get(name);
  }
}

type NamedFeatures = readonly (readonly [name: string, x: number])[];
/** Reads the features of each practice of a log, in order, from what came before it. */
type FeatureReader = (log: StudentLog) => NamedFeatures[];

function logisticModel(name: string, read: FeatureReader): ResponseModel {
  return {
    name,
    fit: (logs) => {
      const index = new FeatureIndex();
      const rows: FeatureRow[] = [];
      const targets: number[] = [];
      for (const log of logs) {
        read(log).forEach((features, i) => {
          const score = log.practice[i]?.score ?? null;
          if (score === null) return;
          rows.push(index.row(features));
          targets.push(score);
        });
      }
      index.close();
      const fit = fitLogistic(rows, targets, { features: index.size, l2 });
      return (log) => read(log).map((features) => sigmoid(logOdds(fit, index.row(features))));
    },
  };
}

/** Histories by key, begun when first asked for. */
class Histories {
  readonly #byKey = new Map<string, PracticeHistory>();

  of(key: string): PracticeHistory {
    let history = this.#byKey.get(key);
    if (history === undefined) this.#byKey.set(key, (history = new PracticeHistory(fading.topic)));
    return history;
  }
}

function performanceFactors({ practice }: StudentLog): NamedFeatures[] {
  const histories = new Histories();
  return practice.map((each) => {
    const { successes, failures } = histories.of(each.skill).counts;
    histories.of(each.skill).add(each);
    return [[`skill ${each.skill}`, 1], [`correct on ${each.skill}`, successes], [`wrong on ${each.skill}`, failures]];
  });
}

/** Log-odds of the share of correct answers so far, drawn to ½ by two answers. */
function ability(student: PracticeHistory): number {
  const { successes, failures } = student.counts;
  return logit((successes + 1) / (successes + failures + 2));
}

function levelFeatures(level: string, history: PracticeHistory, { minute }: LoggedPractice): NamedFeatures {
  return history.features(minute).map((x, i) => [`${level}: ${historyFeatureNames[i] ?? i}`, x] as const);
}

const recencyReader = (withQuestion: boolean): FeatureReader => ({ practice }) => {
  const histories = new Histories();
  const student = new PracticeHistory(fading.student);
  return practice.map((each) => {
    const [skill, item] = [histories.of(`skill ${each.skill}`), histories.of(`item ${each.item}`)];
    const features: NamedFeatures = [
      [`skill ${each.skill}`, 1], ['student: ability', ability(student)], ['student: recent', student.features(each.minute)[0] ?? 0],
      ...levelFeatures('skill', skill, each),
      ...(withQuestion ? [[`item ${each.item}`, 1] as const, ...levelFeatures('item', item, each)] : []),
    ];
    for (const history of [student, skill, item]) history.add(each);
    return features;
  });
};

/** performanceFactorsModel weighs correct and wrong answers so far, skill by skill. (Pavlik, Cen & Koedinger 2009) */
export const performanceFactorsModel: ResponseModel = logisticModel('PFA, fitted', performanceFactors);

/** recencyModel weighs recent answers, counts and the time since, on the skill, and how the student does elsewhere. (after Galyardt & Goldin 2015) */
export const recencyModel: ResponseModel = logisticModel('logistic, recency of skill and student', recencyReader(false));

/** questionRecencyModel is the same with the question's own history beside the skill's. */
export const questionRecencyModel: ResponseModel = logisticModel('logistic, recency of skill, question and student', recencyReader(true));
