/** A damaged or foreign data folder, told in one sentence that says what to do. */
export class DataFolderError extends Error {}
