import { bodyPartsOf } from '../sip/bodyParts';
import type { ByteRange, SipMessage } from '../sip/sipMessage';

/**
 * Where the session description of a message lies, as offsets of `bytes`, ready for `parseSdp`; null when there is none.
 *
 * `start` is where the message was parsed from. Looks into multipart bodies (one within another included) and takes the first
 * application/sdp. A body without Content-Type that begins with `v=0` counts; the message then has the issue `missingContentType`.
 */
export function findSdp(message: SipMessage, bytes: Uint8Array, start: number): ByteRange | null {
  for (const { contentType, range } of bodyPartsOf(message, bytes, start)) {
    if (contentType === 'application/sdp') return { start: start + range.start, end: start + range.end };
  }
  return null;
}
