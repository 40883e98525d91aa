import { ageOf } from '@verdant/domain/analytics/card-state';
import type { FreshnessClass } from '@verdant/domain/analytics/catalogue';
import { ageSeconds } from '@verdant/domain/recalculation/freshness';
import { en } from '../messages/en.ts';
import { Badge } from './badge.tsx';
import { useNow } from './clock.ts';
import { formatAge, formatAgo, formatInstant } from './format-time.ts';
import { StateShape } from './state-shape.tsx';
import { Tooltip } from './tooltip.tsx';

type Props = { computedAt: string; timeZone: string; freshness: FreshnessClass; sourceStale?: boolean; align?: 'start' | 'end' };

/** FreshnessBadge says how old a number is in words, shape and colour; the absolute time stands in its tooltip. Re-read each minute without a fetch. */
export function FreshnessBadge({ computedAt, timeZone, freshness, sourceStale = false, align = 'start' }: Props) {
  const seconds = ageSeconds(computedAt, useNow());
  const age = sourceStale ? 'stale' : ageOf(seconds, freshness);
  const old = age === 'stale' && !sourceStale;
  const text = old ? en.freshness.stale(formatAge(seconds)) : sourceStale ? en.freshness.staleSource(formatAgo(seconds)) : en.freshness.updated(formatAgo(seconds));
  return (
    <Tooltip text={en.freshness.calculatedAt(formatInstant(computedAt, timeZone), timeZone)} align={align}>
      <Badge tone={age} icon={<StateShape tone={age} />}><span data-freshness={age}>{text}</span></Badge>
    </Tooltip>
  );
}
