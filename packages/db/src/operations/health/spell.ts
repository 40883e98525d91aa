const steps = [['d', 86_400], ['h', 3_600], ['min', 60]] as const;
const sizes = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** spellDuration writes seconds as people say them: 45 s, 12 min, 3 h, 2 d, in whole steps, cut off. */
export function spellDuration(seconds: number): string {
  for (const [unit, length] of steps) if (seconds >= length) return `${Math.floor(seconds / length)} ${unit}`;
  return `${Math.max(0, Math.floor(seconds))} s`;
}

/** spellBytes writes a size with its unit, a power of 1,024: 512 bytes, 1.5 MiB. */
export function spellBytes(bytes: number): string {
  let [value, place] = [bytes, 0];
  while (value >= 1024 && place < sizes.length - 1) [value, place] = [value / 1024, place + 1];
  return `${place === 0 ? value : value.toFixed(1)} ${sizes[place]}`;
}

/** spellShare writes a share from 0 to 1 as whole percent. */
export const spellShare = (share: number): string => `${Math.round(share * 100)} %`;
