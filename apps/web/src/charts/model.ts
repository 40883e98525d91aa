/** Table twin of a chart: the same figures through the same formatter. */
export type TableModel = {
  caption: string;
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly (readonly string[])[];
};

/** What every chart carries: the name of its type, one sentence instead of the picture, and its table. */
type Shared = { label: string; summary: string; table: TableModel };

/** One point of a line; y null is a gap, never a zero. `text` is what is spoken and shown on it. */
export type LinePoint = { label: string; y: number | null; text: string };
export type LineSeries = { id: string; label: string; points: readonly LinePoint[]; dots?: boolean };

export type LineModel = Shared & {
  kind: 'line';
  series: readonly LineSeries[];
  /** Horizontal line, e.g. the pace a plan asks for. */
  target?: { y: number; label: string };
  /** Straight trend with its band over the points, by index. */
  trend?: readonly { index: number; lo: number; mid: number; hi: number }[];
  min?: number;
  max?: number;
  unit: string;
};
export type ColumnsModel = Shared & { kind: 'columns'; items: readonly LinePoint[]; target?: { y: number; label: string }; max?: number; unit: string };
export type BarItem = { id: string; label: string; value: number | null; lo?: number; hi?: number; text: string; note?: string; tone?: BarTone };
export type BarTone = 'accent' | 'danger' | 'stale' | 'ageing' | 'info' | 'muted';
export type BarsModel = Shared & { kind: 'bars'; items: readonly BarItem[]; max: number; reference?: { value: number; label: string } };
export type GaugeModel = Shared & { kind: 'gauge'; value: number; max: number; text: string; band: string | null; edges: readonly number[]; target?: { value: number; label: string } };
export type CalendarModel = Shared & { kind: 'calendar'; days: readonly { day: string; value: number | null; text: string }[] };
export type MatrixCell = { step: 0 | 1 | 2 | 3 | 4 | 5 | null; text: string; mark?: string };
export type MatrixModel = Shared & { kind: 'matrix'; columns: readonly string[]; rows: readonly { id: string; label: string; cells: readonly MatrixCell[] }[]; legend: readonly string[] };
export type RadarModel = Shared & { kind: 'radar'; axes: readonly { label: string; value: number | null; text: string }[]; max: number };
export type ScatterModel = Shared & { kind: 'scatter'; points: readonly { x: number; y: number; label: string; text: string; hollow: boolean }[]; xLabel: string; unit: string; reference?: { y: number; label: string } };
export type ChipsModel = Shared & { kind: 'chips'; groups: readonly { label: string; tone: BarTone; chips: readonly string[] }[] };
export type StepsModel = Shared & { kind: 'steps'; steps: readonly { label: string; reached: number; share: number | null; lo: number | null; hi: number | null; flag: boolean; text: string }[] };

/** Everything a chart can be; the kind decides which code is loaded. */
export type ChartModel =
  | LineModel | ColumnsModel | BarsModel | GaugeModel | CalendarModel | MatrixModel | RadarModel | ScatterModel | ChipsModel | StepsModel;
export type ChartModelKind = ChartModel['kind'];

/** Room a chart has: `card` is small and quiet, `full` has axes and labels. */
export type ChartSize = 'card' | 'full';
