import { catalogue } from '@verdant/domain/analytics/catalogue';
import type { Envelope } from '@verdant/domain/analytics/envelope';

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}

/** groupHeadline is the number that the catalogue puts large on a card; null where it is one of a list, hidden or absent. */
export function groupHeadline({ analytic, value }: Envelope<unknown>): number | null {
  const figure = catalogue[analytic].headline.path.split('.').reduce(fieldOf, value);
  return typeof figure === 'number' ? figure : null;
}
