/** rejectedNote tells how many rows could not be taken and where their reasons stand; null = all were taken. */
export function rejectedNote(what: string, { rejected, rejectsPath }: { rejected: number; rejectsPath: string }): string | null {
  return rejected === 0 ? null : `${what}: ${rejected} rows could not be taken; each stands with its line and reason in ${rejectsPath}`;
}
