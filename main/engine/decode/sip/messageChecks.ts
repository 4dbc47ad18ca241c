import { SINGLE_HEADERS } from '../../../../shared/sip/headerNames';
import { readCseq } from './cseq';
import { checkHeader } from './headerChecks';
import type { IssueList } from './issueList';
import type { ByteRange, SipHeader, SipIssueCode } from './sipMessage';
import type { StartLine } from './startLine';

/** Header fields that every message must have (RFC 3261 §8.1.1), with the issue when one is missing. */
const MANDATORY: readonly (readonly [string, SipIssueCode])[] = [
  ['via', 'missingVia'],
  ['from', 'missingFrom'],
  ['to', 'missingTo'],
  ['call-id', 'missingCallId'],
  ['cseq', 'missingCseq'],
];

/** First header field of each key. */
export type FirstHeaders = ReadonlyMap<string, SipHeader>;

/** Checks each header field and returns the first of each key; later ones of a field that may stand only once are noted. */
export function checkHeaders(headers: readonly SipHeader[], startLine: StartLine, issues: IssueList): FirstHeaders {
  const first = new Map<string, SipHeader>();
  const asFirst = { startLine, isFirst: true };
  const asFurther = { startLine, isFirst: false };
  for (const header of headers) {
    const isFirst = !first.has(header.key);
    if (isFirst) first.set(header.key, header);
    else if (SINGLE_HEADERS.has(header.key)) issues.add('duplicateHeader', header.range.start, header.range.end);
    checkHeader(header, isFirst ? asFirst : asFurther, issues);
  }
  return first;
}

/** Notes what a message of this kind must have and has not. */
export function checkMessage(startLine: StartLine, where: ByteRange, first: FirstHeaders, issues: IssueList): void {
  for (const [key, code] of MANDATORY) if (!first.has(key)) issues.add(code, where.start, where.end);
  if (startLine.kind === 'request' && !first.has('max-forwards')) {
    issues.add('missingMaxForwards', where.start, where.end);
  }
  if (!first.has('contact') && beginsDialog(startLine, first)) issues.add('missingContact', where.start, where.end);
}

function beginsDialog(startLine: StartLine, first: FirstHeaders): boolean {
  if (startLine.kind === 'request') return startLine.method === 'INVITE' || startLine.method === 'SUBSCRIBE';
  if (startLine.status < 200 || startLine.status > 299) return false;
  return readCseq(first.get('cseq')?.value ?? '').method === 'INVITE';
}
