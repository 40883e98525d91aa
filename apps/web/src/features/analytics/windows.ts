import { catalogue, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';

/** Spans of the trend where the number itself has no window. */
export const trendSpans = [30, 90, 180, 365] as const;
const defaultSpan = 90;

/** stopsOf lists the windows of an analytic: the formula's own where it has some, else spans of the trend. */
export function stopsOf(analytic: LearnerAnalyticId): readonly number[] {
  return catalogue[analytic].window.choices ?? trendSpans;
}

/** hasOwnWindow tells whether the window changes the number itself. */
export function hasOwnWindow(analytic: LearnerAnalyticId): boolean {
  return catalogue[analytic].window.choices !== null;
}

const key = (analytic: LearnerAnalyticId) => `verdant.window.${analytic}`;

/** rememberedWindow is the window chosen last for an analytic in this browser, else its default. */
export function rememberedWindow(analytic: LearnerAnalyticId): number {
  let kept = Number.NaN;
  try {
    kept = Number(localStorage.getItem(key(analytic)));
  } catch {
    // Without storage the default stands.
  }
  return stopsOf(analytic).includes(kept) ? kept : catalogue[analytic].window.default ?? defaultSpan;
}

/** rememberWindow keeps the choice for the next visit. */
export function rememberWindow(analytic: LearnerAnalyticId, days: number): void {
  try {
    localStorage.setItem(key(analytic), String(days));
  } catch {
    // Without storage the choice lives in the address alone.
  }
}

/** parseWindow reads `30d` from an address; anything that is no stop of this analytic is null. */
export function parseWindow(analytic: LearnerAnalyticId, text: string | undefined): number | null {
  const match = /^(\d{1,3})d$/.exec(text ?? '');
  const days = match === null ? Number.NaN : Number(match[1]);
  return stopsOf(analytic).includes(days) ? days : null;
}
