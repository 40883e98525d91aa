/** What the demonstration organization teaches: four tracks of six skills and three courses. A topic names its skills by their place in the track. */
export type SyllabusTopic = { title: string; skills: readonly number[] };
export type SyllabusCourse = { key: string; title: string; passMark: number | null; weeks: number; topics: readonly SyllabusTopic[] };
export type SyllabusSkill = { key: string; name: string; demand: number; needs: readonly number[] };
export type SyllabusTrack = { key: string; name: string; skills: readonly SyllabusSkill[]; courses: readonly SyllabusCourse[] };

/** topic reads `title | 0 2` as a title with skill places. */
function topic(line: string): SyllabusTopic {
  const [title = '', skills = ''] = line.split(' | ');
  return { title, skills: skills.split(' ').map(Number) };
}

function course(key: string, title: string, passMark: number | null, weeks: number, lines: readonly string[]): SyllabusCourse {
  return { key, title, passMark, weeks, topics: lines.map(topic) };
}

function skill(key: string, name: string, demand: number, ...needs: number[]): SyllabusSkill {
  return { key, name, demand, needs };
}

export const tracks: readonly SyllabusTrack[] = [
  {
    key: 'data', name: 'Data',
    skills: [
      skill('querying', 'Querying data', 86), skill('modelling', 'Data modelling', 71, 0), skill('performance', 'Query performance', 64, 0, 1),
      skill('statistics', 'Statistical reasoning', 78), skill('visuals', 'Visual design of data', 69, 3), skill(
        'storytelling', 'Telling a story with data', 74, 3, 4
      ),
    ],
    courses: [
      course('sql', 'SQL for Everyone', 70, 10, [
        'Rows, columns, questions | 0', 'Filters and missing values | 0', 'Joins without surprises | 0 1', 'Grouping and totals | 0',
        'Keys and constraints | 1',
        'Window functions | 0', 'Indexes and plans | 2', 'Slow queries, found and fixed | 2', 'Views people can trust | 1',
      ]),
      course('statistics', 'Statistics That Hold Up', 65, 9, [
        'What an average hides | 3', 'Spread and outliers | 3', 'Samples and luck | 3', 'Intervals instead of points | 3', 'Comparing two groups | 3',
        'Correlation and its traps | 3 5', 'Trends in noisy series | 3', 'Saying "we do not know" | 3',
      ]),
      course('dashboards', 'Dashboards People Use', 70, 8, [
        'One question per chart | 4', 'Colour with meaning | 4', 'Tables that read well | 4', 'Axes and honesty | 4 3', 'From number to sentence | 5',
        'Feeding a dashboard | 2', 'Talking a board through it | 5',
      ]),
    ],
  },
  {
    key: 'engineering', name: 'Engineering',
    skills: [
      skill('types', 'Type systems', 72), skill('testing', 'Testing', 81), skill('cloud', 'Cloud operations', 88), skill('networks', 'Networks', 55),
      skill('security', 'Secure design', 90, 3), skill('incidents', 'Incident response', 67, 2),
    ],
    courses: [
      course('typescript', 'Reliable TypeScript', 70, 10, [
        'Values and their types | 0', 'Unions and narrowing | 0', 'Generics with restraint | 0', 'Errors as values | 0 1', 'Tests that can fail | 1',
        'Properties, not examples | 1', 'Async without leaks | 0 1', 'Modules and borders | 0', 'Refactoring under test | 1',
        'Reading other people\'s code | 0',
      ]),
      course('cloud', 'Cloud Foundations', 70, 9, [
        'What runs where | 2', 'Addresses and names | 3', 'Load and balance | 2 3', 'Storage that survives | 2', 'Observability | 2 5', 'Costs and limits | 2',
        'Deploying without fear | 2 5', 'When it breaks | 5',
      ]),
      course('security', 'Secure by Design', 80, 8, [
        'Thinking like an attacker | 4', 'Identity and sessions | 4', 'Input is hostile | 4', 'Secrets and keys | 4 3', 'Least privilege | 4',
        'The first hour of an incident | 5',
        'Learning from near misses | 5 4',
      ]),
    ],
  },
  {
    key: 'leadership', name: 'Leadership',
    skills: [
      skill('coaching', 'Coaching', 66), skill('feedback', 'Giving feedback', 73), skill('planning', 'Planning', 61), skill('delegation', 'Delegation', 58, 2),
      skill('negotiation', 'Negotiation', 70, 1), skill('facilitation', 'Facilitation', 52),
    ],
    courses: [
      course('team', 'Leading a Team', null, 10, [
        'From expert to lead | 0', 'The weekly one-to-one | 0 1', 'Handing work over | 3', 'Meetings worth having | 5', 'Goals people believe | 2',
        'Hiring fairly | 1',
        'Growing others | 0', 'Remote and present | 5',
      ]),
      course('conversations', 'Difficult Conversations', 70, 8, [
        'Before you speak | 1', 'Facts, feelings, requests | 1', 'Listening for the real issue | 0 1', 'Disagreeing well | 4', 'Saying no | 4',
        'When it gets heated | 4 5', 'After the talk | 1',
      ]),
      course('priorities', 'Planning and Priorities', 70, 7, [
        'What matters this quarter | 2', 'Estimates with ranges | 2', 'Work in progress | 2 3', 'Dependencies | 2', 'Risk, written down | 2',
        'Reviews that change something | 5 2',
      ]),
    ],
  },
  {
    key: 'customer', name: 'Customer',
    skills: [
      skill('interviewing', 'Interviewing', 59), skill(
        'research', 'Research synthesis', 63, 0
      ), skill('writing', 'Clear writing', 77), skill('service', 'Service recovery', 54),
      skill('product', 'Product thinking', 83, 1), skill('selling', 'Consultative selling', 68, 0),
    ],
    courses: [
      course('discovery', 'Customer Discovery', 70, 9, [
        'Finding people to ask | 0', 'Questions that do not lead | 0', 'Listening and noting | 0 1', 'Patterns across interviews | 1', 'From need to bet | 4',
        'Cheap experiments | 4 1',
        'Sharing what you heard | 2', 'Deciding to stop | 4',
      ]),
      course('service', 'Service That Keeps Promises', 75, 7, [
        'The first reply | 2 3', 'Owning the problem | 3', 'Writing so it lands | 2', 'Saying sorry once | 3 2', 'Turning a complaint | 3',
        'Patterns worth fixing | 1 3',
      ]),
      course('selling', 'Consultative Selling', 70, 9, [
        'Understanding a business | 5', 'Questions before answers | 0 5', 'Value in their words | 5 2', 'Objections are data | 5',
        'Proposals that get read | 2 5', 'Pricing talk | 5',
        'After the signature | 3', 'Referrals | 5', 'Losing well | 5 4',
      ]),
    ],
  },
];
