/** Texts of the trainer's pages. */
export const trainer = {
  title: 'Your learners', picker: 'Course or cohort', course: 'Courses', cohort: 'Cohorts',
  noGroups: 'You train no course or cohort yet', noGroupsText: 'An organization admin assigns courses to you; they appear here at once.',
  learners: 'Learners', active7: 'Active in the last 7 days', behind: 'Behind plan', insufficient: 'Not enough evidence',
  ofLearners: (share: string) => `${share} of learners`,
  whoNeedsMe: 'Who needs me', classView: 'The class', noContent: 'A cohort has no course of its own: open a course to see how its content works.',
  index: 'Content index', gain: 'Gain of the class', cohenD: 'Effect size', items: 'Items', dropOff: 'Where learners stop',
  item: 'Assessment', facility: 'Facility', discrimination: 'Discrimination', learnersN: 'Learners', flags: 'Flag',
  flag: { 'too-hard': 'Too hard', 'too-easy': 'Too easy', 'key-error': 'Check the key' }, noFlag: 'None',
  contentInsufficient: 'There is not enough evidence about this course yet.',
} as const;
