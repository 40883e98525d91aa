import { Badge, type Tone } from '../ui/badge.tsx';
import type { BarTone, ChartSize, ChipsModel } from './model.ts';

const tone = { accent: 'fresh', danger: 'danger', stale: 'stale', ageing: 'ageing', info: 'info', muted: 'neutral' } as const satisfies Record<BarTone, Tone>;

/** ChipsChart lists names under the state they are in. */
export function ChipsChart({ model, size }: { model: ChipsModel; size: ChartSize }) {
  const groups = model.groups.filter((group) => group.chips.length > 0);
  return (
    <dl className="grid gap-4" aria-label={model.summary}>
      {groups.map((group) => (
        <div key={group.label}>
          <dt className="mb-2 text-sm text-muted">{group.label} ({group.chips.length})</dt>
          <dd className="flex flex-wrap gap-2">{(size === 'card' ? group.chips.slice(0, 4) : group.chips).map((chip) => <Badge key={chip} tone={tone[group.tone]} className="max-w-full truncate"><bdi>{chip}</bdi></Badge>)}</dd>
        </div>
      ))}
    </dl>
  );
}
