import { placeDepartments } from '../privacy/place-departments.ts';
import { compareText } from '../stats/compare-text.ts';
import { missingSource, suppressedEnvelope, valueEnvelope } from './build-envelope.ts';
import type { Nulls } from './build-envelope.ts';
import { cellOf } from './department-cells.ts';
import type { DepartmentState } from './department-state.ts';
import { departmentMetrics } from './department-team-value.ts';
import type { DepartmentCell, DepartmentTeam } from './department-team-value.ts';
import type { Envelope } from './envelope.ts';
import { findEntry, hiddenReasonOf } from './released.ts';
import type { AnalyticContext } from './state.ts';

export type { DepartmentTeam } from './department-team-value.ts';
export { placeDepartments } from '../privacy/place-departments.ts';

const id = 'department-team';

function readCells({ cohorts, release, before }: DepartmentState): DepartmentCell[] {
  const earlier = before ?? { entries: [] };
  const ordered = [...cohorts].sort((a, b) => compareText(a.cohortId, b.cohortId));
  const departments = ordered.filter(({ parentId }) => parentId === null).map((ref) => cellOf(ref, release, earlier, new Set()));
  const hidden = new Set(departments.filter(({ hiddenBecause }) => hiddenBecause !== null).map((cell) => cell.id));
  const teams = ordered.filter(({ parentId }) => parentId !== null).map((ref) => cellOf(ref, release, earlier, hidden));
  const positions = placeDepartments(departments.map(({ metrics }) => metrics.engagement?.median ?? null));
  return [...departments.map((cell, i) => ({ ...cell, position: positions[i] ?? null })), ...teams];
}

function nullsOf(cells: readonly DepartmentCell[], { release, before }: DepartmentState): Nulls {
  const nulls: Nulls = {};
  for (const metric of departmentMetrics) {
    const hidden = cells.find(({ metrics }) => metrics[metric] === null);
    if (hidden !== undefined) nulls[`cells[].metrics.${metric}`] = hidden.hiddenBecause ?? hiddenReasonOf(findEntry(release, hidden.id, metric)) ?? 'no-data';
    if (cells.some(({ trends }) => trends[metric] === null)) nulls[`cells[].trends.${metric}`] = before === null ? 'short-history' : 'too-few';
    if (metric !== 'participation' && cells.some(({ metrics }) => metrics[metric]?.p25 === null)) {
      for (const end of ['p25', 'p75']) nulls[`cells[].metrics.${metric}.${end}`] = 'too-few';
    }
  }
  if (cells.some(({ parentId, position }) => parentId === null && position === null)) nulls['cells[].position'] = 'too-few';
  if (cells.some(({ sizeBand }) => sizeBand === null)) nulls['cells[].sizeBand'] = 'too-few';
  return nulls;
}

/** computeDepartmentTeam: departments, then teams of the shown ones, from released figures (analytic 13); suppressed when none may be shown. */
export function computeDepartmentTeam(state: DepartmentState, ctx: AnalyticContext): Envelope<DepartmentTeam> {
  const missing = missingSource(id, ctx);
  if (missing) return missing;
  const cells = readCells(state);
  const shown = cells.filter(({ hiddenBecause }) => hiddenBecause === null);
  const known = departmentMetrics.filter((metric) => shown.some(({ metrics }) => metrics[metric] !== null)).length;
  const evidence = { n: shown.length, coverage: known / departmentMetrics.length, asOf: null, releaseId: state.release.releaseId };
  if (shown.length === 0) return suppressedEnvelope(id, ctx, 'too-few', evidence);
  return valueEnvelope(id, ctx, { cells, hiddenCount: cells.length - shown.length }, evidence, nullsOf(cells, state));
}
