/**
 * solvePositiveDefinite solves A·x = b for a symmetric positive definite n×n matrix A, given row by row; only its lower half is read, and it is
 * overwritten. (Cholesky)
 */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const entry = (row: number, column: number) => a[row * n + column] ?? 0;
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let rest = entry(i, j);
      for (let k = 0; k < j; k++) rest -= entry(i, k) * entry(j, k);
      if (i > j) a[i * n + j] = rest / entry(j, j);
      else if (rest > 0) a[i * n + j] = Math.sqrt(rest);
      else throw new RangeError('The matrix is not positive definite');
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - entry(i, k) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / entry(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] ?? 0) - entry(k, i) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / entry(i, i);
  }
  return x;
}
