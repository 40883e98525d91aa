import { cutDepartmentMetrics, cutOrganization, type CutOptions } from '@verdant/domain/analytics/cut-organization';
import type { Cohort } from '@verdant/domain/privacy/cohort';
import { declareCohorts } from '@verdant/domain/privacy/declare-cohorts';
import type { Snapshots } from '@verdant/db/stores/releases/released-person';
import { cutDemand } from './cut-demand.ts';
import { cutNeeds } from './cut-needs.ts';
import { cutPeerMetrics } from './cut-peers.ts';

/** cutCohorts gives all cohorts of people that a release of the day publishes: of peers, departments and teams, the organization, and skills. */
export function cutCohorts(snapshots: Snapshots, options: CutOptions): Cohort[] {
  const { people } = snapshots;
  const keys = people.map((person) => person.keys);
  return [
    ...declareCohorts(keys, [...cutDepartmentMetrics(people, options), ...cutPeerMetrics(people)]), ...cutOrganization(people, options),
    ...cutDemand(snapshots, options.day), ...cutNeeds(people),
  ];
}
