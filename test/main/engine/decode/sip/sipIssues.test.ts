import { describe, expect, it } from 'vitest';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { SipIssueCode } from '../../../../../main/engine/decode/sip/sipMessage';
import { ISSUE_GROUPS } from '../../../../../shared/sip/issueKinds';
import { decode, encode, HEADERS, headersWithout, INVITE, request } from './messages';

const CLEAN = [...HEADERS, 'Content-Length: 0'];
const withStart = (startLine: string): string => request(CLEAN, '', startLine);
const response = (startLine: string): string =>
  request(CLEAN, '', startLine).replace('example.org>', 'example.org>;tag=9');
const replaced = (name: string, line: string): string => request(headersWithout(name, line));
const extra = (...lines: readonly string[]): string => request([...CLEAN, ...lines]);
const withBody = (length: string, body: string): string =>
  request([...HEADERS, 'Content-Type: text/plain', ...(length === '' ? [] : [`Content-Length: ${length}`])], body);

/** Code, a message that has this issue and no other, and the text of the bytes it points at. */
const CASES: readonly (readonly [SipIssueCode, string | Uint8Array, string])[] = [
  ['junkBeforeStartLine', `\0${INVITE}`, '\0'],
  ['emptyLineBeforeStartLine', `\r\n${INVITE}`, '\r\n'],
  ['missingVersion', withStart('INVITE sip:bob@example.org'), 'INVITE sip:bob@example.org'],
  ['unknownVersion', withStart('INVITE sip:bob@example.org SIP/7.0'), 'SIP/7.0'],
  ['lowerCaseVersion', withStart('INVITE sip:bob@example.org sip/2.0'), 'sip/2.0'],
  ['lowerCaseMethod', withStart('invite sip:bob@example.org SIP/2.0'), 'invite'],
  ['unknownMethod', withStart('GREET sip:b SIP/2.0').replace('314159 INVITE', '314159 GREET'), 'GREET'],
  ['startLineSpaces', withStart('INVITE  sip:b  SIP/2.0 '), 'INVITE  sip:b  SIP/2.0 '],
  ['startLineSpaces', response('SIP/2.0  200 OK'), '  '],
  ['missingRequestUri', withStart('INVITE SIP/2.0'), ''],
  ['requestUriSpaces', withStart('INVITE sip:b; lr SIP/2.0'), 'sip:b; lr'],
  ['requestUriInBrackets', withStart('INVITE <sip:b> SIP/2.0'), '<sip:b>'],
  ['requestUriHeaders', withStart('INVITE sip:a?b@c?Route=x SIP/2.0'), 'sip:a?b@c?Route=x'],
  ['uriWithoutScheme', withStart('INVITE bob@example.org SIP/2.0'), 'bob@example.org'],
  ['statusOutOfRange', response('SIP/2.0 99 No'), '99'],
  ['statusOutOfRange', response('SIP/2.0 4294967301 No'), '4294967301'],
  ['noSpaceAfterStatus', response('SIP/2.0 200'), '200'],
  ['lineEndsWithoutCarriageReturn', INVITE.replace('70\r\n', '70\n'), '\n'],
  ['lineEndsWithoutLineFeed', INVITE.replace('70\r\n', '70\r'), '\r'],
  ['missingBlankLine', `${extra().slice(0, -2)}`, ''],
  ['headerWithoutColon', extra('Foobar roobar'), 'Foobar roobar'],
  ['emptyHeaderName', extra(': value'), ':'],
  ['badHeaderName', extra('Bad Name: value'), 'Bad Name'],
  ['spaceBeforeColon', extra('Subject : value'), ' '],
  ['foldedHeader', extra('Subject: a\r\n b'), 'Subject: a\r\n b'],
  ['continuationWithoutHeader', request([' continued', ...CLEAN]), ' continued'],
  ['nulInHeader', extra('Subject: a\0b'), '\0'],
  ['notUtf8', new Uint8Array([...encode(extra('Subject: ')).slice(0, -4), 0xff, 13, 10, 13, 10]), '\ufffd'],
  [
    'tooManyHeaders',
    request([...CLEAN, ...Array.from({ length: 1000 }, () => 'Ext: 1')]),
    'Ext: 1\r\n'.repeat(8) + '\r\n',
  ],
  ['duplicateHeader', extra('To: <sip:other@example.org>'), 'To: <sip:other@example.org>'],
  ['duplicateHeader', extra('Content-Length: 5'), 'Content-Length: 5'],
  ['missingVia', request(headersWithout('Via')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingFrom', request(headersWithout('From')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingTo', request(headersWithout('To')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingCallId', request(headersWithout('Call-ID')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingCseq', request(headersWithout('CSeq')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingMaxForwards', request(headersWithout('Max-Forwards')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['missingContact', request(headersWithout('Contact')), 'INVITE sip:bob@biloxi.example.org SIP/2.0'],
  ['emptyCallId', replaced('Call-ID', 'Call-ID:'), 'Call-ID:'],
  ['badCseq', replaced('CSeq', 'CSeq: x INVITE'), 'x INVITE'],
  ['badCseq', replaced('CSeq', 'CSeq: 17'), '17'],
  ['cseqTooLarge', replaced('CSeq', 'CSeq: 36893488147419103232 INVITE'), '36893488147419103232 INVITE'],
  ['cseqMethodMismatch', replaced('CSeq', 'CSeq: 1 BYE'), '1 BYE'],
  ['maxForwardsTooLarge', replaced('Max-Forwards', 'Max-Forwards: 300'), '300'],
  ['badNumber', extra('Expires: soon'), 'soon'],
  ['numberTooLarge', extra('Retry-After: 949302838503028349304023988'), '949302838503028349304023988'],
  ['badDate', extra('Date: Fri, 01 Jan 2010 16:00:00 EST'), 'Fri, 01 Jan 2010 16:00:00 EST'],
  ['badVia', extra('Via: SIP/2.0/UDP'), 'SIP/2.0/UDP'],
  ['branchMissing', replaced('Via', 'Via: SIP/2.0/UDP h'), 'SIP/2.0/UDP h'],
  ['branchWithoutCookie', replaced('Via', 'Via: SIP/2.0/UDP h;branch=7'), 'SIP/2.0/UDP h;branch=7'],
  ['branchOnlyCookie', replaced('Via', 'Via: SIP/2.0/UDP h;branch=z9hG4bK'), 'SIP/2.0/UDP h;branch=z9hG4bK'],
  ['missingFromTag', replaced('From', 'From: <sip:a@b>'), '<sip:a@b>'],
  ['missingToTag', request(CLEAN, '', 'SIP/2.0 180 Ringing'), '"Bob" <sip:bob@biloxi.example.org>'],
  ['unterminatedQuote', replaced('To', 'To: "Mr. J. User <sip:j@example.com>'), '"Mr. J. User <sip:j@example.com>'],
  ['unterminatedBracket', replaced('To', 'To: <sip:j@example.com'), '<sip:j@example.com'],
  ['unquotedDisplayName', replaced('To', 'To: Bell, A <sip:j@example.com>'), 'Bell, A <sip:j@example.com>'],
  ['spaceInBrackets', replaced('To', 'To: < sip:j@example.com >'), '< sip:j@example.com >'],
  ['uriNeedsBrackets', replaced('Contact', 'Contact: sip:a@b?Route=x'), 'sip:a@b?Route=x'],
  ['missingUri', replaced('Contact', 'Contact: "Bob"'), '"Bob"'],
  ['badPort', replaced('Contact', 'Contact: <sip:a@b:99999>'), '<sip:a@b:99999>'],
  ['badEscape', replaced('Contact', 'Contact: <sip:%zz@b>'), '<sip:%zz@b>'],
  ['emptyParameter', replaced('Contact', 'Contact: <sip:a@b>;;'), '<sip:a@b>;;'],
  ['emptyListElement', replaced('Contact', 'Contact: <sip:a@b>,'), '<sip:a@b>,'],
  ['badWarning', extra('Warning: 1812 overture "In Progress"'), '1812 overture "In Progress"'],
  ['badWarning', extra('Warning: 399 sbc.example.org Q.850 cause'), '399 sbc.example.org Q.850 cause'],
  ['badAuthentication', extra('Authorization: Digest'), 'Digest'],
  ['badContentType', extra('Content-Type: sdp'), 'sdp'],
  ['missingContentLength', request(HEADERS), ''],
  ['badContentLength', withBody('-999', 'body'), '-999'],
  ['truncatedBody', withBody('9999', 'body'), '9999'],
  ['surplusBytes', withBody('4', 'body and more'), ' and more'],
  ['missingContentType', request([...HEADERS, 'Content-Length: 4'], 'body'), 'body'],
];

describe('issues of a message', () => {
  it.each(CASES)('%s', (code, message, at) => {
    const bytes = typeof message === 'string' ? encode(message) : message;
    const result = parseSip(bytes, 0, bytes.length);
    const issues = result.ok ? result.value.issues : [];
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    const range = issues[0]?.range ?? { start: 0, end: 0 };
    expect(decode(bytes, range.start, range.end)).toBe(at);
  });

  it('has a case for every issue of messages that there are words for', () => {
    const shown = new Set<string>([...CASES.map(([code]) => code), 'tooManyIssues']);
    expect(Object.keys(ISSUE_GROUPS.message).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each([
    ['a NUL after a backslash in quotes', replaced('To', 'To: "a\\\0b" <sip:j@example.com>')],
    ['a URI of another scheme', withStart('INVITE soap.beep://192.0.2.103:3002 SIP/2.0')],
    ['a user part with reserved characters', withStart('INVITE sip:a;b=%40?x@c SIP/2.0')],
    ['an unknown authentication scheme', extra('Authorization: NoOneKnows opaque-data=here')],
    ['a telephone number', withStart('INVITE tel:+4930123456 SIP/2.0')],
    ['a contact of all', replaced('Contact', 'Contact: *')],
    ['commas in quotes', extra('Route: "a,b" <sip:x;lr>, <sip:y,z;lr>')],
    ['Retry-After with a comment', extra('Retry-After: 5 (in a meeting);duration=60')],
    ['100 without To tag', request(CLEAN, '', 'SIP/2.0 100 Trying')],
    ['an empty reason phrase', response('SIP/2.0 200 ')],
  ])('finds nothing wrong with %s', (_name, message) => {
    const bytes = encode(message);
    const result = parseSip(bytes, 0, bytes.length);
    expect(result.ok && result.value.issues).toEqual([]);
  });
});
