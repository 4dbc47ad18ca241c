import { constants, inflateRawSync, unzipSync } from 'node:zlib';

/** No SIP message, log line or report is longer; a few bytes of hostile input could otherwise become gigabytes. */
const maxOutputLength = 1024 * 1024;

/** Raw deflate may end wherever a WebSocket message does (RFC 7692 §7.2.1). */
const RAW = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH } as const;

/** How gzip (RFC 1952) and zlib (RFC 1950) begin. */
const hasHeader = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b) || ((bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | bytes[1]!) % 31 === 0);

function attempt(unpack: () => Uint8Array): Uint8Array | null {
  try {
    return new Uint8Array(unpack()); // a Buffer's slice would be a view
  } catch {
    return null; // the library has no other way to say that bytes are not its own, or too many
  }
}

/** What gzip, zlib or raw deflate packed; null when it is none of them, broken, or too long to be sane. */
export function inflate(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 2) return null;
  const whole = hasHeader(bytes) ? attempt(() => unzipSync(bytes, { maxOutputLength })) : null;
  return whole ?? attempt(() => inflateRawSync(bytes, RAW));
}
