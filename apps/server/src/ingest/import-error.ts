/** A wrong folder, file or argument of an import, told in one sentence. */
export class ImportError extends Error {}
