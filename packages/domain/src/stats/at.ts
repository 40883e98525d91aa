/** at reads an element that must be there; an index outside is a programming error, not a missing value. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`No element ${index} among ${values.length}`);
  return value;
}
