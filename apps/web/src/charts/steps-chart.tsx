import { scaleBand, scaleLinear } from '@visx/scale';
import { GridLines, TimeLabels } from './axes.tsx';
import { ChartSurface, type Spot } from './chart-surface.tsx';
import type { ChartSize, StepsModel } from './model.ts';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** StepsChart shows at each step of a course the share who stopped, with its interval; flagged steps carry a mark, not only a colour. */
export function StepsChart({ model, size }: { model: StepsModel; size: ChartSize }) {
  const height = size === 'full' ? 320 : 156;
  const inset = { top: 24, right: 12, bottom: 30, left: 52 };
  const highest = Math.max(0.1, ...model.steps.map((step) => step.hi ?? 0));
  return (
    <ChartSurface summary={model.summary} height={height}>
      {(width) => {
        const [left, right, base] = [inset.left, width - inset.right, height - inset.bottom];
        const y = scaleLinear({ domain: [0, Math.min(1, highest)], range: [base, inset.top], nice: true });
        const x = scaleBand({ domain: model.steps.map((_, index) => index), range: [left, right], padding: 0.35 });
        const centre = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2;
        const spots: Spot[] = model.steps.map((step, index) => ({ x: centre(index), y: y(step.share ?? 0), text: step.text }));
        const drawing = (
          <>
            <GridLines ticks={y.ticks(4)} y={y} left={left} right={right} format={(tick) => percent.format(tick)} />
            {model.steps.map((step, index) => step.share === null ? null : (
              <g key={index}>
                <rect x={x(index)} y={y(step.share)} width={x.bandwidth()} height={base - y(step.share)} rx="3" fill={step.flag ? 'var(--stale)' : 'var(--series-1)'} opacity={step.flag ? 1 : 0.7} />
                {step.lo !== null && step.hi !== null && <path d={`M${centre(index)} ${y(step.lo)}V${y(step.hi)}M${centre(index) - 4} ${y(step.lo)}h8M${centre(index) - 4} ${y(step.hi)}h8`} stroke="var(--text)" strokeWidth="1.5" />}
                {step.flag && <path d={`M${centre(index)} ${y(step.hi ?? step.share) - 18}l7 12h-14Z`} fill="var(--stale)" />}
              </g>
            ))}
            <TimeLabels labels={model.steps.map((step) => step.label)} x={centre} y={height - 6} width={right - left} />
          </>
        );
        return { drawing, spots };
      }}
    </ChartSurface>
  );
}
