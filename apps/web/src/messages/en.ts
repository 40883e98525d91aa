const plural = new Intl.PluralRules('en');

/** countWord puts a number before the singular or plural form of a noun. */
export function countWord(count: number, one: string, other: string): string {
  return `${new Intl.NumberFormat('en').format(count)} ${plural.select(count) === 'one' ? one : other}`;
}

/** Texts of the frame, the states and the shared parts; features keep theirs beside themselves in the same form. */
export const en = {
  product: 'Verdant',
  tagline: 'Learning analytics you can trust and explain.',
  skipLink: 'Skip to content',
  sampleData: 'Sample data',
  loading: 'Loading',
  retry: 'Try again',
  close: 'Close',
  nav: {
    label: 'Main', overview: 'Overview', analytics: 'Analytics', courses: 'Courses', groups: 'Courses and cohorts', people: 'People',
    runs: 'Recalculations', runsShort: 'Runs', help: 'How numbers work', helpShort: 'Help', account: 'Account', breadcrumb: 'Breadcrumb',
  },
  header: {
    role: (role: string) => `Role: ${role}`, switchRole: 'Switch role', account: 'Account menu', signOut: 'Sign out',
    toLight: 'Switch to light theme', toDark: 'Switch to dark theme',
  },
  connection: { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', paused: 'Paused' },
  connectionHint: {
    connecting: 'Opening the live connection.',
    live: 'New numbers appear by themselves.',
    reconnecting: 'The live connection was lost. The page asks for news every 30 seconds until it is back.',
    paused: 'No network. Numbers stay as they were and update when you are back.',
  },
  offline: { banner: 'You are offline. The last numbers stay with their age; recalculating waits until you are back.', reason: 'Needs a network connection' },
  freshness: {
    updated: (ago: string) => `Updated ${ago}`, stale: (age: string) => `Stale: ${age} old`, staleSource: (ago: string) => `Updated ${ago}, a source is stale`,
    updating: 'Updating', never: 'Not calculated yet', justNow: 'just now', calculatedAt: (at: string, zone: string) => `Calculated ${at} (${zone})`,
  },
  age: {
    seconds: (n: number) => `${n} s`, minutes: (n: number) => `${n} min`, hours: (n: number) => `${n} h`,
    days: (n: number) => countWord(n, 'day', 'days'), ago: (age: string) => `${age} ago`,
  },
  errors: {
    title: 'This did not load', text: 'The server could not answer. What you saw before stays.', reference: (id: string) => `Error reference ${id}`,
    network: 'The server cannot be reached right now.',
  },
  notFound: { title: 'Page not found', text: 'There is nothing here, or it is not yours to see.', home: 'Back to your overview' },
} as const;
