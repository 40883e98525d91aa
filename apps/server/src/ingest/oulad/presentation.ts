import { factId } from '@verdant/db/stores/facts/fact-id';
import { localInstant } from '@verdant/db/stores/facts/local-instant';
import type { FactKind } from '@verdant/domain/facts/facts';
import { addDays, type Day, type Instant } from '@verdant/domain/time/day';
import { RowError, type Row } from '../row.ts';

export const ouladSource = 'oulad';

/** One run of a module, e.g. `AAA/2013J`. The data count days from its start and give no date; 1 February (B) or 1 October (J) is assumed. */
export type Presentation = { key: string; module: string; lastDay: number; start: Day };

/** Naming gives every fact of one organization its identity and every day offset its instant, noon in the organization's zone. */
export class Naming {
  readonly #organizationId: string;
  readonly #timeZone: string;
  readonly #noons = new Map<string, Instant>();

  constructor(organizationId: string, timeZone: string) {
    this.#organizationId = organizationId;
    this.#timeZone = timeZone;
  }

  identity(kind: FactKind, sourceId: string): { id: string; source: string; sourceId: string; version: number } {
    return { id: this.id(kind, sourceId), source: ouladSource, sourceId, version: 1 };
  }

  id(kind: FactKind, sourceId: string): string {
    return factId(this.#organizationId, ouladSource, kind, sourceId);
  }

  noon(presentation: Presentation, offset: number): Instant {
    const key = `${presentation.start} ${offset}`;
    let noon = this.#noons.get(key);
    if (noon === undefined) {
      noon = localInstant(addDays(presentation.start, offset), 12 * 60, this.#timeZone);
      this.#noons.set(key, noon);
    }
    return noon;
  }
}

/** readPresentation reads a row of courses. */
export function readPresentation(row: Row): Presentation {
  const module = row.text('code_module');
  const code = row.text('code_presentation');
  const match = /^(20\d\d)([BJ])$/.exec(code);
  if (!match) throw new RowError('code_presentation', 'unknown_value', `code_presentation is "${code}", expected a year and B or J.`);
  return {
    key: `${module}/${code}`, module, lastDay: row.integer('module_presentation_length', 1, 1_000), start: `${match[1]}-${match[2] === 'B' ? '02' : '10'}-01`,
  };
}

/** presentationKey reads which presentation a row belongs to. */
export const presentationKey = (row: Row): string => `${row.text('code_module')}/${row.text('code_presentation')}`;

/** pickPresentation gives the presentation of a row, null for one that is not to be imported. */
export function pickPresentation(key: string, known: ReadonlyMap<string, Presentation>, wanted: string | null): Presentation | null {
  if (wanted !== null && key !== wanted) return null;
  const presentation = known.get(key);
  if (!presentation) throw new RowError('code_presentation', 'unknown_presentation', `${key} is not in courses.csv.`);
  return presentation;
}
