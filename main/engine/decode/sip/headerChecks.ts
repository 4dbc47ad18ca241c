import { readAuthentication } from './authentication';
import { readCseq } from './cseq';
import type { IssueList } from './issueList';
import { readNameAddress, type NameAddress } from './nameAddress';
import { parameterValue } from './parameters';
import { isPlainAddress, isPlainCseq, isPlainHops, isPlainNumber, isPlainTagged, isPlainVia } from './plainValues';
import type { SipHeader } from './sipMessage';
import type { StartLine } from './startLine';
import { readUri } from './sipUri';
import { splitList } from './splitList';
import { readVia } from './via';
import { readWarnings } from './warning';

const LARGEST_32_BIT = 2 ** 32 - 1;
const MAX_MAX_FORWARDS = 255;
const BRANCH_COOKIE = 'z9hG4bK';

/** Which message the header field stands in, and whether it is the first of its key there. */
export type Place = { readonly startLine: StartLine; readonly isFirst: boolean };

type Check = (header: SipHeader, issues: IssueList, place: Place) => void;

function checkAddress(header: SipHeader, address: NameAddress, issues: IssueList): void {
  issues.addAll(address.issues, header.valueRange);
  if (address.uri === '' || address.uri === '*' || !/^(?:sips?|tel):/i.test(address.uri)) return;
  issues.addAll(readUri(address.uri).issues, header.valueRange);
}

const checkOneAddress: Check = (header, issues) => {
  if (!isPlainAddress(header.value)) checkAddress(header, readNameAddress(header.value), issues);
};

const checkAddresses: Check = (header, issues) => {
  if (isPlainAddress(header.value) && !/expires/i.test(header.value)) return;
  for (const element of splitList(header.value)) {
    if (element.start === element.end) {
      issues.add('emptyListElement', header.valueRange.start, header.valueRange.end);
      continue;
    }
    const address = readNameAddress(header.value, element.start, element.end);
    checkAddress(header, address, issues);
    const expires = parameterValue(address.parameters, 'expires');
    if (expires !== null) checkSeconds(header, expires, issues);
  }
};

const checkFrom: Check = (header, issues, { isFirst }) => {
  if (isPlainTagged(header.value)) return;
  const address = readNameAddress(header.value);
  checkAddress(header, address, issues);
  if (isFirst && address.tag === '') issues.add('missingFromTag', header.valueRange.start, header.valueRange.end);
};

const checkTo: Check = (header, issues, { startLine, isFirst }) => {
  const needsTag = isFirst && startLine.kind === 'response' && startLine.status > 100;
  if (needsTag ? isPlainTagged(header.value) : isPlainAddress(header.value)) return;
  const address = readNameAddress(header.value);
  checkAddress(header, address, issues);
  if (needsTag && address.tag === '') issues.add('missingToTag', header.valueRange.start, header.valueRange.end);
};

/** The branch of the topmost Via (RFC 3261 §8.1.1.7). */
function checkBranch(header: SipHeader, branch: string, issues: IssueList): void {
  const { start, end } = header.valueRange;
  if (branch === '') issues.add('branchMissing', start, end);
  else if (branch === BRANCH_COOKIE) issues.add('branchOnlyCookie', start, end);
  else if (!branch.startsWith(BRANCH_COOKIE)) issues.add('branchWithoutCookie', start, end);
}

const checkVia: Check = (header, issues, { isFirst }) => {
  if (isPlainVia(header.value)) return;
  let isTop = isFirst;
  for (const element of splitList(header.value)) {
    if (element.start === element.end) {
      issues.add('emptyListElement', header.valueRange.start, header.valueRange.end);
      continue;
    }
    const via = readVia(header.value, element.start, element.end);
    issues.addAll(via.issues, header.valueRange);
    if (isTop) checkBranch(header, via.branch, issues);
    isTop = false;
  }
};

const checkCseq: Check = (header, issues, { startLine, isFirst }) => {
  const agrees = !isFirst || startLine.kind === 'response' || header.value.endsWith(` ${startLine.method}`);
  if (agrees && isPlainCseq(header.value)) return;
  const cseq = readCseq(header.value);
  issues.addAll(cseq.issues, header.valueRange);
  if (!isFirst || startLine.kind === 'response' || cseq.method === '' || cseq.method === startLine.method) return;
  if (cseq.method.toUpperCase() === startLine.method.toUpperCase()) return;
  issues.add('cseqMethodMismatch', header.valueRange.start, header.valueRange.end);
};

function checkSeconds(header: SipHeader, digits: string, issues: IssueList): void {
  const { start, end } = header.valueRange;
  if (!/^\d+$/.test(digits)) issues.add('badNumber', start, end);
  else if (Number(digits) > LARGEST_32_BIT) issues.add('numberTooLarge', start, end);
}

/** A number that parameters, white space or a comment in brackets may follow. */
const checkNumber: Check = (header, issues) => {
  if (!isPlainNumber(header.value)) checkSeconds(header, /^[^\s;(]*/.exec(header.value)?.[0] ?? '', issues);
};

const checkMaxForwards: Check = (header, issues, place) => {
  if (isPlainHops(header.value)) return;
  checkNumber(header, issues, place);
  if (/^\d+$/.test(header.value) && Number(header.value) > MAX_MAX_FORWARDS) {
    issues.add('maxForwardsTooLarge', header.valueRange.start, header.valueRange.end);
  }
};

const checkDate: Check = (header, issues) => {
  if (!/ GMT$/.test(header.value)) issues.add('badDate', header.valueRange.start, header.valueRange.end);
};

const checkWarning: Check = (header, issues) => {
  const warnings = readWarnings(header.value);
  if (warnings.length === 0 || warnings.includes(null)) {
    issues.add('badWarning', header.valueRange.start, header.valueRange.end);
  }
};

const checkAuthentication: Check = (header, issues) =>
  issues.addAll(readAuthentication(header.value).issues, header.valueRange);

const checkContentType: Check = (header, issues) => {
  if (!/^[^\s/;]+\s*\/\s*[^\s/;]+/.test(header.value)) {
    issues.add('badContentType', header.valueRange.start, header.valueRange.end);
  }
};

const checkCallId: Check = (header, issues) => {
  if (header.value === '') issues.add('emptyCallId', header.range.start, header.range.end);
};

/** What is looked at in the value of a header field, by its key. */
const CHECKS = new Map<string, Check>([
  ['via', checkVia],
  ['from', checkFrom],
  ['to', checkTo],
  ['contact', checkAddresses],
  ['route', checkAddresses],
  ['record-route', checkAddresses],
  ['path', checkAddresses],
  ['service-route', checkAddresses],
  ['p-asserted-identity', checkAddresses],
  ['p-preferred-identity', checkAddresses],
  ['remote-party-id', checkAddresses],
  ['diversion', checkAddresses],
  ['refer-to', checkOneAddress],
  ['referred-by', checkOneAddress],
  ['reply-to', checkOneAddress],
  ['call-id', checkCallId],
  ['cseq', checkCseq],
  ['max-forwards', checkMaxForwards],
  ['expires', checkNumber],
  ['min-expires', checkNumber],
  ['min-se', checkNumber],
  ['session-expires', checkNumber],
  ['retry-after', checkNumber],
  ['rseq', checkNumber],
  ['date', checkDate],
  ['warning', checkWarning],
  ['www-authenticate', checkAuthentication],
  ['proxy-authenticate', checkAuthentication],
  ['authorization', checkAuthentication],
  ['proxy-authorization', checkAuthentication],
  ['content-type', checkContentType],
]);

/** Notes what is wrong with the value of one header field at its place in a message. */
export function checkHeader(header: SipHeader, place: Place, issues: IssueList): void {
  CHECKS.get(header.key)?.(header, issues, place);
}
