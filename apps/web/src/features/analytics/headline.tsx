import type { AnalyticCard } from '@verdant/api/views';
import { catalogue } from '@verdant/domain/analytics/catalogue';
import { formatValue, formatWithUnit, unitLabel } from '@verdant/domain/analytics/format';
import { headlineOf, type Headline } from '@verdant/domain/analytics/headline';
import { roundHalfEven } from '@verdant/domain/stats/round-half-even';
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import { AnimatedNumber } from '../../ui/animated-number.tsx';
import { cx } from '../../ui/class-names.ts';
import { analytics } from './messages.ts';

/** readHeadline gives the large number of a card with its two companions; null where there is no value. */
export function readHeadline(card: AnalyticCard): Headline | null {
  const value = card.envelope?.value;
  return value === null || value === undefined ? null : headlineOf(card.analytic, value);
}

/** Analytics where less is better: their arrow down is good news. */
const lessIsBetter: readonly string[] = ['skill-gaps'];

export type Change = { direction: 'up' | 'down' | 'flat'; text: string; good: boolean | null };

/** changeOf compares a headline with the one a window before, on published decimals; null where either is unknown. */
export function changeOf(analytic: string, now: Pick<Headline, 'value' | 'unit' | 'decimals'>, previous: number | null): Change | null {
  if (now.value === null || previous === null) return null;
  const difference = roundHalfEven(now.value - previous, now.decimals);
  if (difference === 0) return { direction: 'flat', text: analytics.unchanged, good: null };
  const amount = formatValue(Math.abs(difference), now.unit, 'en', now.decimals);
  const up = difference > 0;
  return { direction: up ? 'up' : 'down', text: up ? analytics.up(amount) : analytics.down(amount), good: up !== lessIsBetter.includes(analytic) };
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight } as const;

function Trend({ card, headline }: { card: AnalyticCard; headline: Headline }) {
  const change = changeOf(card.analytic, headline, card.previous);
  if (change === null) return <p className="mt-1 text-sm text-muted">{analytics.noPrevious}</p>;
  const Arrow = arrows[change.direction];
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
      <span className={cx('inline-flex items-center gap-1 font-medium', change.good === null ? 'text-muted' : change.good ? 'text-fresh' : 'text-stale')}>
        <Arrow aria-hidden="true" className="size-4 rtl:-scale-x-100" />
        {change.text}
      </span>
      <span className="text-muted">{analytics.compared(formatWithUnit(card.previous, headline.unit, 'en', headline.decimals))}</span>
    </p>
  );
}

/** HeadlineNumber is the large number with its unit in words, and its trend against the window before. */
export function HeadlineNumber({ card, headline, large = false }: { card: AnalyticCard; headline: Headline; large?: boolean }) {
  const unit = headline.unit === '%' || headline.unit === 'score' ? unitLabel[headline.unit] : '';
  const about = card.analytic === 'content-effectiveness' ? headline.text : null;
  const words = about !== null ? analytics.after(about) : headline.unit === 'score' ? '' : catalogue[card.analytic].headline.label;
  return (
    <div data-headline={card.analytic}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className={cx('font-semibold tracking-tight', large ? 'text-3xl' : 'text-2xl @md:text-3xl')}>
          {headline.value === null ? formatValue(null, headline.unit) : <AnimatedNumber value={headline.value} format={(value) => formatValue(value, headline.unit, 'en', headline.decimals)} />}
          {unit === '%' && <span className="ms-0.5 text-lg font-medium text-muted">%</span>}
        </span>
        <span className="text-sm text-muted">{[unit === '%' ? '' : unit, words].filter(Boolean).join(' ')}</span>
        {headline.text !== null && about === null && <span className="max-w-full truncate text-sm font-medium"><bdi>{headline.text}</bdi></span>}
      </p>
      <Trend card={card} headline={headline} />
    </div>
  );
}

/** SecondaryFigures are the two figures beside a headline. */
export function SecondaryFigures({ headline }: { headline: Headline }) {
  return (
    <dl className="grid grid-cols-2 items-end gap-x-4">
      {headline.secondary.slice(0, 2).map((figure) => (
        <div key={figure.label} className="min-w-0">
          <dt className="text-sm text-muted">{figure.label}</dt>
          <dd className="tabular truncate font-medium">{formatWithUnit(figure.value, figure.unit, 'en', figure.decimals)}</dd>
        </div>
      ))}
    </dl>
  );
}
