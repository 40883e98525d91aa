import { addDays, dayOf } from '@verdant/domain/time/day';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import type { TilesRow } from '@verdant/db/queries/rows';
import { asClassViews, hideSmall } from '../group/as-class-views.ts';
import { permitted } from '../procedures.ts';
import type { OrganizationOverview } from '../views.ts';

const trendDays = 30;

const rounded = (pace: number | null): number | null => (pace === null ? null : roundHalfEven(pace, 2));

function asTiles({ people, learners, active30, meanPace, meanTargetPace, meanPaceOfTargeted, fresh }: TilesRow): OrganizationOverview['tiles'] {
  const comparable = meanPaceOfTargeted !== null && meanTargetPace !== null && meanTargetPace > 0;
  return {
    people, learners, active30, meanPace: rounded(meanPace), meanTargetPace: rounded(meanTargetPace),
    pacePct: comparable ? roundHalfEven((100 * meanPaceOfTargeted) / meanTargetPace, 1) : null,
    freshShare: learners === 0 ? null : roundHalfEven(fresh / learners, 4),
  };
}

/** overview is the org admin's dashboard: tiles, trend and, through the group rule, distributions over all learners. */
export const overview = permitted('organization-analytics:read').query(async ({ ctx }): Promise<OrganizationOverview> => {
  const { tx, ports, now } = ctx;
  const { name, slug, timeZone, demo, settings } = await ports.read.loadOrganization(tx);
  const today = dayOf(now(), timeZone);
  const tiles = await ports.read.loadTiles(tx, now(), today);
  const trend = await ports.read.loadKpis(tx, addDays(today, 1 - trendDays));
  const distributions = await ports.read.loadDistributions(tx, null);
  return {
    demo, timeZone, organization: { name, slug }, tiles: asTiles(tiles), trend,
    distributions: asClassViews(distributions, hideSmall(settings.privacyK)), calculatedAt: tiles.calculatedAt,
  };
});
