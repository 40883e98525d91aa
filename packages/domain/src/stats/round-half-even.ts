/** roundHalfEven rounds to d decimals; what lies within 1e-9 of a half goes to the even neighbour. Never gives -0. */
export function roundHalfEven(x: number, d = 0): number {
  const scale = 10 ** d;
  const y = x * scale;
  const f = Math.floor(y);
  const r = y - f;
  const even = f % 2 === 0 ? f : f + 1;
  const rounded = Math.abs(r - 0.5) <= 1e-9 ? even : r < 0.5 ? f : f + 1;
  return rounded / scale + 0;
}
