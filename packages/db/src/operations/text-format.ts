/**
 * textSettings fix how values are written as text, whatever the server's own settings are, so that equal rows give equal bytes on every server; and a long
 * operation is not ended by limits that are meant for requests. For the running transaction.
 */
export const textSettings = [
  `SET LOCAL client_encoding = 'UTF8'`, `SET LOCAL datestyle = 'ISO, YMD'`, `SET LOCAL timezone = 'UTC'`, `SET LOCAL intervalstyle = 'postgres'`,
  'SET LOCAL extra_float_digits = 1', `SET LOCAL bytea_output = 'hex'`, 'SET LOCAL statement_timeout = 0', 'SET LOCAL idle_in_transaction_session_timeout = 0',
].join('; ');
