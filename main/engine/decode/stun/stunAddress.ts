import { u16, u32 } from '../bigEndian';
import { formatAddress } from '../ip/address';
import { STUN_MAGIC_COOKIE, type StunAttribute, type StunMessage } from './stunMessage';

/** An address of an attribute in the form of packets: four words, IPv4 as ::ffff:a.b.c.d. */
export type StunAddress = { readonly words: Uint32Array; readonly port: number };

const FAMILY_IPV4 = 1;
const FAMILY_IPV6 = 2;
const MAPPED_IPV4 = 0xffff;

/** Attributes whose port and address are XORed with the cookie and the transaction identifier. */
const XORED: ReadonlySet<number> = new Set([0x0012, 0x0016, 0x0020, 0x8020]);
const PLAIN: ReadonlySet<number> = new Set([0x0001, 0x0002, 0x0004, 0x0005, 0x000b, 0x8023, 0x802b, 0x802c]);

export const isAddressAttribute = (type: number): boolean => XORED.has(type) || PLAIN.has(type);

/**
 * The address in an attribute's value (RFC 8489 §14.1, §14.2); null when it is none.
 *
 *     |0 0 0 0 0 0 0 0|    family     |             port              |
 *     |                 address of 32 or 128 bits                     |
 */
export function readStunAddress(
  bytes: Uint8Array,
  message: StunMessage,
  { type, valueStart: at, valueEnd }: StunAttribute,
): StunAddress | null {
  const lengthBytes = valueEnd - at;
  if (lengthBytes < 8) return null;
  const isXored = XORED.has(type);
  const port = u16(bytes, at + 2) ^ (isXored ? STUN_MAGIC_COOKIE >>> 16 : 0);
  const family = bytes[at + 1]!;
  if (family === FAMILY_IPV4) {
    const address = u32(bytes, at + 4) ^ (isXored ? STUN_MAGIC_COOKIE : 0);
    return { words: Uint32Array.of(0, 0, MAPPED_IPV4, address), port };
  }
  if (family !== FAMILY_IPV6 || lengthBytes < 20) return null;
  const words = new Uint32Array(4);
  // Cookie and transaction identifier stand in the header behind type and length.
  for (let word = 0; word < 4; word += 1) {
    words[word] = u32(bytes, at + 4 + 4 * word) ^ (isXored ? u32(bytes, message.start + 4 + 4 * word) : 0);
  }
  return { words, port };
}

export function stunAddressText({ words, port }: StunAddress): string {
  const text = formatAddress(words);
  return text.includes(':') ? `[${text}]:${port}` : `${text}:${port}`;
}
