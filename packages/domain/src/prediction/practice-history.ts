import type { Practice } from './trace-skill.ts';

/** PracticeHistory counts what came before on one skill, question or student; each older answer weighs `fading` times the one after it. */
export class PracticeHistory {
  readonly #fading: number;
  #successes = 0;
  #failures = 0;
  #studies = 0;
  #weightedSuccesses = 0;
  #weights = 0;
  #lastMinute: number | null = null;

  constructor(fading: number) {
    this.#fading = fading;
  }

  /** successes, failures: plain counts so far. */
  get counts(): { successes: number; failures: number } {
    return { successes: this.#successes, failures: this.#failures };
  }

  /**
   * features: share of correct answers (fading, drawn to ½ by one answer), ln(1 + correct), ln(1 + wrong), ln(1 + studied), 1 if never met before,
   * ln(1 + minutes since the last time).
   */
  features(minute: number): number[] {
    const minutes = this.#lastMinute === null ? 0 : Math.max(0, minute - this.#lastMinute);
    return [
      (this.#weightedSuccesses + 0.5) / (this.#weights + 1), Math.log1p(this.#successes), Math.log1p(this.#failures), Math.log1p(this.#studies),
      this.#lastMinute === null ? 1 : 0, Math.log1p(minutes),
    ];
  }

  add({ minute, score }: Practice): void {
    this.#lastMinute = minute;
    if (score === null) {
      this.#studies += 1;
      return;
    }
    this.#successes += score;
    this.#failures += 1 - score;
    this.#weightedSuccesses = this.#fading * this.#weightedSuccesses + score;
    this.#weights = this.#fading * this.#weights + 1;
  }
}

/** historyFeatureNames are the features in their order. */
export const historyFeatureNames = ['recent share correct', 'ln correct', 'ln wrong', 'ln studied', 'first time', 'ln minutes since'] as const;
