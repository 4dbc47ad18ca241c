import type { ByteRange } from '../byteRange';
import { tlsVector } from './tlsVector';

/** The sender's own certificate (DER) in the body of a Certificate message (RFC 5246 §7.4.2); null when there is none. */
export function firstCertificate(bytes: Uint8Array, start: number, end: number): ByteRange | null {
  const list = tlsVector(bytes, start, end, 3);
  const first = list && tlsVector(bytes, list.start, list.end, 3);
  return first !== null && first.end > first.start ? first : null;
}
