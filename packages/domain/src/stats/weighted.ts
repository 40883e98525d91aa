export type WeightedPart = { weight: number; value: number | null };

/** weighted is the mean of the parts that have a value; coverage = their weights / all weights, 0..1. No part gives null. */
export function weighted(parts: readonly WeightedPart[]): { value: number | null; coverage: number } {
  let all = 0;
  let present = 0;
  let total = 0;
  for (const { weight, value } of parts) {
    all += weight;
    if (value === null) continue;
    present += weight;
    total += weight * value;
  }
  return { value: present > 0 ? total / present : null, coverage: all > 0 ? present / all : 0 };
}
