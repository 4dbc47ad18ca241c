import type { Fault } from '../fault';
import { endLineBytes, findEndLine, type MsrpEndLine, readEndLine } from './msrpEndLine';
import { bodyBytesOf, type MsrpHeaderPart, readMsrpHeaders } from './msrpHeaders';
import type { MsrpStartLine } from './msrpStartLine';

export type MsrpParts = {
  readonly headerPart: MsrpHeaderPart;
  /** null where it has not come, or never will. */
  readonly endLine: MsrpEndLine | null;
  /** Bytes that are needed at least before an end-line can be there, from the start of the message; null when that is open. */
  readonly needBytes: number | null;
};

/** Where the end-line stands when Byte-Range tells the truth: behind the body and its line end. */
function endLineByRange(bytes: Uint8Array, bodyEnd: number, end: number, transactionId: string): MsrpEndLine | null {
  const afterCrLf = bytes[bodyEnd] === 0x0d ? bodyEnd + 2 : bodyEnd + 1;
  return readEndLine(bytes, afterCrLf, end, transactionId);
}

/**
 * The parts of the message whose start line was read. Byte-Range tells where the body ends (RFC 4975 §7.1): so its bytes are
 * neither searched nor taken for an end-line. Where it does not tell, or tells wrongly, the first end-line counts.
 */
export function readMsrpParts(
  bytes: Uint8Array,
  start: number,
  end: number,
  line: MsrpStartLine,
  faults: Fault[],
): MsrpParts {
  const { transactionId } = line;
  const headerPart = readMsrpHeaders(bytes, line.next, end, transactionId, faults);
  const { bodyStart } = headerPart;
  if (bodyStart === null) return { headerPart, endLine: headerPart.endLine, needBytes: null };

  const bodyBytes = bodyBytesOf(headerPart.headers);
  if (bodyBytes === null) {
    return { headerPart, endLine: findEndLine(bytes, bodyStart, end, transactionId), needBytes: null };
  }
  const needBytes = bodyStart - start + bodyBytes + 2 + endLineBytes(transactionId);
  const byRange = endLineByRange(bytes, bodyStart + bodyBytes, end, transactionId);
  const isThere = start + needBytes <= end;
  const endLine = byRange ?? (isThere ? findEndLine(bytes, bodyStart, end, transactionId) : null);
  return { headerPart, endLine, needBytes: isThere ? null : needBytes };
}
