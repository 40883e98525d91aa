import type { ItemPlan, TopicPlan, CoursePlan } from './curriculum.ts';
import type { Learner } from './learners.ts';
import type { Random } from './random.ts';

/** One thing to do next on the way through a path. */
export type Step =
  | { kind: 'baseline'; course: CoursePlan }
  | { kind: 'item'; topic: TopicPlan; item: ItemPlan; course: CoursePlan }
  | { kind: 'practice'; topic: TopicPlan; course: CoursePlan }
  | { kind: 'quiz'; topic: TopicPlan; course: CoursePlan };

function stepsOfTopic(course: CoursePlan, topic: TopicPlan, learner: Learner, random: Random): Step[] {
  const taken = topic.items.filter(
    ({ type }, place) => place === 0 || random.chance(type === learner.likes ? 0.97 : type === 'forum' ? 0.25 + 0.5 * learner.sociable : 0.78)
  );
  const items: Step[] = taken.map((item) => (item.type === 'practice' ? { kind: 'practice', topic, course } : { kind: 'item', topic, item, course }));
  const extra: Step[] = random.chance(0.35) ? [{ kind: 'practice', topic, course }] : [];
  return [...items, ...extra, { kind: 'quiz', topic, course }];
}

/** planSteps lists everything on a person's path in order. */
export function planSteps(learner: Learner, random: Random): Step[] {
  return learner.courses.flatMap((course): Step[] => [
    ...(random.chance(0.75) ? [{ kind: 'baseline', course } as const] : []),
    ...course.topics.flatMap((topic) => stepsOfTopic(course, topic, learner, random)),
  ]);
}

export type ActiveDay = { daysAgo: number; effort: number };

/** weekRhythm is how lively a weekday is: Monday to Thursday full, Friday a little less, the weekend as the person likes it. */
function weekRhythm(weekday: number, weekend: number): number {
  if (weekday === 0 || weekday === 6) return 0.15 + 0.6 * weekend;
  return weekday === 5 ? 0.8 : 1;
}

/** planDays draws the days on which a person learns, and shares the work of the story out among them. */
export function planDays(learner: Learner, todayWeekday: number, totalSteps: number, random: Random): ActiveDay[] {
  const days: ActiveDay[] = [];
  let due = 0;
  for (let daysAgo = learner.story.startedDaysAgo; daysAgo >= 0; daysAgo -= 1) {
    const intensity = learner.story.intensity(daysAgo);
    const weekday = (((todayWeekday - daysAgo) % 7) + 7) % 7;
    const chance = Math.min(0.96, learner.frequency * intensity * weekRhythm(weekday, learner.weekend));
    const effort = Math.max(0.1, intensity) ** 0.7 * Math.exp(random.normal(0, 0.4));
    const drawn = random.chance(chance);
    due += chance;
    if (learner.even ? due < 1 : !drawn) continue;
    due -= 1;
    days.push({ daysAgo, effort });
  }
  const sum = days.reduce((total, { effort }) => total + effort, 0);
  return days.map(({ daysAgo, effort }) => ({ daysAgo, effort: (effort / sum) * totalSteps * learner.share }));
}
