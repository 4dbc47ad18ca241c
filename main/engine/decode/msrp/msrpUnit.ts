import type { UnitReader } from '../unitReader';
import { readMsrpParts } from './msrpExtent';
import { mayBecomeStartLine, readMsrpStartLine } from './msrpStartLine';

/** A message whose Byte-Range tells its length is waited for up to here. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/**
 * One that does not, is searched again whenever bytes come, so it is waited for up to here only: RFC 4975 §7.1.1 has senders keep
 * such chunks to 2,048 bytes.
 */
const MAX_OPEN_MESSAGE_BYTES = 32 * 1024;

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Behind line ends that stand between messages to keep the connection alive. */
function afterLineEnds(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === CARRIAGE_RETURN || bytes[at] === LINE_FEED)) at += 1;
  return at;
}

/** Requests and responses of MSRP on a connection, one behind the other; the end-line frames them (RFC 4975 §7.1). */
export const msrpUnit: UnitReader = (bytes, start, end) => {
  const next = afterLineEnds(bytes, start, end);
  if (next > start) return { outcome: 'skip', next };
  const haveBytes = end - start;
  const line = readMsrpStartLine(bytes, start, end);
  if (line === null) {
    return mayBecomeStartLine(bytes, start, end) ? { outcome: 'more', needBytes: haveBytes + 1 } : { outcome: 'lost' };
  }
  const { endLine, needBytes } = readMsrpParts(bytes, start, end, line, []);
  if (endLine === null) {
    const limit = needBytes === null ? MAX_OPEN_MESSAGE_BYTES : MAX_MESSAGE_BYTES;
    const wanted = needBytes ?? haveBytes + 1;
    return wanted > limit ? { outcome: 'lost' } : { outcome: 'more', needBytes: Math.max(wanted, haveBytes + 1) };
  }
  return {
    outcome: 'unit',
    kind: 'msrp',
    next: endLine.next,
    content: bytes,
    contentStart: start,
    contentEnd: endLine.next,
    wrapping: 'none',
  };
};
