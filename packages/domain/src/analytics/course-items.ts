import { compareText } from '../stats/compare-text.ts';
import { itemStats } from '../stats/item-stats.ts';
import { roundHalfEven } from '../stats/round-half-even.ts';
import type { CourseContentEffectiveness, DiscriminationBand, ItemFlag, ItemResult } from './content-effectiveness-value.ts';
import type { FirstAttempt } from './course-state.ts';
import { roundOrNull } from './published.ts';

const shownFrom = 10;
const flaggedFrom = 30;

/** Rows of learners over columns of items, complete rows only. */
type Sheet = { columns: { assessmentId: string; itemId: string | null }[]; rows: number[][]; assessmentId: string | null };

/** discriminationBandOf is Ebel's band of a published discrimination. */
export function discriminationBandOf(discrimination: number): DiscriminationBand {
  if (discrimination < 0) return 'key-error';
  if (discrimination < 0.2) return 'review';
  if (discrimination < 0.3) return 'marginal';
  return discrimination < 0.4 ? 'good' : 'very-good';
}

function flagsOf(facility: number, discrimination: number | null): ItemFlag[] {
  const flags: ItemFlag[] = [];
  if (facility < 0.2) flags.push('too-hard');
  if (facility > 0.95) flags.push('too-easy');
  if (discrimination !== null && discrimination < 0) flags.push('key-error');
  return flags;
}

function completeRows(perLearner: ReadonlyMap<string, ReadonlyMap<string, number>>, columnIds: readonly string[]): number[][] {
  return [...perLearner].sort(([a], [b]) => compareText(a, b)).flatMap(([, scores]) => {
    const row = columnIds.flatMap((column) => scores.get(column) ?? []);
    return row.length === columnIds.length ? [row] : [];
  });
}

function groupScores(entries: readonly { userId: string; column: string; score: number }[]): { columnIds: string[]; rows: number[][] } {
  const perLearner = new Map<string, Map<string, number>>();
  const columns = new Set<string>();
  for (const { userId, column, score } of entries) {
    columns.add(column);
    const scores = perLearner.get(userId) ?? new Map<string, number>();
    perLearner.set(userId, scores.set(column, score));
  }
  const columnIds = [...columns].sort(compareText);
  return { columnIds, rows: completeRows(perLearner, columnIds) };
}

/** sheetsOf makes one sheet per assessment with item scores, and one whose items are the assessments without. */
function sheetsOf(attempts: readonly FirstAttempt[]): Sheet[] {
  const withItems = new Set(attempts.filter((attempt) => attempt.items !== null).map((attempt) => attempt.assessmentId));
  const inside = [...withItems].sort(compareText).map((assessmentId): Sheet => {
    const entries = attempts
      .filter((attempt) => attempt.assessmentId === assessmentId)
      .flatMap(({ userId, items }) => (items ?? []).map(({ itemId, score }) => ({ userId, column: itemId, score })));
    const { columnIds, rows } = groupScores(entries);
    return { columns: columnIds.map((itemId) => ({ assessmentId, itemId })), rows, assessmentId };
  });
  const whole = attempts.filter((attempt) => !withItems.has(attempt.assessmentId));
  const { columnIds, rows } = groupScores(whole.map(({ userId, assessmentId, pct }) => ({ userId, column: assessmentId, score: pct / 100 })));
  return [...inside, { columns: columnIds.map((assessmentId) => ({ assessmentId, itemId: null })), rows, assessmentId: null }];
}

function readSheet({ columns, rows, assessmentId }: Sheet): Pick<CourseContentEffectiveness, 'items' | 'alphas'> {
  const stats = rows.length < shownFrom ? null : itemStats(rows);
  if (stats === null) return { items: [], alphas: [] };
  const flagged = rows.length >= flaggedFrom;
  const items = stats.items.flatMap((stat, i): ItemResult[] => {
    const column = columns[i];
    if (column === undefined) return [];
    const facility = roundHalfEven(stat.facility, 3);
    const discrimination = roundOrNull(stat.discrimination, 3);
    return [{
      ...column, facility, discrimination, rows: rows.length, flags: flagged ? flagsOf(facility, discrimination) : [],
      discriminationBand: flagged && discrimination !== null ? discriminationBandOf(discrimination) : null,
    }];
  });
  const alphas = flagged && stats.alpha !== null
    ? [{ assessmentId, alpha: roundHalfEven(stats.alpha, 3), items: items.length, rows: rows.length }]
    : [];
  return { items, alphas };
}

/** analyseItems gives facility and discrimination of items with ten complete first attempts, flags and reliability from thirty; `mostRows` is the largest sheet. */
export function analyseItems(attempts: readonly FirstAttempt[]): Pick<CourseContentEffectiveness, 'items' | 'alphas'> & { mostRows: number } {
  const sheets = sheetsOf(attempts);
  const read = sheets.map(readSheet);
  return {
    items: read.flatMap((sheet) => sheet.items), alphas: read.flatMap((sheet) => sheet.alphas),
    mostRows: Math.max(...sheets.map((sheet) => (sheet.columns.length === 0 ? 0 : sheet.rows.length))),
  };
}
