import { lazy, Suspense, type ComponentType } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import type { ChartModel, ChartModelKind, ChartSize } from './model.ts';

const LineChart = lazy(() => import('./line-chart.tsx').then((module) => ({ default: module.LineChart })));
const ColumnsChart = lazy(() => import('./columns-chart.tsx').then((module) => ({ default: module.ColumnsChart })));
const BarsChart = lazy(() => import('./bars-chart.tsx').then((module) => ({ default: module.BarsChart })));
const GaugeChart = lazy(() => import('./gauge-chart.tsx').then((module) => ({ default: module.GaugeChart })));
const CalendarChart = lazy(() => import('./calendar-chart.tsx').then((module) => ({ default: module.CalendarChart })));
const MatrixChart = lazy(() => import('./matrix-chart.tsx').then((module) => ({ default: module.MatrixChart })));
const RadarChart = lazy(() => import('./radar-chart.tsx').then((module) => ({ default: module.RadarChart })));
const ScatterChart = lazy(() => import('./scatter-chart.tsx').then((module) => ({ default: module.ScatterChart })));
const ChipsChart = lazy(() => import('./chips-chart.tsx').then((module) => ({ default: module.ChipsChart })));
const StepsChart = lazy(() => import('./steps-chart.tsx').then((module) => ({ default: module.StepsChart })));

type ViewOf<Kind extends ChartModelKind> = ComponentType<{ model: Extract<ChartModel, { kind: Kind }>; size: ChartSize }>;
const views: { [Kind in ChartModelKind]: ViewOf<Kind> } = {
  line: LineChart, columns: ColumnsChart, bars: BarsChart, gauge: GaugeChart, calendar: CalendarChart, matrix: MatrixChart, radar: RadarChart,
  scatter: ScatterChart, chips: ChipsChart, steps: StepsChart,
};

/** Heights while the code of a chart is on its way, so that nothing moves when it arrives. */
const waitingHeight = { card: 'h-33', full: 'h-80' } as const satisfies Record<ChartSize, string>;

function Draw<Kind extends ChartModelKind>({ model, size }: { model: Extract<ChartModel, { kind: Kind }>; size: ChartSize }) {
  // The kind of the model picks the view made for it; TypeScript cannot follow that pairing through a union.
  const View = views[model.kind] as ComponentType<{ model: typeof model; size: ChartSize }>;
  return <View model={model} size={size} />;
}

/** Chart draws any model; the code of each type is loaded when first needed. */
export function Chart({ model, size }: { model: ChartModel; size: ChartSize }) {
  return (
    <Suspense fallback={<Skeleton className={waitingHeight[size]} />}>
      <Draw model={model} size={size} />
    </Suspense>
  );
}
