import { at } from '../stats/at.ts';

type Vertex = { x: readonly number[]; f: number };
export type MinimizeOptions = { step: number; tolerance: number; maxSteps: number };

const defaults: MinimizeOptions = { step: 0.5, tolerance: 1e-3, maxSteps: 400 };

/**
 * minimize walks downhill from a start without derivatives until the corners of its simplex differ by less than the tolerance; it finds a local minimum,
 * the same one every time. (Nelder & Mead 1965)
 */
export function minimize(f: (x: readonly number[]) => number, start: readonly number[], options: Partial<MinimizeOptions> = {}): readonly number[] {
  const { step, tolerance, maxSteps } = { ...defaults, ...options };
  const n = start.length;
  const vertex = (x: readonly number[]): Vertex => ({ x, f: f(x) });
  const simplex = [vertex(start), ...start.map((_, i) => vertex(start.map((value, j) => (i === j ? value + step : value))))];
  for (let steps = 0; steps < maxSteps; steps++) {
    simplex.sort((a, b) => a.f - b.f);
    const [best, worst] = [at(simplex, 0), at(simplex, n)];
    if (worst.f - best.f < tolerance) break;
    const centre = start.map((_, j) => simplex.slice(0, n).reduce((total, { x }) => total + at(x, j), 0) / n);
    const towards = (share: number) => vertex(centre.map((value, j) => value + share * (at(worst.x, j) - value)));
    const reflected = towards(-1);
    if (reflected.f < best.f) {
      const expanded = towards(-2);
      simplex[n] = expanded.f < reflected.f ? expanded : reflected;
    } else if (reflected.f < at(simplex, n - 1).f) {
      simplex[n] = reflected;
    } else {
      const contracted = towards(reflected.f < worst.f ? -0.5 : 0.5);
      if (contracted.f < Math.min(reflected.f, worst.f)) simplex[n] = contracted;
      else for (let i = 1; i <= n; i++) simplex[i] = vertex(at(simplex, i).x.map((value, j) => (value + at(best.x, j)) / 2));
    }
  }
  return simplex.reduce((best, each) => (each.f < best.f ? each : best)).x;
}
