import { SINGLE_HEADERS } from '../../../../shared/sip/headerNames';
import { readCseq } from './cseq';
import { checkBranch, checkHeader } from './headerChecks';
import type { IssueList } from './issueList';
import { readNameAddress } from './nameAddress';
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

/** Checks each header field by itself and returns the first of each key; later ones of a single header are noted. */
export function checkHeaders(headers: readonly SipHeader[], issues: IssueList): FirstHeaders {
  const first = new Map<string, SipHeader>();
  for (const header of headers) {
    if (!first.has(header.key)) first.set(header.key, header);
    else if (SINGLE_HEADERS.has(header.key)) issues.add('duplicateHeader', header.range.start, header.range.end);
    checkHeader(header, issues);
  }
  const via = first.get('via');
  if (via !== undefined) checkBranch(via, issues);
  return first;
}

/** Checks what a message of this kind must have, and that its parts agree. */
export function checkMessage(startLine: StartLine, where: ByteRange, first: FirstHeaders, issues: IssueList): void {
  for (const [key, code] of MANDATORY) if (!first.has(key)) issues.add(code, where.start, where.end);
  const cseq = first.get('cseq');
  const cseqMethod = cseq === undefined ? '' : readCseq(cseq.value).method;
  checkTags(startLine, first, issues);
  if (startLine.kind === 'request') {
    if (!first.has('max-forwards')) issues.add('missingMaxForwards', where.start, where.end);
    if (cseq !== undefined && cseqMethod !== '' && cseqMethod.toUpperCase() !== startLine.method.toUpperCase()) {
      issues.add('cseqMethodMismatch', cseq.valueRange.start, cseq.valueRange.end);
    }
  }
  if (!first.has('contact') && beginsDialog(startLine, cseqMethod))
    issues.add('missingContact', where.start, where.end);
}

const beginsDialog = (startLine: StartLine, cseqMethod: string): boolean =>
  startLine.kind === 'request'
    ? startLine.method === 'INVITE' || startLine.method === 'SUBSCRIBE'
    : startLine.status >= 200 && startLine.status < 300 && cseqMethod === 'INVITE';

function checkTags(startLine: StartLine, first: FirstHeaders, issues: IssueList): void {
  const from = first.get('from');
  const to = first.get('to');
  if (from !== undefined && readNameAddress(from.value).tag === '') {
    issues.add('missingFromTag', from.valueRange.start, from.valueRange.end);
  }
  if (to === undefined || startLine.kind === 'request' || startLine.status <= 100) return;
  if (readNameAddress(to.value).tag === '') issues.add('missingToTag', to.valueRange.start, to.valueRange.end);
}
