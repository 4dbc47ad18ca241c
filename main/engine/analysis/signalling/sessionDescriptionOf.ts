import { findSdp } from '../../decode/sdp/findSdp';
import { parseSdp } from '../../decode/sdp/parseSdp';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { SipMessage } from '../../decode/sip/sipMessage';

/** The session description in a message's body; null when there is none. The message was parsed from bytes[start, …). */
export function sessionDescriptionOf(message: SipMessage, bytes: Uint8Array, start: number): SessionDescription | null {
  if (message.body.end === message.body.start) return null;
  const range = findSdp(message, bytes, start);
  return range === null ? null : parseSdp(bytes, range.start, range.end);
}
