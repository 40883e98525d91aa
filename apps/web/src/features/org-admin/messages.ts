/** Texts of the org admin's pages. */
export const orgAdmin = {
  title: 'Organization', people: 'People', learners: (n: string) => `${n} learners`, active30: 'Active in 30 days', pace: 'Mean pace against target', fresh: 'Fresh data',
  paceHint: (pace: string, target: string) => `${pace} of ${target} topics a week`, freshHint: 'numbers younger than 6 hours', ofLearners: (share: string) => `${share} of learners`,
  trend: 'Trend', trendDays: 'Period', trendMetric: 'Figure', activeLearners: 'Active learners', averagePace: 'Mean pace (topics a week)',
  noTrend: 'The trend starts with the first day that is calculated.', distributions: 'How learners spread', distributionsHint: 'Small groups are hidden to protect people.',
  workers: 'People', allWorkers: 'Open the full table', runs: 'Recalculation', lastRun: 'Last run', nextRun: 'Next nightly run', noRun: 'None yet',
  failures: 'Failures', history: 'Open the history', paceTarget: (target: string) => `Target ${target}`,
  searchWorkers: 'Search by name or unit', loadingMore: 'Loading more', ofTotal: (n: string, total: string) => `${n} of ${total} loaded`,
  runsTitle: 'Recalculations', runsLead: 'Every calculation, who asked for it, how long each step took, and who could not be calculated.',
  noRuns: 'Nothing has been calculated yet', noRunsText: 'The first recalculation appears here.',
  trigger: 'Trigger', by: 'Asked by', scope: 'Scope', state: 'State', doneOf: 'Learners', failed: 'Failed', changed: 'Rows changed', duration: 'Duration', requested: 'Asked',
  steps: 'Steps', system: 'System', details: 'Details', reason: 'Reason', learner: 'Learner', cancel: 'Cancel',
} as const;
