/** Tokens of one theme by name, e.g. `text-muted` -> `#a9c6bc`. */
export type TokenSet = Readonly<Record<string, string>>;

/** readTokens parses the token file into its two themes. */
export function readTokens(css: string): { dark: TokenSet; light: TokenSet } {
  const read = (block: string): TokenSet => {
    const tokens: Record<string, string> = {};
    for (const match of block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)) {
      const [, name, value] = match;
      if (name !== undefined && value !== undefined) tokens[name] = value;
    }
    return tokens;
  };
  const split = css.indexOf("[data-theme='light']");
  return { dark: read(css.slice(0, split)), light: read(css.slice(split)) };
}

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** luminance gives the relative luminance 0..1 of a `#rrggbb` colour (WCAG 2.2). */
export function luminance(hex: string): number {
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

/** contrastRatio gives the WCAG ratio 1..21 of two `#rrggbb` colours. */
export function contrastRatio(first: string, second: string): number {
  const a = luminance(first);
  const b = luminance(second);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
