import { useLayoutEffect, useRef } from 'react';

const durationMs = 300;

/** AnimatedNumber counts from the old to the new value in 300 ms, and not at all where less motion is wished. It writes the text itself: no render per frame. */
export function AnimatedNumber({ value, format }: { value: number; format: (value: number) => string }) {
  const element = useRef<HTMLSpanElement>(null);
  const shown = useRef(value);
  const formatRef = useRef(format);
  useLayoutEffect(() => {
    formatRef.current = format;
  });
  useLayoutEffect(() => {
    const from = shown.current;
    const node = element.current;
    shown.current = value;
    if (!node || from === value || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const write = (current: number) => {
      node.textContent = formatRef.current(current);
    };
    let frame = 0;
    const started = performance.now();
    const step = (time: number) => {
      const t = Math.min(1, Math.max(0, (time - started) / durationMs));
      write(t === 1 ? value : from + (value - from) * (1 - (1 - t) ** 3));
      if (t < 1) frame = requestAnimationFrame(step);
    };
    write(from);
    frame = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(frame);
      write(value);
    };
  }, [value]);
  return <span ref={element} className="tabular">{format(value)}</span>;
}
