const z = 1.96;

/**
 * aucInterval is the 95 % interval 0..1 of an AUC found on so many positive and negative cases; without cases on one side it is null.
 * (Hanley & McNeil 1982)
 */
export function aucInterval(auc: number, positives: number, negatives: number): { lo: number; hi: number } | null {
  if (positives === 0 || negatives === 0) return null;
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc ** 2) / (1 + auc);
  const variance = (auc * (1 - auc) + (positives - 1) * (q1 - auc ** 2) + (negatives - 1) * (q2 - auc ** 2)) / (positives * negatives);
  const half = z * Math.sqrt(Math.max(0, variance));
  return { lo: Math.max(0, auc - half), hi: Math.min(1, auc + half) };
}
