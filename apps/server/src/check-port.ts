import { createServer } from 'node:net';
import { StartError } from './env.ts';

/** checkPort finds out before anything is started whether the address is free. */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new StartError(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`, { cause: error });
    throw new StartError(`Verdant cannot listen on ${host}:${port} (${code ?? String(error)}). Choose another with HOST and PORT.`, { cause: error });
  }
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}
