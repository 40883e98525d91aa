import type { FactBatch } from '@verdant/domain/facts/facts';
import { addDays, dayOf, daysBetween, type Day } from '@verdant/domain/time/day';
import type { Learner } from './learners.ts';
import type { When } from './live-story.ts';
import type { Random } from './random.ts';
import type { StoryKind } from './stories.ts';

/** How a plan and what came of it lie to each other: the pace of late over the pace that was planned. */
const standings = { ahead: [1.28, 1.6], 'on-track': [0.88, 1.14], behind: [0.45, 0.74] } as const;
type PaceStanding = keyof typeof standings;

/** Chances of being ahead and behind, of those who learned something of late. */
const chancesOf: Partial<Record<StoryKind, { ahead: number; behind: number }>> = {
  steady: { ahead: 0.25, behind: 0.17 }, returning: { ahead: 0.4, behind: 0.1 }, stuck: { ahead: 0.05, behind: 0.4 },
  'fast-starter': { ahead: 0.2, behind: 0.35 }, drifting: { ahead: 0, behind: 0.8 },
};
const otherwise = { ahead: 0.22, behind: 0.27 };

function standingOf(learner: Learner, random: Random): PaceStanding {
  const draw = random.next();
  if (learner.even) return 'on-track';
  const { ahead, behind } = chancesOf[learner.story.kind] ?? otherwise;
  return draw < ahead ? 'ahead' : draw < ahead + behind ? 'behind' : 'on-track';
}

export type Done = { total: number; recentPerWeek: number };

/** doneOf counts the topics of a path that were finished, by completion or by a passed exercise, and how fast in the last 30 days. */
export function doneOf(batch: FactBatch, topicIds: readonly string[], startDate: Day, when: When): Done {
  const first = new Map<string, Day>();
  const passed = (batch.practice_results ?? []).filter((result) => result.passed);
  for (const { topicId, occurredAt } of [...(batch.topic_completions ?? []), ...passed]) {
    if (!topicId || !topicIds.includes(topicId)) continue;
    const day = dayOf(occurredAt, when.timeZone);
    const known = first.get(topicId);
    if (known === undefined || day < known) first.set(topicId, day);
  }
  const days = Math.min(30, daysBetween(startDate, when.today) + 1);
  const recent = [...first.values()].filter((day) => day > addDays(when.today, -days)).length;
  return { total: first.size, recentPerWeek: (7 * recent) / days };
}

export type Plan = { targetDate: Day | null; targetTopicsPerWeek: number | null };

/** planFor sets date and pace: plans are made anew as learning goes on, so most lie near the pace of late; some are too hopeful, some too modest. */
export function planFor(learner: Learner, topics: number, done: Done, startDate: Day, when: When, random: Random): Plan {
  const [low, high] = standings[standingOf(learner, random)];
  const factor = random.between(low, high);
  const left = topics - done.total;
  if (done.recentPerWeek === 0 || left === 0) {
    const days = Math.round(topics / (1.1 / 7) * random.between(0.9, 1.2));
    return { targetDate: addDays(startDate, days), targetTopicsPerWeek: null };
  }
  const pace = done.recentPerWeek / factor;
  const whole = addDays(startDate, Math.round((7 * topics) / pace) - 1);
  // A date for the whole path says the same as a pace, where the path has been walked evenly; else the plan names a pace.
  if (!learner.even && whole > addDays(when.today, 7) && random.chance(0.6)) return { targetDate: whole, targetTopicsPerWeek: null };
  const targetTopicsPerWeek = Math.round(100 * pace) / 100;
  if (learner.even) return { targetDate: addDays(when.today, 42), targetTopicsPerWeek };
  return { targetDate: random.chance(0.8) ? addDays(when.today, Math.round(((7 * left) / pace) * random.between(0.9, 1.15))) : null, targetTopicsPerWeek };
}
