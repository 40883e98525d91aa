let hangUpLine: (() => void) | null = null;

/** holdLine remembers how to close the tab's socket; null when there is none. */
export function holdLine(hangUp: (() => void) | null): void {
  hangUpLine = hangUp;
}

/** closeLine closes the socket before its session ends, so that it does not speak into a line the server has cut. */
export function closeLine(): void {
  hangUpLine?.();
  hangUpLine = null;
}
