import { u16 } from '../bigEndian';
import { isShortHeader, RECORD_HEADER_BYTES } from './dtlsRecord';

/** Major version on the wire: 1's complement of 1 (DTLS 1.0, 1.2; 1.3 writes 1.2). */
const MAJOR_VERSION = 0xfe;
const LAST_CONTENT_TYPE = 26;
/** Tag and content type at the least (RFC 9147 §4.2.3). */
const SHORTEST_CIPHERTEXT_BYTES = 17;
const HAS_IDENTIFIER = 0x10;
const HAS_LONG_SEQUENCE = 0x08;
const HAS_LENGTH = 0x04;

/**
 * Whether bytes[start, end), at least one, show a mark of DTLS: a first record that is whole behind its type and version
 * (RFC 6347 §4.1), or records with short headers of DTLS 1.3 that lead to the end.
 */
export function looksLikeDtls(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start]! > LAST_CONTENT_TYPE) return areShortRecords(bytes, start, end);
  if (end - start < RECORD_HEADER_BYTES) return false;
  return bytes[start + 1] === MAJOR_VERSION && start + RECORD_HEADER_BYTES + u16(bytes, start + 11) <= end;
}

/** Records of DTLS 1.3 (RFC 9147 §4); one without a length, or with a connection identifier, shows nothing of its own. */
function areShortRecords(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (end - at > 2) {
    const first = bytes[at]!;
    if (!isShortHeader(first) || (first & HAS_IDENTIFIER) !== 0 || (first & HAS_LENGTH) === 0) return false;
    const headerEnd = at + ((first & HAS_LONG_SEQUENCE) === 0 ? 4 : 5);
    if (headerEnd > end) return false;
    const fragmentBytes = u16(bytes, headerEnd - 2);
    at = headerEnd + fragmentBytes;
    if (fragmentBytes < SHORTEST_CIPHERTEXT_BYTES) return false;
  }
  return at === end;
}
