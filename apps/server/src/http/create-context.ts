import { roleHeader, type ApiContext } from '@verdant/api/context';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from './http-deps.ts';

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** isBehindTls tells whether the browser came over TLS, directly or through a proxy. */
export function isBehindTls(req: FastifyRequest): boolean {
  return req.protocol === 'https' || first(req.headers['x-forwarded-proto'])?.split(',')[0]?.trim() === 'https';
}

/** createContextWith makes what every call knows: who is signed in, which role the page claims, and how to answer with a cookie. */
export function createContextWith(deps: HttpDeps) {
  return async ({ req, res }: { req: FastifyRequest; res: FastifyReply }): Promise<ApiContext> => {
    const { port, sessions } = deps.auth(deps.secureCookies || isBehindTls(req));
    const { session, cookie } = await sessions.read(req.headers.cookie);
    const setCookie = (value: string) => { res.header('set-cookie', value); };
    if (cookie !== null) setCookie(cookie);
    return {
      session, claimedRole: first(req.headers[roleHeader]) ?? null, requestId: req.id, address: req.ip, now: deps.now, setCookie,
      ports: { ...deps.ports, auth: port },
    };
  };
}
