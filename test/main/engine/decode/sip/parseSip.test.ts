import { describe, expect, it } from 'vitest';
import { headerOf, headersOf } from '../../../../../main/engine/decode/sip/headerOf';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { SipMessage } from '../../../../../main/engine/decode/sip/sipMessage';
import { decode, encode, HEADERS, INVITE, request, SDP } from './messages';

function parsed(text: string): SipMessage {
  const bytes = encode(text);
  const result = parseSip(bytes, 0, bytes.length);
  if (!result.ok) throw new Error('not SIP');
  return result.value;
}

describe('parseSip', () => {
  it('reads a clean request', () => {
    const message = parsed(INVITE);
    expect(message).toMatchObject({
      kind: 'request',
      method: 'INVITE',
      requestUri: 'sip:bob@biloxi.example.org',
      version: 'SIP/2.0',
      surplusBytes: 0,
      issues: [],
    });
    expect(message.headers.map(({ key }) => key)).toEqual([
      ...['via', 'max-forwards', 'to', 'from', 'call-id', 'cseq', 'contact', 'content-type', 'content-length'],
    ]);
    expect(headerOf(message, 'from')?.value).toContain('Éire');
    expect(headerOf(message, 'subject')).toBeNull();
  });

  it('reads a clean response', () => {
    const text = request([...HEADERS, 'Content-Length: 0'], '', 'SIP/2.0 486 Besetzt für heute').replace(
      'biloxi.example.org>',
      'biloxi.example.org>;tag=9',
    );
    expect(parsed(text)).toMatchObject({ kind: 'response', status: 486, reason: 'Besetzt für heute', issues: [] });
  });

  it('gives ranges in bytes, also after characters of several bytes', () => {
    const bytes = encode(INVITE);
    const message = parsed(INVITE);
    expect(decode(bytes, message.startLine.start, message.startLine.end)).toBe(INVITE.split('\r\n')[0]);
    for (const { name, value, range, valueRange } of message.headers) {
      expect(decode(bytes, range.start, range.end)).toBe(`${name}: ${value}`);
      expect(decode(bytes, valueRange.start, valueRange.end)).toBe(value);
    }
    expect(decode(bytes, message.body.start, message.body.end)).toBe(SDP);
  });

  it('counts ranges from where parsing began', () => {
    const before = encode('another message\0\0');
    const bytes = new Uint8Array([...before, ...encode(INVITE), ...encode('what follows')]);
    const result = parseSip(bytes, before.length, before.length + encode(INVITE).length);
    expect(result).toEqual({ ok: true, value: parsed(INVITE) });
  });

  it('skips NULs and line ends before the start line and counts them in the ranges', () => {
    const message = parsed(`\0\0\r\n${INVITE}`);
    expect(message.startLine.start).toBe(4);
    expect(message.issues).toEqual([{ code: 'junkBeforeStartLine', range: { start: 0, end: 4 } }]);
    expect(parsed(`\r\n\r\n${INVITE}`).issues).toEqual([
      { code: 'emptyLineBeforeStartLine', range: { start: 0, end: 4 } },
    ]);
  });

  it('reads compact names', () => {
    const message = parsed(
      'OPTIONS sip:a@b SIP/2.0\r\nv: SIP/2.0/UDP h;branch=z9hG4bK1\r\nf: <sip:a@b>;tag=1\r\nT: <sip:c@d>\r\n' +
        'i: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 7\r\nl: 0\r\n\r\n',
    );
    expect(message.headers.map(({ name, key }) => `${name}=${key}`)).toEqual([
      ...['v=via', 'f=from', 'T=to', 'i=call-id', 'CSeq=cseq', 'Max-Forwards=max-forwards', 'l=content-length'],
    ]);
    expect(message.issues).toEqual([]);
  });

  it('unfolds a header field over several lines', () => {
    const text = INVITE.replace('CSeq: 314159 INVITE', 'CSeq:\r\n  314159  \r\n\tINVITE');
    const message = parsed(text);
    const cseq = headerOf(message, 'cseq');
    expect(cseq?.value).toBe('314159 INVITE');
    expect(decode(encode(text), cseq?.range.start ?? 0, cseq?.range.end ?? 0)).toBe('CSeq:\r\n  314159  \r\n\tINVITE');
  });

  it.each([
    ['LF', '\n', 'lineEndsWithoutCarriageReturn'],
    ['CR', '\r', 'lineEndsWithoutLineFeed'],
    ['CR CR LF', '\r\r\n', 'lineEndsWithoutLineFeed'],
  ])('reads lines that end with %s', (_name, lineEnd, code) => {
    const message = parsed(request([...HEADERS, 'Content-Length: 4'], 'body').replaceAll('\r\n', lineEnd));
    expect(message.headers).toHaveLength(8);
    expect(message.body.end - message.body.start).toBe(4);
    expect(message.issues.filter((issue) => issue.code === code)).toHaveLength(1);
  });

  it('uses the first of two Call-ID header fields and keeps both', () => {
    const message = parsed(request([...HEADERS, 'Call-ID: second', 'Content-Length: 0']));
    expect(headerOf(message, 'call-id')?.value).toBe('a84b4c76e66710@pc33.example.com');
    expect(headersOf(message, 'call-id').map(({ value }) => value)).toEqual([
      ...['a84b4c76e66710@pc33.example.com', 'second'],
    ]);
  });

  it('keeps no more than 1,000 header fields and finds the body all the same', () => {
    const many = Array.from({ length: 1500 }, (_, i) => `X-${i}: ${i}`);
    const message = parsed(request([...HEADERS, 'Content-Length: 4', ...many], 'body'));
    expect(message.headers).toHaveLength(1000);
    expect(message.issues.map(({ code }) => code)).toEqual(['tooManyHeaders', 'missingContentType']);
    expect(message.body.end - message.body.start).toBe(4);
  });

  it('reads names wherever they stand, also in a header part of many kilobytes', () => {
    for (let padding = 3900; padding < 4200; padding += 1) {
      const message = parsed(request([`Subject: ${'x'.repeat(padding)}`, ...HEADERS, 'Content-Length: 0']));
      expect(message.headers.map(({ key }) => key)).toEqual([
        ...['subject', 'via', 'max-forwards', 'to', 'from', 'call-id', 'cseq', 'contact', 'content-length'],
      ]);
      expect(message.issues).toEqual([]);
    }
  });

  it('keeps no more than 100 issues and says so', () => {
    const message = parsed(
      request([...HEADERS, 'Content-Length: 0', ...Array.from({ length: 300 }, () => 'no colon')]),
    );
    expect(message.issues).toHaveLength(100);
    expect(message.issues.at(-1)?.code).toBe('tooManyIssues');
  });

  it.each([
    ['nothing', ''],
    ['NULs', '\0\0\0\0'],
    ['keep-alive', '\r\n\r\n'],
    ['HTTP request', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['HTTP response', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['RTSP', 'OPTIONS rtsp://example.com/media RTSP/1.0\r\nCSeq: 1\r\n\r\n'],
    ['MSRP', 'MSRP a786hjs2 SEND\r\nTo-Path: msrp://a\r\n'],
    ['version without status', 'SIP/2.0 \r\nVia: x\r\n\r\n'],
    ['status that is no number', 'SIP/2.0 OK\r\n\r\n'],
    ['prose', 'Please call sip:bob@example.org tomorrow'],
    ['a first word with an @', 'a@b sip:x SIP/2.0\r\n\r\n'],
    ['a URI alone', 'sip:bob@example.org'],
  ])('refuses %s', (_name, text) => {
    const bytes = encode(text);
    expect(parseSip(bytes, 0, bytes.length)).toEqual({ ok: false, error: { kind: 'notSip' } });
  });

  it('refuses binary', () => {
    for (let first = 0; first < 256; first += 1) {
      const bytes = new Uint8Array(172).fill(first, 0, 1).fill(0x80, 1);
      expect(parseSip(bytes, 0, bytes.length).ok).toBe(false);
    }
  });
});
