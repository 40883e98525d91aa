import type { TopicRef } from '../analytics/state.ts';
import type { Topic } from '../facts/facts.ts';
import { compareText } from '../stats/compare-text.ts';

/** Topics as analytics know them: equal ones are one, and courses teach them in an order. */
export type TopicCatalogue = {
  /** Canonical topic of a topic; an unknown one stands for itself. */
  idOf: (topicId: string) => string;
  refs: ReadonlyMap<string, TopicRef>;
  /** Canonical topics of each course in teaching order, each once. */
  byCourse: ReadonlyMap<string, string[]>;
};

const canonicalIdOf = ({ id, canonicalId }: Topic): string => canonicalId ?? id;

/** catalogueTopics makes topics with one canonical topic one: it has the skills of all, and its own expected time before that of the others. */
export function catalogueTopics(topics: readonly Topic[]): TopicCatalogue {
  const ordered = [...topics].sort((a, b) => compareText(a.courseId ?? '~', b.courseId ?? '~') || a.position - b.position || compareText(a.id, b.id));
  const ids = new Map(ordered.map((topic) => [topic.id, canonicalIdOf(topic)]));
  const refs = new Map<string, TopicRef>();
  for (const topic of [...ordered].sort((a, b) => Number(!b.canonicalId) - Number(!a.canonicalId))) {
    const id = canonicalIdOf(topic);
    const known = refs.get(id);
    refs.set(id, { id, skillIds: [...new Set([...(known?.skillIds ?? []), ...topic.skillIds])], expectedMin: known?.expectedMin ?? topic.expectedMin ?? null });
  }
  const byCourse = new Map<string, string[]>();
  for (const topic of ordered) {
    if (!topic.courseId) continue;
    const taught = byCourse.get(topic.courseId) ?? [];
    byCourse.set(topic.courseId, taught.includes(canonicalIdOf(topic)) ? taught : [...taught, canonicalIdOf(topic)]);
  }
  return { idOf: (topicId) => ids.get(topicId) ?? topicId, refs, byCourse };
}
