/** Knowledge tracing parameters: learn T, guess G, slip S, all probabilities. */
export type BktParameters = { T: number; G: number; S: number };

/** bktPredict is the probability 0..1 of a correct answer at mastery L. (Corbett & Anderson 1995) */
export function bktPredict(L: number, { G, S }: Pick<BktParameters, 'G' | 'S'>): number {
  return L * (1 - S) + (1 - L) * G;
}

/** bktUpdate is the probability 0..1 of mastery after an observation with score s 0..1; partial credit blends the right and the wrong update. */
export function bktUpdate(L: number, { T, G, S }: BktParameters, s: number): number {
  const correct = (L * (1 - S)) / (L * (1 - S) + (1 - L) * G);
  const wrong = (L * S) / (L * S + (1 - L) * (1 - G));
  const learn = (x: number) => x + (1 - x) * T;
  return s * learn(correct) + (1 - s) * learn(wrong);
}
