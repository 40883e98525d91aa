/** Random draws numbers that a seed fixes for ever. */
export type Random = {
  /** Uniform in [0, 1). */
  next: () => number;
  /** Whole number from low to high, both included. */
  int: (low: number, high: number) => number;
  /** Uniform between two numbers. */
  between: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  /** Normal around a mean, cut at three deviations. */
  normal: (mean: number, deviation: number) => number;
  pick: <T>(list: readonly T[]) => T;
  shuffled: <T>(list: readonly T[]) => T[];
};

/** seedOf turns a label into 32 bits (FNV-1a). */
function seedOf(label: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i += 1) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** randomFrom makes a stream of its own for a label (mulberry32): streams of two labels do not depend on each other's length. */
export function randomFrom(label: string): Random {
  let state = seedOf(label);
  return randomOver((): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  });
}

/** randomOver draws from any source of uniform numbers in [0, 1). */
export function randomOver(next: () => number): Random {
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  const shuffled = <T>(list: readonly T[]): T[] => list.map((item) => ({ item, order: next() })).sort((a, b) => a.order - b.order).map(({ item }) => item);
  return {
    next, int, pick, shuffled,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    normal: (mean, deviation) => {
      const z = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return mean + deviation * Math.max(-3, Math.min(3, z));
    },
  };
}
