import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPort } from './check-port.ts';
import { StartError, readEnvironment } from './env.ts';
import { createServer } from 'node:net';

describe('readEnvironment', () => {
  it('has a default for everything, and a data folder that does not depend on where the command stands', () => {
    const env = readEnvironment({});
    expect(env).toMatchObject({ PORT: 3000, HOST: 'localhost', VERDANT_TICKER: 'on', TRUST_PROXY: 'off', ALLOWED_ORIGINS: [] });
    expect(env.DATABASE_URL).toBeUndefined();
    expect(isAbsolute(env.DATA_DIR)).toBe(true);
  });

  it('takes empty settings as not given', () => {
    expect(readEnvironment({ DATABASE_URL: '', VERDANT_SECRET: '' })).toMatchObject({ DATABASE_URL: undefined, VERDANT_SECRET: undefined });
  });

  it.each([[{ PORT: 'eighty' }, 'PORT'], [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'], [{ VERDANT_SECRET: 'short' }, 'VERDANT_SECRET']])('names the setting that is wrong: %o', (source, name) => {
    expect(() => readEnvironment(source)).toThrow(StartError);
    expect(() => readEnvironment(source)).toThrow(name);
  });
});

describe('checkPort', () => {
  it('says which port is in use and how to choose another', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
    await new Promise((resolve) => server.close(resolve));
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined();
  });
});
