const OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SECOND_BASIS = 0x9e3779b9;
const SECOND_PRIME = 0x85ebca6b;
/** 21 bits of the second hash beside 32 of the first make a number that is exact. */
const UPPER = 0x1_0000_0000;

/**
 * A number of 53 bits that stands for a text where only equality is asked: a million texts of good will collide once in
 * twenty thousand captures, and no text has to be kept. `kind` keeps texts of different meaning apart.
 */
export function textNumber(kind: number, text: string): number {
  let first = OFFSET_BASIS ^ kind;
  let second = SECOND_BASIS + kind;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, FNV_PRIME);
    second = Math.imul(second ^ code, SECOND_PRIME);
    second ^= second >>> 13;
  }
  return (second & 0x1f_ffff) * UPPER + (first >>> 0);
}
