import type { Session } from '@verdant/api/context';
import type { Role } from '@verdant/domain/access/roles';
import type { Message, MessageName } from '@verdant/domain/realtime/messages';
import type { Server, Socket } from 'socket.io';

export type ServerEvents = { [Name in MessageName]: (payload: Message<Name>) => void };
/** A client says nothing over its socket: rooms are joined by the server, data is fetched through the API. */
export type ClientEvents = Record<never, never>;
export type SocketData = { session: Session; role: Role };
export type LiveServer = Server<ClientEvents, ServerEvents, Record<never, never>, SocketData>;
export type LiveSocket = Socket<ClientEvents, ServerEvents, Record<never, never>, SocketData>;
