import { useEffect, useState } from 'react';

/** secondsUntil gives the seconds from now to a moment, never negative. */
export function secondsUntil(momentMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((momentMs - nowMs) / 1000));
}

/** useCountdown counts the seconds down to a moment (milliseconds since 1970); it ticks only while there is something to count. */
export function useCountdown(momentMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = secondsUntil(momentMs, now);
  useEffect(() => {
    if (momentMs <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [momentMs]);
  return left;
}
