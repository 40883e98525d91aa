import type { AnalyticContext, Availability } from '../analytics/state.ts';
import { factSchemas } from '../facts/facts.ts';
import type { FactKind } from '../facts/facts.ts';
import type { FactsFile } from './facts-file.ts';

const kinds = Object.keys(factSchemas) as FactKind[];

function availableIn({ available, facts }: FactsFile): Availability {
  return {
    facts: new Set(available.facts ?? kinds.filter((kind) => facts[kind] !== undefined)), measures: new Set(available.measures ?? ['time-of-day', 'minutes']),
  };
}

/** fileContext is what the formulas need beside the facts of a file. A kind of fact that the file leaves out is not available. */
export function fileContext(file: FactsFile): AnalyticContext {
  const { now, organization, viewer, sources, asked } = file;
  return {
    now: new Date(now).toISOString(), ...organization, available: availableIn(file), viewer: { role: viewer.role }, sources,
    ...(asked.windowDays === undefined ? {} : { windowDays: asked.windowDays }), ...(asked.pathId === undefined ? {} : { pathId: asked.pathId }),
  };
}
