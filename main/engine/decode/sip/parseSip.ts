import { err, ok, type Result } from '../../../../shared/result';
import { skipKeepalive } from '../characterBytes';
import { bodyExtent } from './bodyRange';
import { readHeaders } from './headerLines';
import { IssueList } from './issueList';
import { LineReader } from './lineReader';
import { checkHeaders, checkMessage } from './messageChecks';
import type { ByteRange, NotSip, SipMessage } from './sipMessage';
import { readStartLine, type StartLine } from './startLine';

const NOT_SIP: Result<never, NotSip> = err({ kind: 'notSip' });

/** NULs are junk; line ends alone are how a connection is kept alive. */
function noteJunk(bytes: Uint8Array, start: number, first: number, issues: IssueList): void {
  if (first === start) return;
  const hasNul = bytes.subarray(start, first).includes(0);
  issues.add(hasNul ? 'junkBeforeStartLine' : 'emptyLineBeforeStartLine', 0, first - start);
}

function checkBody(bytes: Uint8Array, start: number, body: ByteRange, hasType: boolean, issues: IssueList): void {
  if (hasType || skipKeepalive(bytes, start + body.start, start + body.end) === start + body.end) return;
  issues.add('missingContentType', body.start, body.end);
}

type Rest = Pick<SipMessage, 'headers' | 'startLine' | 'body' | 'surplusBytes' | 'issues'>;

/** Written out field by field: spreading costs more than reading a header field. */
function messageOf(line: StartLine, rest: Rest): SipMessage {
  const { version } = line;
  const { headers, startLine, body, surplusBytes, issues } = rest;
  if (line.kind === 'request') {
    const { kind, method, requestUri } = line;
    return { kind, method, requestUri, version, headers, startLine, body, surplusBytes, issues };
  }
  const { kind, status, reason } = line;
  return { kind, status, reason, version, headers, startLine, body, surplusBytes, issues };
}

/**
 * Reads the SIP message (RFC 3261 §7) in bytes[start, end), a whole datagram or what stream reassembly cut out.
 *
 * Fails only when there is no SIP start line; everything else that is wrong becomes an issue. All ranges count bytes from
 * `start`; NULs and line ends before the start line are skipped, noted, and belong to the count. Time is linear in the length.
 */
export function parseSip(bytes: Uint8Array, start: number, end: number): Result<SipMessage, NotSip> {
  const last = Math.min(end, bytes.length);
  const first = skipKeepalive(bytes, start, last);
  const lines = new LineReader(bytes, first, last);
  const issues = new IssueList();
  noteJunk(bytes, start, first, issues);
  if (!lines.read()) return NOT_SIP;
  const startLine = readStartLine(bytes, first, lines.textEnd, start, issues);
  if (startLine === null) return NOT_SIP;

  const where = { start: first - start, end: lines.textEnd - start };
  const { headers, bodyStart } = readHeaders(lines, start, issues);
  const firstHeaders = checkHeaders(headers, startLine, issues);
  checkMessage(startLine, where, firstHeaders, issues);
  const contentLength = firstHeaders.get('content-length') ?? null;
  const { body, surplusBytes } = bodyExtent(contentLength, bodyStart - start, last - start, issues);
  checkBody(bytes, start, body, firstHeaders.has('content-type'), issues);
  return ok(messageOf(startLine, { headers, startLine: where, body, surplusBytes, issues: issues.issues }));
}
