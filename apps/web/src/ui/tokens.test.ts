import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRatio, readTokens } from './contrast.ts';

const themes = readTokens(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));
const backgrounds = ['canvas', 'surface', 'raised', 'selected'] as const;
const textTokens = ['text', 'text-muted', 'accent', 'link', 'fresh', 'ageing', 'stale', 'danger', 'info'] as const;
const tints = ['fresh', 'ageing', 'stale', 'danger', 'info'] as const;

/** Ratios of the design, background by background, as computed when the palette was chosen. */
const declared = {
  dark: {
    text: [17.7, 15.9, 13.4, 10.5], 'text-muted': [10.2, 9.2, 7.7, 6.1], accent: [9.7, 8.7, 7.3, 5.8], link: [12.2, 11.0, 9.2, 7.3],
    fresh: [10.7, 9.6, 8.1, 6.4], ageing: [11.2, 10.0, 8.4, 6.6], stale: [8.2, 7.4, 6.2, 4.9], danger: [9.8, 8.8, 7.4, 5.8],
    info: [11.2, 10.0, 8.5, 6.6], control: [6.1, 5.5, 4.6, 3.6], ring: [14.5, 13.1, 11.0, 8.6],
  },
  light: {
    text: [16.3, 17.2, 15.3, 14.7], 'text-muted': [7.2, 7.5, 6.7, 6.5], accent: [5.2, 5.5, 4.9, 4.7], link: [7.3, 7.7, 6.9, 6.6],
    fresh: [6.8, 7.1, 6.4, 6.1], ageing: [6.7, 7.1, 6.3, 6.1], stale: [6.9, 7.3, 6.5, 6.3], danger: [6.1, 6.5, 5.8, 5.6],
    info: [7.2, 7.6, 6.8, 6.5], control: [4.5, 4.7, 4.2, 4.1], ring: [9.2, 9.7, 8.7, 8.4],
  },
} as const;

for (const theme of ['dark', 'light'] as const) {
  const tokens = themes[theme];
  const ratio = (front: string, back: string) => {
    const [a, b] = [tokens[front], tokens[back]];
    if (a === undefined || b === undefined) throw new Error(`no token ${front} or ${back} in ${theme}`);
    return contrastRatio(a, b);
  };

  describe(`${theme} tokens`, () => {
    it.each(Object.entries(declared[theme]))('%s has the declared ratio on canvas, surface, raised, selected', (token, ratios) => {
      backgrounds.forEach((background, i) => expect(Math.abs(ratio(token, background) - (ratios[i] ?? 0))).toBeLessThanOrEqual(0.06));
    });
    it.each(textTokens)('%s is readable text on every background (4.5)', (token) => {
      for (const background of backgrounds) expect(ratio(token, background)).toBeGreaterThanOrEqual(4.5);
    });
    it.each(['control', 'ring'])('%s is visible on every background (3)', (token) => {
      for (const background of backgrounds) expect(ratio(token, background)).toBeGreaterThanOrEqual(3);
    });
    it('button text is readable on its fill, at rest and hovered', () => {
      expect(ratio('on-button', 'button')).toBeGreaterThanOrEqual(4.5);
      expect(ratio('on-button', 'button-hover')).toBeGreaterThanOrEqual(4.5);
      expect(ratio('on-danger', 'danger-fill')).toBeGreaterThanOrEqual(4.5);
    });
    it.each(tints)('%s text is readable on its badge tint', (name) => {
      expect(ratio(name, `${name}-tint`)).toBeGreaterThanOrEqual(4.5);
    });
    it.each([1, 2, 3, 4, 5, 6])('series %i stands out from canvas, surface and raised (3)', (n) => {
      for (const background of ['canvas', 'surface', 'raised']) expect(ratio(`series-${n}`, background)).toBeGreaterThanOrEqual(3);
    });
    it.each([1, 2, 3, 4, 5])('text is readable on sequential and diverging step %i', (n) => {
      expect(ratio(`on-seq-${n}`, `seq-${n}`)).toBeGreaterThanOrEqual(4.5);
      expect(ratio(`on-div-${n}`, `div-${n}`)).toBeGreaterThanOrEqual(4.5);
    });
  });
}

describe('contrastRatio', () => {
  it('is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#34d399', '#34d399')).toBe(1);
  });
});
