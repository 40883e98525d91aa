import type { Random } from './random.ts';

export const storyKinds = ['fast-starter', 'steady', 'cramming', 'drifting', 'returning', 'stuck', 'brand-new', 'finished', 'never-started'] as const;
export type StoryKind = (typeof storyKinds)[number];

/** How a story unfolds: when it began, how much of the path is done by today, and how lively each day is. */
export type Story = {
  kind: StoryKind;
  /** Days from the start of the path to today. */
  startedDaysAgo: number;
  /** Share of the path that is done by today. */
  share: number;
  /** Liveliness of a day, 1 = an ordinary one, by days ago. */
  intensity: (daysAgo: number) => number;
};

const tellers: Record<StoryKind, (random: Random) => Omit<Story, 'kind'>> = {
  'fast-starter': (random) => {
    const startedDaysAgo = random.int(60, 160);
    return { startedDaysAgo, share: random.between(0.7, 0.97), intensity: (ago) => 0.35 + 2 * Math.exp(-(startedDaysAgo - ago) / 22) };
  },
  steady: (random) => ({ startedDaysAgo: random.int(45, 170), share: random.between(0.35, 0.85), intensity: () => 1 }),
  cramming: (random) => {
    const [cycle, phase, length] = [random.int(32, 46), random.int(0, 30), random.int(6, 9)];
    return { startedDaysAgo: random.int(70, 175), share: random.between(0.35, 0.75), intensity: (ago) => ((ago + phase) % cycle < length ? 2.6 : 0.06) };
  },
  drifting: (random) => {
    const [fades, silent] = [random.int(38, 60), random.int(9, 24)];
    return {
      startedDaysAgo: random.int(80, 175), share: random.between(0.25, 0.6),
      intensity: (ago) => (ago < silent ? 0 : ago < fades ? 0.9 * ((ago - silent) / (fades - silent)) ** 1.5 : 1),
    };
  },
  returning: (random) => {
    const [back, left] = [random.int(8, 20), random.int(48, 75)];
    return { startedDaysAgo: random.int(100, 175), share: random.between(0.4, 0.75), intensity: (ago) => (ago <= back ? 1.4 : ago < left ? 0 : 0.9) };
  },
  stuck: (random) => ({ startedDaysAgo: random.int(80, 165), share: random.between(0.45, 0.75), intensity: () => 1.05 }),
  'brand-new': (random) => ({ startedDaysAgo: random.int(1, 5), share: random.between(0.03, 0.08), intensity: () => 1.3 }),
  finished: (random) => {
    const done = random.int(12, 45);
    return { startedDaysAgo: random.int(110, 175), share: 1, intensity: (ago) => (ago < done ? 0 : 1.2) };
  },
  'never-started': (random) => ({ startedDaysAgo: random.int(20, 90), share: 0, intensity: () => 0 }),
};

/** tellStory draws the particulars of one person's story. */
export function tellStory(kind: StoryKind, random: Random): Story {
  return { kind, ...tellers[kind](random) };
}

const mixture: readonly [StoryKind, number][] = [
  ['steady', 28], ['fast-starter', 12], ['cramming', 12], ['drifting', 13], ['returning', 10], ['stuck', 10], ['brand-new', 6], ['finished', 6],
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
