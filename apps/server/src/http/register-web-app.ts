import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';

const serverPaths = ['/trpc', '/health', '/socket.io'];
const hashedFolder = `${sep}assets${sep}`;

/** registerWebApp serves the built web app: hashed files for ever, everything else asked for again, unknown pages are the app's own. */
export async function registerWebApp(app: FastifyInstance, webRoot: string): Promise<void> {
  const hasApp = existsSync(join(webRoot, 'index.html'));
  if (hasApp) {
    await app.register(fastifyStatic, {
      root: webRoot, cacheControl: false, preCompressed: true,
      setHeaders: (reply, path) => { reply.header('cache-control', path.includes(hashedFolder) ? 'public, max-age=31536000, immutable' : 'no-cache'); },
    });
  }
  app.setNotFoundHandler(async (req, reply) => {
    const isPage = req.method === 'GET' && (req.headers.accept ?? '').includes('text/html') && !serverPaths.some((path) => req.url.startsWith(path));
    if (hasApp && isPage) return reply.sendFile('index.html');
    return reply.code(404).send({ error: isPage ? 'The web app is not built here. Run `npm run build`.' : 'There is nothing at this address.',
      requestId: req.id });
  });
}
