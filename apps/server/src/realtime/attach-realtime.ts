import type { TenantPool } from '@verdant/db/connect';
import { messageSchemas } from '@verdant/domain/realtime/messages';
import { busEventSchema } from '@verdant/domain/realtime/bus';
import { loadTrainedIds } from '@verdant/db/queries/trained-ids';
import { listenForEvents } from '@verdant/db/stores/listen';
import { withOrg } from '@verdant/db/with-org';
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import { hashSessionId } from '../auth/session-adapter.ts';
import type { Sessions } from '../auth/sessions.ts';
import { isAllowedOrigin } from '../http/check-origin.ts';
import { admit, Refused } from './admit.ts';
import { busToMessages, type Addressed } from './bus-to-messages.ts';
import { makeCoalescer } from './coalesce.ts';
import { roomsOf, sessionRoom, userRooms } from './rooms.ts';
import type { LiveServer, LiveSocket } from './typed-server.ts';

export type RealtimeDeps = {
  log: Logger;
  app: TenantPool;
  sessions: Sessions;
  /** Direct login of the application role, for LISTEN. */
  listenUrl: string;
  allowedOrigins: readonly string[];
  /** Sockets one person may hold on this node. */
  socketsPerUser?: number;
  /** How often each socket's session and rights are checked again. */
  checkEveryMs?: number;
};
export type Realtime = { io: LiveServer; close: () => Promise<void> };

const smallestReads = 16 * 1024;

/** attachRealtime serves sockets beside the HTTP server and relays the bus to the rooms of this node. */
export async function attachRealtime(httpServer: HttpServer, deps: RealtimeDeps): Promise<Realtime> {
  const { log, allowedOrigins, sessions, socketsPerUser = 20, checkEveryMs = 60_000 } = deps;
  const io: LiveServer = new Server(httpServer, {
    serveClient: false, maxHttpBufferSize: smallestReads,
    allowRequest: (req, answer) => answer(null, isAllowedOrigin(req.headers.origin, req.headers.host, allowedOrigins)),
  });
  io.use((socket, next) => {
    enter(socket, io, deps, socketsPerUser).then(() => next(), (error: unknown) => {
      if (error instanceof Refused) return next(error);
      log.error({ err: error }, 'a socket could not be admitted');
      return next(new Error('unavailable'));
    });
  });
  const check = setInterval(() => {
    checkSockets(io, sessions, deps).catch((error: unknown) => log.warn({ err: error }, 'sockets could not be checked'));
  }, checkEveryMs);
  check.unref();
  const coalescer = makeCoalescer((message) => emit(io, message));
  const stopListening = await listenForEvents(deps.listenUrl, {
    onEvent: (payload) => relay(payload, io, coalescer.push, log),
    onLost: (error) => log.warn({ err: error }, 'the event bus is away; trying again'),
    // What was published meanwhile is unknown: clients reconnect, and ask which versions moved.
    onRestored: () => hangUp(io.sockets.sockets.values()),
  });
  return {
    io,
    close: async () => {
      clearInterval(check);
      await stopListening();
      coalescer.close();
      await io.close();
    },
  };
}

async function enter(socket: LiveSocket, io: LiveServer, { app, sessions }: RealtimeDeps, socketsPerUser: number): Promise<void> {
  const { session, role } = await admit(socket, async (cookie) => (await sessions.read(cookie)).session);
  const { organizationId, userId } = session;
  const open = await io.in(userRooms(organizationId, userId)).fetchSockets();
  if (open.length >= socketsPerUser) throw new Refused('too-many-sockets');
  const trained = role === 'trainer'
    ? await withOrg(app, { organizationId, userId, role }, (tx) => loadTrainedIds(tx, userId)) : { courseIds: [], cohortIds: [] };
  socket.data.session = session;
  socket.data.role = role;
  await socket.join([sessionRoom(hashSessionId(session.id)), ...roomsOf({ organizationId, userId, role }, trained)]);
}

/** Closes the line, not the conversation: a client then connects again by itself, with the cookie it has now, and is admitted or told why not. */
function hangUp(sockets: Iterable<LiveSocket>): void {
  for (const socket of sockets) socket.conn.close();
}

/** Sessions that ended or lost the role, and trainers whose courses changed, connect anew or not at all. */
async function checkSockets(io: LiveServer, sessions: Sessions, { app }: RealtimeDeps): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    const { session: known, role } = socket.data;
    const session = await sessions.readById(known.id);
    if (session === null || !session.roles.includes(role)) {
      hangUp([socket]);
      continue;
    }
    if (role !== 'trainer') continue;
    const { organizationId, userId } = session;
    const rooms = roomsOf({ organizationId, userId, role }, await withOrg(app, { organizationId, userId, role }, (tx) => loadTrainedIds(tx, userId)));
    const kept = new Set([...rooms, socket.id, sessionRoom(hashSessionId(known.id))]);
    for (const room of socket.rooms) if (!kept.has(room)) await socket.leave(room);
    await socket.join(rooms);
  }
}

function relay(payload: string, io: LiveServer, push: (message: Addressed) => void, log: Logger): void {
  const event = parseEvent(payload);
  if (event === null) {
    log.warn({ bytes: payload.length }, 'an event of the bus was not understood');
    return;
  }
  if (event.kind === 'session-ended') hangUp([...io.sockets.sockets.values()].filter((socket) => socket.rooms.has(sessionRoom(event.idHash))));
  else busToMessages(event).forEach(push);
}

function parseEvent(payload: string) {
  try {
    return busEventSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

/** What is sent was checked by the same table that the client checks with. */
function emit(io: LiveServer, message: Addressed): void {
  if (message.name === 'analytics:refreshed') io.to(message.rooms).emit(message.name, messageSchemas[message.name].parse(message.payload));
  else if (message.name === 'recalculation:progress') io.to(message.rooms).emit(message.name, messageSchemas[message.name].parse(message.payload));
  else io.to(message.rooms).emit(message.name, messageSchemas[message.name].parse(message.payload));
}
