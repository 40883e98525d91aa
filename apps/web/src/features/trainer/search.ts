import { isLearnerAnalyticId, type LearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { rosterSorts, type Direction, type RosterSort } from '../roster/filter-roster.ts';

/** What a trainer chose on a page, as it stands in the address. */
export type TrainerSearch = {
  q?: string; show?: 'all'; sort?: RosterSort; dir?: Direction; page?: number; analytic?: LearnerAnalyticId; band?: string; window?: string; chart?: string; view?: 'table';
};

const text = (value: unknown, max: number) => (typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined);

/** readDetailSearch reads window, chart and view of a detail page from an address. */
export function readDetailSearch(raw: Record<string, unknown>): Pick<TrainerSearch, 'window' | 'chart' | 'view'> {
  const [window, chart] = [text(raw['window'], 8), text(raw['chart'], 40)];
  return { ...(window === undefined ? {} : { window }), ...(chart === undefined ? {} : { chart }), ...(raw['view'] === 'table' ? { view: 'table' as const } : {}) };
}

/** readRosterSearch reads search, sorting, page and chosen band from an address; what makes no sense is left out. */
export function readRosterSearch(raw: Record<string, unknown>): TrainerSearch {
  const q = text(raw['q'], 100);
  const sort = rosterSorts.find((one) => one === raw['sort']);
  const dir = raw['dir'] === 'asc' || raw['dir'] === 'desc' ? raw['dir'] : undefined;
  const page = Number.isInteger(raw['page']) && Number(raw['page']) > 1 ? Number(raw['page']) : undefined;
  const analytic = typeof raw['analytic'] === 'string' && isLearnerAnalyticId(raw['analytic']) ? raw['analytic'] : undefined;
  const band = analytic === undefined ? undefined : text(raw['band'], 40);
  return {
    ...(q === undefined ? {} : { q }), ...(raw['show'] === 'all' ? { show: 'all' as const } : {}), ...(sort === undefined ? {} : { sort }), ...(dir === undefined ? {} : { dir }),
    ...(page === undefined ? {} : { page }), ...(analytic === undefined ? {} : { analytic }), ...(band === undefined ? {} : { band }),
  };
}
