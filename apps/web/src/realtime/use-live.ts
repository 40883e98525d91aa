import type { Role } from '@verdant/domain/access/roles';
import { useEffect } from 'react';
import { queryClient } from '../api/client.ts';
import { useConnection } from './connection.ts';

const pollMs = 30_000;

/** useLive keeps one socket for the role of the page; while it is down, everything on screen is asked for every 30 s. */
export function useLive(role: Role | null): void {
  const connection = useConnection();
  useEffect(() => {
    if (role === null) return;
    let close: (() => void) | null = null;
    let left = false;
    // The socket's code is fetched after the first page stands; it is not needed to read numbers.
    void import('./live-socket.ts').then(({ openLive }) => {
      if (!left) close = openLive(role);
    });
    return () => {
      left = true;
      close?.();
    };
  }, [role]);
  useEffect(() => {
    if (role === null || connection !== 'reconnecting') return;
    const timer = setInterval(() => void queryClient.invalidateQueries({ type: 'active' }), pollMs);
    return () => clearInterval(timer);
  }, [role, connection]);
}
