import { countWord } from '../../messages/en.ts';

/** Texts of the learner's pages. */
export const learner = {
  title: 'Your learning',
  hello: (name: string) => `Hello, ${name}`,
  hiddenCards: 'Hidden cards',
  showCard: (name: string) => `Show ${name}`,
  allHidden: 'All cards are hidden',
  allHiddenText: 'Show one of them again below.',
  courses: 'Your courses',
  noCourses: 'You are in no course yet',
  noCoursesText: 'As soon as you join a course it appears here with your progress.',
  progress: (done: number, total: number) => `${done} of ${countWord(total, 'topic', 'topics')}`,
  status: { active: 'Active', completed: 'Completed', withdrawn: 'Withdrawn', failed: 'Not passed' },
  layoutFailed: 'The order of your cards could not be saved.',
} as const;
