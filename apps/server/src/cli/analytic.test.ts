import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const example = /```json\n([\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, '../../../../docs/facts-file.md'), 'utf8'))?.[1] ?? '';

function run(args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'analytic.ts'), ...args], { input, encoding: 'utf8' });
  return { status, stdout, errors: stderr.split('\n').filter((line) => line !== '') };
}

describe('analytic', () => {
  it('prints the documented example: 6 of 10 = 60 %, passed at the mark of 60, and leads to it', () => {
    const { status, stdout } = run(['performance', '-', '--explain'], example);
    expect(status).toBe(0);
    const envelope = JSON.parse(stdout) as { value: unknown; explanation: { steps: unknown[] } };
    expect(envelope.value).toMatchObject({ averagePct: 60, assessments: 1, passed: 1 });
    expect(envelope.explanation.steps.at(-1)).toEqual({ label: 'average', expression: '(60) / 1', value: 60 });
  });
  it('prints an envelope without a value where a source is missing', () => {
    const { status, stdout } = run(['mastery', '-'], example.replace('"assessment_attempts"', '"practice_results"').replace(/"practice_results": \[[\s\S]*?\]/, '"courses": []'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'insufficient', reason: 'no-source', value: null });
  });
  it.each([
    ['performance', example.replace('"score": 6', '"score": -1'), 'facts.assessment_attempts[0].score: must be at least 0'],
    ['course-health', example, 'subject: course-health needs a courseId'],
    ['happiness', example, /^happiness: is no analytic/],
    ['performance', '{', /^-: is no JSON/],
  ])('%s of a wrong file or question exits with 2 and one line', (id, input, error) => {
    const { status, stdout, errors } = run([id, '-'], input);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(errors).toEqual([typeof error === 'string' ? error : expect.stringMatching(error)]);
  });
});
