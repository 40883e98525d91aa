import type { AssessmentAttempt, Enrollment, LearningEvent, LearningPath, TopicCompletion } from '@verdant/domain/facts/facts';
import { addDays, type Instant } from '@verdant/domain/time/day';
import type { DayClicks } from './click-spill.ts';
import { byDueDay, type AssessmentPlan, type OuladCatalogue, type SitePlan } from './load-catalogue.ts';
import { enrolledDay, type FinalResult, type Registration } from './load-students.ts';
import type { Naming } from './presentation.ts';

const statusOf: Record<FinalResult, Enrollment['status']> = { Pass: 'completed', Distinction: 'completed', Fail: 'failed', Withdrawn: 'withdrawn' };

/** Mapper turns what the files say into facts; it holds the people's ids and nothing that grows with the click file. */
export class Mapper {
  readonly #naming: Naming;
  readonly #userIds: ReadonlyMap<string, string>;
  readonly #now: Instant;
  readonly #plansOf = new Map<string, AssessmentPlan[]>();

  constructor(naming: Naming, catalogue: OuladCatalogue, userIds: ReadonlyMap<string, string>, now: Instant) {
    this.#naming = naming;
    this.#userIds = userIds;
    this.#now = now;
    for (const plan of [...catalogue.assessments.values()].sort(byDueDay)) {
      this.#plansOf.set(plan.presentation.key, [...(this.#plansOf.get(plan.presentation.key) ?? []), plan]);
    }
  }

  #userId(student: string): string {
    const id = this.#userIds.get(`oulad-${student}`);
    if (id === undefined) throw new Error(`Student ${student} was not made a person.`);
    return id;
  }

  /** enrollment carries the final result as its status from the last day on, never before. */
  enrollment(registration: Registration): Enrollment {
    const { presentation, student, result, unregistered } = registration;
    const end = this.#naming.noon(presentation, presentation.lastDay);
    const over = end <= this.#now;
    const left = unregistered === null ? null : this.#naming.noon(presentation, unregistered);
    const leftAlready = left !== null && left <= this.#now;
    const status = over ? statusOf[result] : leftAlready ? 'withdrawn' : 'active';
    return {
      ...this.#naming.identity('enrollments', `enrollment:${presentation.key}/${student}`), userId: this.#userId(student),
      courseId: this.#naming.id(
        'courses', `course:${presentation.key}`
      ), enrolledAt: this.#naming.noon(presentation, enrolledDay(registration)), mode: 'unknown', status,
      completedAt: status === 'completed' ? end : null, withdrawnAt: leftAlready ? left : status === 'withdrawn' ? end : null, dueAt: end,
    };
  }

  /** path is the presentation's assessments by due day; who withdrew follows it no longer. */
  path({ presentation, student, result }: Registration): LearningPath | null {
    const plans = this.#plansOf.get(presentation.key) ?? [];
    const last = plans[plans.length - 1];
    if (!last) return null;
    return {
      ...this.#naming.identity(
        'learning_paths', `path:${presentation.key}/${student}`
      ), userId: this.#userId(student), templateId: presentation.key, title: presentation.key,
      topicIds: plans.map(({ topicId }) => topicId), startDate: presentation.start, targetDate: addDays(presentation.start, last.dueDay),
      status: result === 'Withdrawn' ? 'cancelled' : 'active',
    };
  }

  attempt(plan: AssessmentPlan, student: string, day: number, score: number): AssessmentAttempt {
    return {
      ...this.#naming.identity('assessment_attempts', `result:${plan.key}/${student}`), userId: this.#userId(student), assessmentId: plan.assessmentId,
      courseId: this.#naming.id(
        'courses', `course:${plan.presentation.key}`
      ), topicId: plan.topicId, occurredAt: this.#naming.noon(plan.presentation, day), score, max: 100,
      attemptNo: 1, kind: 'other', skills: [{ skillId: this.#naming.id('skills', `module:${plan.presentation.module}`), score: score / 100 }],
    };
  }

  completion(plan: AssessmentPlan, student: string, day: number): TopicCompletion {
    return {
      ...this.#naming.identity('topic_completions', `done:${plan.key}/${student}`), userId: this.#userId(student), topicId: plan.topicId,
      occurredAt: this.#naming.noon(plan.presentation, day), via: 'course',
    };
  }

  submitted(plan: AssessmentPlan, student: string, day: number): LearningEvent {
    return {
      ...this.#naming.identity(
        'learning_events', `submitted:${plan.key}/${student}`
      ), userId: this.#userId(student), occurredAt: this.#naming.noon(plan.presentation, day),
      verb: 'submitted', object: {
        type: 'assessment', id: plan.assessmentId, courseId: this.#naming.id(
          'courses', `course:${plan.presentation.key}`
        ), topicId: plan.topicId, contentType: 'assessment',
      },
    };
  }

  opened({ presentation, student, site, day, clicks }: DayClicks, plan: SitePlan, courseId: string): LearningEvent {
    return {
      ...this.#naming.identity('learning_events', `view:${presentation.key}/${student}/${site}/${day}`), userId: this.#userId(student),
      occurredAt: this.#naming.noon(presentation, day), verb: 'opened', object: { type: 'content', id: plan.id, courseId, contentType: plan.type }, clicks,
    };
  }
}
