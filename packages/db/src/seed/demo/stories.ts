import type { Random } from './random.ts';

export const storyKinds = ['fast-starter', 'steady', 'cramming', 'drifting', 'returning', 'stuck', 'brand-new', 'finished', 'never-started'] as const;
export type StoryKind = (typeof storyKinds)[number];

/** How a story unfolds: when it began, how far the person has come by today, and how lively each day is. */
export type Story = {
  kind: StoryKind;
  /** Days from the start of the path to today. */
  startedDaysAgo: number;
  /** What is done by today: a share of the path, or topics a week since the start. */
  done: { share: number } | { perWeek: number };
  /** Liveliness of a day, 1 = an ordinary one, by days ago. */
  intensity: (daysAgo: number) => number;
};

/** Nobody whose path goes on is done with it. */
const almostAll = 0.93;

/** shareOf is the share of a path of so many topics that a story has covered by today, 0..1. */
export function shareOf({ done, startedDaysAgo }: Story, topics: number): number {
  return 'share' in done ? done.share : Math.min(almostAll, (done.perWeek * startedDaysAgo) / 7 / Math.max(1, topics));
}

const tellers: Record<StoryKind, (random: Random) => Omit<Story, 'kind'>> = {
  'fast-starter': (random) => {
    const [startedDaysAgo, rest] = [random.int(60, 130), random.between(0.85, 1.25)];
    return { startedDaysAgo, done: { share: random.between(0.65, 0.9) }, intensity: (ago) => rest + 1.8 * Math.exp(-(startedDaysAgo - ago) / 20) };
  },
  steady: (random) => ({ startedDaysAgo: random.int(35, 110), done: { perWeek: random.between(0.9, 1.5) }, intensity: () => 1 }),
  cramming: (random) => {
    const [cycle, phase, length] = [random.int(18, 28), random.int(0, 20), random.int(7, 10)];
    return {
      startedDaysAgo: random.int(60, 130), done: { perWeek: random.between(0.7, 1.2) }, intensity: (ago) => ((ago + phase) % cycle < length ? 1.8 : 0.6),
    };
  },
  drifting: (random) => {
    const [fades, silent] = [random.int(38, 60), random.int(9, 24)];
    return {
      startedDaysAgo: random.int(80, 175), done: { share: random.between(0.25, 0.6) },
      intensity: (ago) => (ago < silent ? 0 : ago < fades ? 0.9 * ((ago - silent) / (fades - silent)) ** 1.5 : 1),
    };
  },
  returning: (random) => {
    const [back, left] = [random.int(10, 24), random.int(48, 75)];
    return {
      startedDaysAgo: random.int(100, 165), done: { perWeek: random.between(0.55, 0.85) }, intensity: (ago) => (ago <= back ? 1 : ago < left ? 0 : 0.9),
    };
  },
  stuck: (random) => ({ startedDaysAgo: random.int(60, 130), done: { perWeek: random.between(0.7, 1.2) }, intensity: () => 1.05 }),
  'brand-new': (random) => ({ startedDaysAgo: random.int(1, 5), done: { share: random.between(0.03, 0.08) }, intensity: () => 1.3 }),
  finished: (random) => {
    // Most of those who arrived keep what they know in practice, the others were satisfied. A little more than all leaves days to repeat failed tests.
    const [done, after] = [random.int(10, 40), random.chance(0.85) ? random.between(0.85, 1.2) : 0];
    return { startedDaysAgo: random.int(110, 170), done: { share: 1.12 }, intensity: (ago) => (ago < done ? after : 1.2) };
  },
  'never-started': (random) => ({ startedDaysAgo: random.int(20, 90), done: { share: 0 }, intensity: () => 0 }),
};

/** tellStory draws the particulars of one person's story. */
export function tellStory(kind: StoryKind, random: Random): Story {
  return { kind, ...tellers[kind](random) };
}

const mixture: readonly [StoryKind, number][] = [
  ['steady', 38], ['fast-starter', 9], ['cramming', 9], ['drifting', 7], ['returning', 9], ['stuck', 8], ['brand-new', 4], ['finished', 13],
  ['never-started', 3],
];

/** mixStories gives every person a story in the shares of the mixture, each story at least once when there is room, in a shuffled order. */
export function mixStories(count: number, random: Random): StoryKind[] {
  const total = mixture.reduce((sum, [, weight]) => sum + weight, 0);
  const kinds = mixture.flatMap(([kind, weight]) => Array.from({ length: Math.max(1, Math.round((count * weight) / total)) }, () => kind));
  while (kinds.length < count) kinds.push('steady');
  // What rounding gave too much is taken from the steady ones, who stand first.
  return random.shuffled(kinds.slice(kinds.length - count));
}
