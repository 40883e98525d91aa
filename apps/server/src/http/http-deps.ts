import type { AuthPort, Ports } from '@verdant/api/ports';
import type { Instant } from '@verdant/domain/time/day';
import type { Logger } from 'pino';
import type { Sessions } from '../auth/sessions.ts';

/** What the HTTP side is made with; the composition root makes it. */
export type HttpDeps = {
  log: Logger;
  now: () => Instant;
  ports: Omit<Ports, 'auth'>;
  /** Entrance and sessions, for cookies that need TLS and for those that do not. */
  auth: (secure: boolean) => { port: AuthPort; sessions: Sessions };
  /** Database reachable and migrated. */
  isReady: () => Promise<boolean>;
  /** Folder of the built web app; without an index.html in it only the API answers. */
  webRoot: string;
  /** Take host, protocol and address from a proxy's headers. */
  trustProxy: boolean;
  /** Mark the session cookie Secure whatever the request looks like. */
  secureCookies: boolean;
  /** Origins besides the server's own, e.g. a development server. */
  allowedOrigins: readonly string[];
};
