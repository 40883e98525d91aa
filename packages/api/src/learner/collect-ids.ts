import type { LabelRequest } from '@verdant/db/queries/rows';

const kindOf: Record<string, keyof LabelRequest> = {
  skillId: 'skills', courseId: 'courses', assessmentId: 'assessments', topicId: 'topics', contentItemId: 'contentItems',
  skillIds: 'skills', blockedBy: 'skills', courseIds: 'courses',
};

/** collectIds finds every id that a value refers to by the name of its field, so that a new analytic is named without another list. */
export function collectIds(...values: readonly unknown[]): LabelRequest {
  const found = { skills: new Set<string>(), courses: new Set<string>(), assessments: new Set<string>(), topics: new Set<string>(),
    contentItems: new Set<string>() };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const kind = kindOf[key];
      const ids: unknown[] = Array.isArray(inner) ? inner : [inner];
      if (kind !== undefined && ids.every((id) => typeof id === 'string')) for (const id of ids) found[kind].add(String(id));
      else visit(inner);
    }
  };
  values.forEach(visit);
  return {
    skills: [...found.skills], courses: [...found.courses], assessments: [...found.assessments], topics: [...found.topics],
    contentItems: [...found.contentItems],
  };
}
