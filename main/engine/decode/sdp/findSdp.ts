import { bodyPartsOf, encodingOf } from '../sip/bodyParts';
import { headerOf } from '../sip/headerOf';
import type { ByteRange, SipMessage } from '../sip/sipMessage';

/**
 * Where the session description of a message lies, as offsets of `bytes`, ready for `parseSdp`; null when there is none.
 *
 * `start` is where the message was parsed from. Looks into multipart bodies (one within another included) and takes the first
 * application/sdp that is not encoded. A body without Content-Type that begins with `v=0` counts; the message then has the issue `missingContentType`.
 */
export function findSdp(message: SipMessage, bytes: Uint8Array, start: number): ByteRange | null {
  const isPlain = headerOf(message, 'content-type')?.value === 'application/sdp' && encodingOf(message.headers) === '';
  if (isPlain) return wholeBody(message, bytes, start);
  for (const { contentType, encoding, range } of bodyPartsOf(message, bytes, start)) {
    if (contentType === 'application/sdp' && encoding === '')
      return { start: start + range.start, end: start + range.end };
  }
  return null;
}

/** The body without parts, as far as it was captured; null when it is empty. */
function wholeBody({ body }: SipMessage, bytes: Uint8Array, start: number): ByteRange | null {
  const from = Math.min(start + body.start, bytes.length);
  const to = Math.min(start + body.end, bytes.length);
  return to > from ? { start: from, end: to } : null;
}
