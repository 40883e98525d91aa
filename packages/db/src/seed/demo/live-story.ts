import { addDays, type Day, type Instant } from '@verdant/domain/time/day';
import type { CoursePlan, TopicPlan } from './curriculum.ts';
import { DayClock } from './day-clock.ts';
import { practiseTopic, takeExam, takeQuiz, workOnItem, type Doing } from './do-step.ts';
import type { Learner } from './learners.ts';
import type { Ledger } from './ledger.ts';
import { Mind } from './mind.ts';
import type { Random } from './random.ts';
import { planDays, planSteps, type ActiveDay, type Step } from './steps.ts';

export type When = { today: Day; now: Instant; timeZone: string };
/** What came of a person's courses, for their enrollments. */
export type Outcome = {
  completedAt: Map<string, Instant>;
  /** Probability of a right answer on a skill that was met, else null. */
  knows: (skillId: string) => number | null;
};

type Retry = { course: CoursePlan; topic: TopicPlan; tries: number };

/** Days after which something learned is worth another look. */
const restDays = 7;

/** Life walks one person through their days and writes what they did into the ledger. */
export class Life {
  readonly outcome: Outcome = {
    completedAt: new Map(), knows: (skillId) => (this.#skills.has(skillId) ? this.#mind.knows(skillId) : null),
  };
  readonly #learner: Learner;
  readonly #when: When;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #mind: Mind;
  readonly #steps: Step[];
  readonly #done = new Set<string>();
  /** For each skill met, the topic that taught it last and the day it was last used. */
  readonly #skills = new Map<string, { topic: TopicPlan; daysAgo: number }>();
  #retries: Retry[] = [];
  #next = 0;
  #carry = 0;

  constructor(learner: Learner, when: When, ledger: Ledger, random: Random) {
    this.#learner = learner;
    this.#when = when;
    this.#random = random;
    this.#ledger = ledger;
    this.#mind = new Mind(learner);
    this.#steps = planSteps(learner, random);
  }

  live(): void {
    const weekday = new Date(`${this.#when.today}T00:00:00Z`).getUTCDay();
    for (const day of planDays(this.#learner, weekday, this.#steps.length, this.#random)) this.#spendDay(day);
  }

  #spendDay({ daysAgo, effort }: ActiveDay): void {
    const { evening, peakMinute, userId, sociable } = this.#learner;
    const start = evening && this.#random.chance(0.4) ? 1_170 : peakMinute;
    const clock = new DayClock(addDays(this.#when.today, -daysAgo), start + this.#random.normal(0, 28), this.#when.timeZone, this.#random);
    const doing: Doing = { ledger: this.#ledger, clock, mind: this.#mind, random: this.#random, userId, sociable };
    this.#tryAgain(doing);
    if (this.#random.chance(this.#learner.reviews)) this.#review(doing, daysAgo);
    this.#carry += effort;
    let steps = 0;
    for (; this.#carry >= 1 && !clock.isOver(); this.#carry -= 1) {
      const step = this.#steps[this.#next];
      if (!step) break;
      this.#next += 1;
      steps += 1;
      this.#take(doing, step);
      if (step.kind !== 'baseline') for (const id of step.topic.skillIds) this.#skills.set(id, { topic: step.topic, daysAgo });
    }
    if (steps === 0) this.#lookAgain(doing);
  }

  #take(doing: Doing, step: Step): void {
    if (step.kind === 'baseline') takeExam(doing, step.course, 'baseline');
    else if (step.kind === 'item') workOnItem(doing, step.topic, step.item);
    else if (step.kind === 'practice') practiseTopic(doing, step.topic);
    else this.#test(doing, { course: step.course, topic: step.topic, tries: 0 });
  }

  /** A failed test is tried again on another day, up to three times; on the skill that will not come, again and again. */
  #test(doing: Doing, { course, topic, tries }: Retry): void {
    const pct = takeQuiz(doing, course, topic, tries + 1);
    const passed = pct >= (course.passMark ?? 70);
    const hopeless = this.#learner.stuckSkillId !== null && topic.skillIds.includes(this.#learner.stuckSkillId);
    if (!passed && tries < (hopeless ? 5 : 2) && (hopeless || this.#random.chance(0.75))) this.#retries.push({ course, topic, tries: tries + 1 });
    else if (passed || !hopeless) this.#complete(doing, course, topic);
  }

  #tryAgain(doing: Doing): void {
    const due = this.#retries;
    this.#retries = [];
    for (const retry of due) {
      if (doing.clock.isOver() || !this.#random.chance(retry.tries > 3 ? 0.2 : 0.6)) {
        this.#retries.push(retry);
        continue;
      }
      if (this.#random.chance(0.6)) practiseTopic(doing, retry.topic);
      this.#test(doing, retry);
    }
  }

  /** Spaced repetition: an exercise on the skill that has rested longest, if it has rested a week. The stuck skill is not a matter of forgetting. */
  #review(doing: Doing, daysAgo: number): void {
    const rested = [...this.#skills].filter(([id, last]) => last.daysAgo - daysAgo >= restDays && id !== this.#learner.stuckSkillId)
      .sort(([, a], [, b]) => b.daysAgo - a.daysAgo);
    const [chosen] = rested;
    if (chosen === undefined || doing.clock.isOver()) return;
    const [, { topic }] = chosen;
    practiseTopic(doing, topic);
    for (const id of topic.skillIds) this.#skills.set(id, { topic, daysAgo });
  }

  /** A short look at something already known, on a day too short for a new step. */
  #lookAgain(doing: Doing): void {
    const seen = this.#steps[Math.max(0, this.#next - 1)];
    if (seen?.kind === 'item') workOnItem(doing, seen.topic, seen.item);
    else if (seen && seen.kind !== 'baseline') practiseTopic(doing, seen.topic);
  }

  #complete(doing: Doing, course: CoursePlan, topic: TopicPlan): void {
    const { ledger, clock, random, userId } = doing;
    ledger.completion({ userId, topicId: topic.id, occurredAt: clock.now(), via: 'course' });
    this.#done.add(topic.id);
    const whole = course.topics.every(({ id }) => this.#done.has(id));
    if (whole || random.chance(0.02)) {
      ledger.event(
        {
          userId, occurredAt: clock.now(), verb: 'rated', object: { type: 'course', id: course.id, courseId: course.id },
          rating: random.pick([2, 3, 4, 4, 5, 5]),
        }
      );
    }
    if (!whole) return;
    takeExam(doing, course, 'post');
    if (clock.now() <= this.#when.now) this.outcome.completedAt.set(course.id, clock.now());
  }
}
