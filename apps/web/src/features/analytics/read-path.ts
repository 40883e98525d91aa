/** readPath follows a dotted path to a number; null where the field is null, undefined where it does not exist or is no number. */
export function readPath(value: unknown, path: string): number | null | undefined {
  let current: unknown = value;
  for (const key of path.split('.')) {
    // A null on the way means that the whole part is missing: its fields are unknown too.
    if (current === null) return null;
    if (typeof current !== 'object' || current === undefined || !(key in current)) return undefined;
    current = Object.entries(current).find(([name]) => name === key)?.[1];
  }
  return current === null || typeof current === 'number' ? current : undefined;
}
