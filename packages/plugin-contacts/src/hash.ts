/** Hashes a text to 32 bits (FNV-1a, mixed at the end); each seed gives another hash. */
export function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}
