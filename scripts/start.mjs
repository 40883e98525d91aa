// Plain JavaScript, so that an old Node can still read what is wrong with it.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Verdant needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node (nodejs.org) and start again.`);
  process.exit(1);
}

const { spawnSync } = await import('node:child_process');
const { fileURLToPath } = await import('node:url');
const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
process.env.TURBO_TELEMETRY_DISABLED = '1';

const turbo = fileURLToPath(new URL('../node_modules/turbo/bin/turbo', import.meta.url));
const build = spawnSync(process.execPath, [turbo, 'run', 'build', '--output-logs=errors-only', '--log-order=grouped'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
if (build.status !== 0) {
  console.error(`The web app could not be built. Run "npm ci" and start again; the build said:\n${build.stdout}${build.stderr}`);
  process.exit(1);
}

const { register } = await import('tsx/esm/api');
register();
await import('../apps/server/src/main.ts');
