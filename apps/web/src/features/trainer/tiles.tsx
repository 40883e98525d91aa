import type { CourseOverview } from '@verdant/api/views';
import { formatWithUnit } from '@verdant/domain/analytics/format';
import { Activity, CircleDashed, Snail, UsersRound } from 'lucide-react';
import { AnimatedNumber } from '../../ui/animated-number.tsx';
import { Tile } from '../../ui/tile.tsx';
import { trainer } from './messages.ts';

const number = new Intl.NumberFormat('en');
const whole = (value: number) => number.format(Math.round(value));

/** Tiles are the four numbers a trainer reads first. */
export function Tiles({ tiles }: Pick<CourseOverview, 'tiles'>) {
  const { learners, active7, behind, insufficient } = tiles;
  const share = (n: number) => (learners === 0 ? undefined : trainer.ofLearners(formatWithUnit((100 * n) / learners, '%', 'en', 0)));
  const hint = (n: number) => {
    const text = share(n);
    return text === undefined ? {} : { hint: text };
  };
  const icon = 'size-4';
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
      <Tile label={trainer.learners} icon={<UsersRound className={icon} />}><AnimatedNumber value={learners} format={whole} /></Tile>
      <Tile label={trainer.active7} icon={<Activity className={icon} />} {...hint(active7)}><AnimatedNumber value={active7} format={whole} /></Tile>
      <Tile label={trainer.behind} icon={<Snail className={icon} />} {...hint(behind)}><AnimatedNumber value={behind} format={whole} /></Tile>
      <Tile label={trainer.insufficient} icon={<CircleDashed className={icon} />} {...hint(insufficient)}><AnimatedNumber value={insufficient} format={whole} /></Tile>
    </div>
  );
}
