/** hashText is the 32-bit FNV-1a hash of a text's code units: the same number on every machine. (Fowler, Noll, Vo 1991) */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** foldOf puts an id into one of k parts 0..k−1, always the same one, so that a person never stands on both sides of a split. */
export function foldOf(id: string, k: number): number {
  return hashText(id) % k;
}
