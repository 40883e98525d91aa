import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** pathOf writes a place in a file as a program would, e.g. `facts.assessment_attempts[3].score`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join('') || 'the file';
}

const nouns: Partial<Record<string, string>> = { array: 'items', string: 'characters' };
const formats: Partial<Record<string, string>> = {
  uuid: 'must be a UUID', datetime: 'must be an instant in UTC, e.g. 2026-03-31T09:00:00.000Z', date: 'must be a day, e.g. 2026-03-31',
};

function limitOf(bound: 'least' | 'most', limit: number | bigint, inclusive: boolean, origin: string): string {
  const noun = nouns[origin];
  if (noun !== undefined) return `must have at ${bound} ${limit} ${noun}`;
  return inclusive ? `must be at ${bound} ${limit}` : `must be ${bound === 'least' ? 'greater' : 'less'} than ${limit}`;
}

const quoted = (values: readonly unknown[]) => values.map(String).join(', ');
const article = (noun: string) => (/^[aeio]/.test(noun) ? `an ${noun}` : `a ${noun}`);

function reasonOf(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'is missing' : `must be ${issue.expected === 'int' ? 'a whole number' : article(issue.expected)}`;
  }
  if (issue.code === 'too_small') return limitOf('least', issue.minimum, issue.inclusive !== false, issue.origin);
  if (issue.code === 'too_big') return limitOf('most', issue.maximum, issue.inclusive !== false, issue.origin);
  if (issue.code === 'invalid_format') return formats[issue.format] ?? `must be ${article(issue.format)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.length === 1 ? '' : 'one of '}${quoted(issue.values)}`;
  if (issue.code === 'unrecognized_keys') return `does not know ${quoted(issue.keys)}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

/** describeIssue says in one line where a file is wrong and what it must be. */
export function describeIssue(issue: Issue): string {
  return `${pathOf(issue.path)}: ${reasonOf(issue)}`;
}
