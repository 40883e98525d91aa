import { fieldOf } from '../analytics/catalogue.ts';
import type { Envelope } from '../analytics/envelope.ts';

type Leaf = { path: string; value: unknown };

function leavesOf(value: unknown, path = ''): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
}

/** undeclaredNumbers lists the paths of published numbers that the catalogue does not declare, or that have more decimals than declared or are no numbers. */
export function undeclaredNumbers({ analytic, value }: Envelope<unknown>): string[] {
  return leavesOf(value).flatMap((leaf) => {
    if (typeof leaf.value !== 'number') return [];
    const field = fieldOf(analytic, leaf.path);
    const tidy = field !== null && Number.isFinite(leaf.value) && !Object.is(leaf.value, -0) && Number(leaf.value.toFixed(field.decimals)) === leaf.value;
    return tidy ? [] : [`${leaf.path} ${leaf.value}`];
  });
}

/** unexplainedNulls lists the paths that are null without a reason; `plain` are those where null says all there is to say. */
export function unexplainedNulls({ value, nulls }: Envelope<unknown>, plain: readonly string[] = []): string[] {
  if (value === null) return [];
  return leavesOf(value).filter((leaf) => leaf.value === null && nulls[leaf.path] === undefined && !plain.includes(leaf.path)).map(({ path }) => path);
}

/** idleReasons lists the reasons given for fields that are not null anywhere. */
export function idleReasons({ value, nulls }: Envelope<unknown>): string[] {
  const empty = new Set(leavesOf(value).filter((leaf) => leaf.value === null).map(({ path }) => path));
  return Object.keys(nulls).filter((path) => !empty.has(path));
}

/** flawsOf lists what is wrong with the form of an envelope: numbers without a declaration, nulls without a reason, reasons without a null. */
export function flawsOf(envelope: Envelope<unknown>, plain: readonly string[] = []): string[] {
  return [...undeclaredNumbers(envelope), ...unexplainedNulls(envelope, plain), ...idleReasons(envelope)];
}
