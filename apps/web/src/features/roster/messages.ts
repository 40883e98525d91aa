import { countWord } from '../../messages/en.ts';

/** Texts of tables and distributions of people. */
export const roster = {
  name: 'Name', unit: 'Unit', reasons: 'Why', attention: 'Attention', lastActivity: 'Last activity', pace: 'Pace (topics a week)', mastery: 'Mastery (%)',
  engagement: 'Engagement (of 100)', lastScore: 'Last score (%)', average: 'Average (%)', critical: 'Critical gaps',
  nothing: 'Nothing stands out', never: 'Never', today: 'Today', daysAgo: (n: number) => `${countWord(n, 'day', 'days')} ago`,
  paceStatus: { ahead: 'ahead of plan', 'on-track': 'on track', behind: 'behind plan' },
  search: 'Search by name', filter: 'Show', all: 'Everyone', withReasons: 'Who needs me', sort: 'Sort by', sortBy: (column: string) => `Sort by ${column}`,
  band: (analytic: string, band: string) => `${analytic}: ${band}`, clearBand: 'Remove this filter',
  none: 'Nobody matches', noneText: 'Change or remove the filters to see people again.',
  count: (shown: number, all: number) => (shown === all ? countWord(all, 'person', 'people') : `${new Intl.NumberFormat('en').format(shown)} of ${countWord(all, 'person', 'people')}`),
  page: (page: number, pages: number) => `Page ${page} of ${pages}`, previous: 'Previous page', next: 'Next page',
  people: (n: number) => countWord(n, 'person', 'people'), hidden: 'Hidden to protect people', median: 'Median', insufficient: 'Not enough evidence',
  showBand: (band: string, n: number) => `${band}: ${countWord(n, 'learner', 'learners')}. Show them`,
} as const;
