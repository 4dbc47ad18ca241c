import { err, ok, type Result } from '../../../../shared/result';
import type { ByteRange } from '../byteRange';
import type { Fault } from '../fault';
import type { MsrpEndLine } from './msrpEndLine';
import { readMsrpParts } from './msrpExtent';
import { bodyBytesOf, HEADER, headerValue, type MsrpHeaderPart, parseByteRange } from './msrpHeaders';
import type { MsrpMessage } from './msrpMessage';
import { readMsrpStartLine } from './msrpStartLine';

const malformed = (detail: string): Fault => ({ kind: 'malformed', layer: 'msrp', detail });

/** From the empty line to the line end before the end-line, which belongs to neither. */
function bodyRange(
  bytes: Uint8Array,
  { bodyStart, next }: MsrpHeaderPart,
  endLine: MsrpEndLine | null,
  end: number,
): ByteRange {
  if (bodyStart === null) return { start: next, end: next };
  if (endLine === null) return { start: bodyStart, end };
  let bodyEnd = endLine.start;
  if (bodyEnd > bodyStart && bytes[bodyEnd - 1] === 0x0a) bodyEnd -= 1;
  if (bodyEnd > bodyStart && bytes[bodyEnd - 1] === 0x0d) bodyEnd -= 1;
  return { start: bodyStart, end: bodyEnd };
}

function noteLengths(part: MsrpHeaderPart, body: ByteRange, endLine: MsrpEndLine | null, faults: Fault[]): void {
  const announced = part.bodyStart === null ? null : bodyBytesOf(part.headers);
  const haveBytes = body.end - body.start;
  if (endLine === null) {
    faults.push({ kind: 'truncated', layer: 'msrp', needBytes: Math.max(announced ?? 0, haveBytes + 1), haveBytes });
  } else if (announced !== null && announced !== haveBytes) {
    faults.push(malformed(`Byte-Range tells of ${announced} bytes, the body has ${haveBytes}`));
  }
}

const uris = (path: string): readonly string[] => path.split(/\s+/).filter((uri) => uri !== '');

/** Reads a request or response of MSRP (RFC 4975) from bytes[start, end). Fails only when its start line is none. */
export function readMsrp(bytes: Uint8Array, start: number, end: number): Result<MsrpMessage, Fault> {
  const line = readMsrpStartLine(bytes, start, end);
  if (line === null) return err(malformed('no start line of MSRP'));
  const faults: Fault[] = [];
  const { headerPart, endLine } = readMsrpParts(bytes, start, end, line, faults);
  const { headers } = headerPart;
  const body = bodyRange(bytes, headerPart, endLine, end);
  noteLengths(headerPart, body, endLine, faults);
  const common = {
    transactionId: line.transactionId,
    headers,
    toPath: uris(headerValue(headers, HEADER.toPath)),
    fromPath: uris(headerValue(headers, HEADER.fromPath)),
    messageId: headerValue(headers, HEADER.messageId),
    contentType: headerValue(headers, HEADER.contentType),
    failureReport: headerValue(headers, HEADER.failureReport),
    successReport: headerValue(headers, HEADER.successReport),
    byteRange: parseByteRange(headerValue(headers, HEADER.byteRange)),
    startLine: { start, end: line.end },
    body,
    endLine: endLine === null ? { start: body.end, end: body.end } : { start: endLine.start, end: endLine.end },
    flag: endLine?.flag ?? null,
    faults,
  };
  if (line.method !== null) return ok({ kind: 'request', method: line.method, ...common });
  return ok({ kind: 'response', status: line.status ?? 0, comment: line.comment, ...common });
}
