/** OperationError is a circumstance that keeps an operation on the database from going on, told in one sentence that says what to do. */
export class OperationError extends Error {}
