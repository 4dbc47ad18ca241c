import { describe, expect, it } from 'vitest';
import { readBody } from '../../../../../main/engine/decode/body/readBody';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { ISSUE_GROUPS, isMerelyUnusual, type SipIssueCode } from '../../../../../shared/sip/issueKinds';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';
import { decode, HEADERS } from '../sip/messages';
import { BODIES, lines, PIDF, RELEASE, SDP } from './bodies';

function messageOf(contentType: string, body: Uint8Array, lengthBytes = body.length): Uint8Array {
  const headers = [...HEADERS, `Content-Type: ${contentType}`, `Content-Length: ${lengthBytes}`];
  return joinBytes(textBytes(['INFO sip:b@example.org SIP/2.0', ...headers, '', ''].join('\r\n')), body);
}

const PART = '--b\r\n\r\nHello\r\n';
const MULTIPART = 'multipart/mixed;boundary=b';
const LONG = 'x'.repeat(71);

/** Code, type and body with this issue and no other, and the text that it points at. */
const CASES: readonly (readonly [SipIssueCode, string, string | Uint8Array, string])[] = [
  ['missingBoundary', 'multipart/mixed', PART, 'multipart/mixed'],
  ['badBoundary', `multipart/mixed;boundary=${LONG}`, `--${LONG}--`, `multipart/mixed;boundary=${LONG}`],
  ['boundaryNotFound', 'multipart/mixed;boundary=c', PART, 'multipart/mixed;boundary=c'],
  ['multipartNotClosed', MULTIPART, PART, ''],
  ['tooManyParts', MULTIPART, `${'--b\r\n\r\n'.repeat(33)}--b--`, '\r\n--b--'],
  ['encodedBody', 'application/sdp\r\nContent-Encoding: gzip', 'xyz', 'xyz'],
  ['encodedBody', MULTIPART, '--b\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--', 'AAAA'],
  ['bodyIsNotItsType', 'application/sdp', 'Hello', 'Hello'],
  ['bodyIsNotItsType', 'message/sipfrag', 'Hello', 'Hello'],
  ['bodyIsNotItsType', 'application/simple-message-summary', 'Hello: you', 'Hello: you'],
  ['bodyIsNotItsType', 'application/dtmf-relay', 'Duration=160', 'Duration=160'],
  ['bodyIsNotItsType', 'application/vq-rtcpxr', 'CallID: x', 'CallID: x'],
  ['unreadableXml', 'application/pidf+xml', '<presence><tuple></presence>', '<presence><tuple></presence>'],
  ['unreadableXml', 'application/reginfo+xml', 'no XML', 'no XML'],
  ['truncatedParameter', 'application/isup', RELEASE.subarray(0, 5), '\x0c\x02\0\x02\ufffd'],
  ['truncatedParameter', 'application/isup', '\x0c\x09\0\x02', '\x0c\t\0\x02'],
];

function issuesOf(bytes: Uint8Array): readonly (readonly [string, string])[] {
  const prefixed = joinBytes(textBytes('...'), bytes);
  const message = parseSip(prefixed, 3, prefixed.length);
  if (!message.ok) throw new Error('no message');
  const { issues } = readBody(message.value, prefixed, 3);
  return issues.map(({ code, range }) => [code, decode(bytes, range.start, range.end)]);
}

describe('issues of a body', () => {
  it.each(CASES)('%s of %s', (code, contentType, body, at) => {
    const bytes = typeof body === 'string' ? textBytes(body) : body;
    expect(issuesOf(messageOf(contentType, bytes))).toEqual([[code, at]]);
  });

  it('has a case for every issue there are words for', () => {
    const shown = new Set<string>(CASES.map(([code]) => code));
    expect(Object.keys(ISSUE_GROUPS.body).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(BODIES)('are none of a good %s', (contentType, body) => {
    expect(issuesOf(messageOf(contentType, body))).toEqual([]);
  });

  it('are those of the session description, counted from the message', () => {
    const body = textBytes(SDP.replace('s=-\r\n', 's=-\r\nx=1\r\n'));
    expect(issuesOf(messageOf('application/sdp', body))).toEqual([['sdpUnknownLineType', 'x=1']]);
    const part = lines('--b', 'Content-Type: application/sdp', '', `${decode(body, 0, body.length)}--b--`);
    expect(issuesOf(messageOf(MULTIPART, textBytes(part)))).toEqual([['sdpUnknownLineType', 'x=1']]);
  });

  it('are not told of a body that is known to be cut off', () => {
    const body = textBytes(PIDF.slice(0, 100));
    expect(issuesOf(messageOf('application/pidf+xml', body, 400))).toEqual([]);
    expect(issuesOf(messageOf('application/pidf+xml', body))).toHaveLength(1);
  });

  it('come with the description, which is none when the body is not SDP', () => {
    const read = (contentType: string, text: string) => {
      const bytes = messageOf(contentType, textBytes(text));
      const message = parseSip(bytes, 0, bytes.length);
      return message.ok ? readBody(message.value, bytes, 0) : null;
    };
    expect(read('application/sdp', SDP)).toMatchObject({ description: { media: [{ port: 4 }] }, issues: [] });
    expect(read('application/sdp', 'Hello')?.description).toBeNull();
    expect(read('text/plain', 'Hello')).toEqual({ description: null, issues: [] });
    expect(read('application/sdp', '')).toEqual({ description: null, issues: [] });
  });

  it('are unusual or broken', () => {
    expect([isMerelyUnusual('encodedBody'), isMerelyUnusual('unreadableXml')]).toEqual([true, false]);
  });
});
