/** sigmoid turns log-odds into a probability in 0..1. */
export function sigmoid(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}

/** logit turns a probability strictly between 0 and 1 into log-odds; the ends are moved in by 1e-12. */
export function logit(p: number): number {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, p));
  return Math.log(inside / (1 - inside));
}

/** logLoss is the loss −ln of the probability p given to a target 0..1; a certain miss is bounded at −ln 1e-12. */
export function logLoss(p: number, target: number): number {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, p));
  if (target === 1) return -Math.log(inside);
  return target === 0 ? -Math.log(1 - inside) : -(target * Math.log(inside) + (1 - target) * Math.log(1 - inside));
}
