/** mergeSearch changes what stands in the address; undefined takes a choice out of it. */
export function mergeSearch<Search extends object>(before: Search, change: { [Key in keyof Search]?: Search[Key] | undefined }): Search {
  const merged = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  // Only optional choices are ever taken out, which the type of an address allows.
  return Object.fromEntries(merged) as Search;
}
