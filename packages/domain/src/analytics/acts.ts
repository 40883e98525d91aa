import type { LearnerDay } from '../rollups/types.ts';

/** actsOf is what a day counts as activities: topics and items finished, attempts, practice. */
export function actsOf({ progress, assessment, practice }: Pick<LearnerDay, 'progress' | 'assessment' | 'practice'>): number {
  return progress + assessment + practice;
}
