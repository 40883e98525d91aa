/** Keys as tRPC builds them, for code that reads or writes the cache without asking. */
export const meKey = [['account', 'me'], { type: 'query' }] as const;
export const statusKey = [['recalculation', 'status'], { type: 'query' }] as const;
/** Prefix: the history in every length. */
export const historyPrefix = [['recalculation', 'history']] as const;
