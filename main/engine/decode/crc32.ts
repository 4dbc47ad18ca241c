/** Table of a CRC whose polynomial is written with its bits reversed, as those of IEEE 802.3 and Castagnoli are used. */
function tableOf(reversedPolynomial: number): Uint32Array {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ reversedPolynomial : remainder >>> 1;
    }
    table[byte] = remainder;
  }
  return table;
}

const IEEE = tableOf(0xedb88320);
const CASTAGNOLI = tableOf(0x82f63b78);

function remainderOf(table: Uint32Array, bytes: Uint8Array, start: number, end: number): number {
  let remainder = 0xffffffff;
  for (let at = start; at < end; at += 1) remainder = (remainder >>> 8) ^ table[(remainder ^ bytes[at]!) & 0xff]!;
  return ~remainder >>> 0;
}

/** CRC-32 of IEEE 802.3 over bytes[start, end): STUN's FINGERPRINT (RFC 8489 §14.7). */
export const crc32 = (bytes: Uint8Array, start: number, end: number): number => remainderOf(IEEE, bytes, start, end);

/** CRC-32C (Castagnoli, RFC 9260 appendix A) over bytes[start, end): ZRTP. */
export const crc32c = (bytes: Uint8Array, start: number, end: number): number =>
  remainderOf(CASTAGNOLI, bytes, start, end);
