import type { Fact, FactBatch, FactKind, LearningEvent } from '@verdant/domain/facts/facts';
import type { Instant } from '@verdant/domain/time/day';
import { identify, type Identity } from './identify.ts';

type Draft<K extends FactKind> = Omit<Fact<K>, keyof Identity>;

/** Ledger writes down the facts of one person; nothing later than its end is kept. */
export class Ledger {
  readonly batch: FactBatch = {};
  readonly #organizationId: string;
  readonly #prefix: string;
  readonly #end: Instant;
  #count = 0;

  constructor(organizationId: string, prefix: string, end: Instant) {
    this.#organizationId = organizationId;
    this.#prefix = prefix;
    this.#end = end;
  }

  #identity(kind: FactKind): Identity {
    this.#count += 1;
    return identify(this.#organizationId, kind, `${kind}:${this.#prefix}/${this.#count}`);
  }

  event(draft: Draft<'learning_events'>): void {
    const fact: LearningEvent = { ...this.#identity('learning_events'), ...draft };
    if (fact.occurredAt <= this.#end) (this.batch.learning_events ??= []).push(fact);
  }

  completion(draft: Draft<'topic_completions'>): void {
    const identity = this.#identity('topic_completions');
    if (draft.occurredAt <= this.#end) (this.batch.topic_completions ??= []).push({ ...identity, ...draft });
  }

  attempt(draft: Draft<'assessment_attempts'>): void {
    const identity = this.#identity('assessment_attempts');
    if (draft.occurredAt <= this.#end) (this.batch.assessment_attempts ??= []).push({ ...identity, ...draft });
  }

  practice(draft: Draft<'practice_results'>): void {
    const identity = this.#identity('practice_results');
    if (draft.occurredAt <= this.#end) (this.batch.practice_results ??= []).push({ ...identity, ...draft });
  }

  enrollment(draft: Draft<'enrollments'>): void {
    (this.batch.enrollments ??= []).push({ ...this.#identity('enrollments'), ...draft });
  }

  path(draft: Draft<'learning_paths'>): void {
    (this.batch.learning_paths ??= []).push({ ...this.#identity('learning_paths'), ...draft });
  }

  target(draft: Draft<'skill_targets'>): void {
    (this.batch.skill_targets ??= []).push({ ...this.#identity('skill_targets'), ...draft });
  }

  level(draft: Draft<'skill_levels'>): void {
    (this.batch.skill_levels ??= []).push({ ...this.#identity('skill_levels'), ...draft });
  }
}
