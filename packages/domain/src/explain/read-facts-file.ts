import { describeIssue, pathOf } from './describe-issue.ts';
import { factsFileSchema } from './facts-file.ts';
import type { FactsFile } from './facts-file.ts';

export type FactsFileResult = { ok: true; file: FactsFile } | { ok: false; errors: string[] };

/** People a fact is about, and the subject, have to be known. */
function unknownPeople({ people, facts, subject, cohorts, viewer }: FactsFile): string[] {
  const known = new Set(people.map(({ id }) => id));
  const errors: string[] = [];
  const check = (id: string, path: readonly PropertyKey[]) => {
    if (!known.has(id)) errors.push(`${pathOf(path)}: is nobody of people`);
  };
  for (const [kind, list] of Object.entries(facts)) {
    list?.forEach((fact, i) => {
      if ('userId' in fact) check(fact.userId, ['facts', kind, i, 'userId']);
    });
  }
  cohorts.forEach(({ learnerIds }, i) => learnerIds.forEach((id, j) => check(id, ['cohorts', i, 'learnerIds', j])));
  if (subject.kind === 'learner') check(subject.learnerId, ['subject', 'learnerId']);
  if (viewer.role === 'learner' && viewer.userId) check(viewer.userId, ['viewer', 'userId']);
  return errors;
}

function unknownSubject({ subject, facts, cohorts, trainers }: FactsFile): string[] {
  const { courses = [] } = facts;
  if (subject.kind === 'trainer') {
    const trains = trainers.includes(subject.trainerId) || courses.some(({ trainerIds }) => trainerIds.includes(subject.trainerId));
    return trains ? [] : ['subject.trainerId: is neither one of trainers nor trains a course'];
  }
  if (subject.kind !== 'course') return [];
  const errors = courses.some(({ id }) => id === subject.courseId) ? [] : ['subject.courseId: is none of facts.courses'];
  const hasCohort = subject.cohortId === null || cohorts.some(({ id }) => id === subject.cohortId);
  return hasCohort ? errors : [...errors, 'subject.cohortId: is none of cohorts'];
}

function twins(list: readonly { id: string; version?: number }[], path: string): string[] {
  const seen = new Set<string>();
  return list.flatMap(({ id, version }, i) => {
    const key = `${id} ${version ?? ''}`;
    if (seen.has(key)) return [`${path}[${i}].id: stands twice${version === undefined ? '' : ' with the same version'}`];
    seen.add(key);
    return [];
  });
}

/** readFactsFile checks the content of a facts file; each error is a line with the place and the reason. */
export function readFactsFile(content: unknown): FactsFileResult {
  const parsed = factsFileSchema.safeParse(content, { reportInput: true });
  if (!parsed.success) return { ok: false, errors: parsed.error.issues.map(describeIssue) };
  const file = parsed.data;
  const errors = [
    ...twins(file.people, 'people'), ...unknownPeople(file), ...unknownSubject(file),
    ...Object.entries(file.facts).flatMap(([kind, list]) => twins(list ?? [], `facts.${kind}`)),
  ];
  return errors.length === 0 ? { ok: true, file } : { ok: false, errors };
}
