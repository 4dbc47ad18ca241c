import { assert, constantFrom, integer, property, array, string, uint8Array, oneof } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsFramed, framedUnit } from '../../../../../main/engine/analysis/streams/framedUnit';
import { recognise } from '../../../../../main/engine/analysis/streams/recognise';
import { SipFraming } from '../../../../../main/engine/analysis/streams/sipFraming';
import { beginsSip, startLineWithin } from '../../../../../main/engine/analysis/streams/startLines';
import { StartLineSearch } from '../../../../../main/engine/analysis/streams/startLineSearch';
import { streamProtocols } from '../../../../../main/engine/analysis/streams/streamProtocols';
import { joinBytes, textBytes } from '../../../../fixtures/bytes';

const within = (text: string, isWholeLine = true): number | null =>
  startLineWithin(textBytes(text), 0, text.length, isWholeLine);

describe('beginsSip', () => {
  it.each([
    ['', 'open'],
    ['I', 'open'],
    ['SIP/', 'open'],
    ['INVITE ', 'open'],
    ['INVITE sip:bob@example.org', 'open'],
    ['INVITE sip:bob@example.org SIP/2.0\r', 'yes'],
    ['SIP/2.0 200 OK\n', 'yes'],
    ['GET / HTTP/1.1\r\n', 'no'],
    ['v=0\r\n', 'no'],
    ['\x16\x03\x01', 'no'],
    [' INVITE sip:bob@example.org SIP/2.0\r\n', 'no'],
    ['A'.repeat(65), 'no'],
    [`INVITE sip:${'b'.repeat(8000)}`, 'open'],
    [`INVITE sip:${'b'.repeat(9000)}`, 'no'],
    [`INVITE sip:${'b'.repeat(9000)} SIP/2.0\r\n`, 'no'],
  ])('says of %j: %s', (text, expected) => {
    expect(beginsSip(textBytes(text), 0, textBytes(text).length)).toBe(expected);
  });
});

describe('startLineWithin', () => {
  it.each([
    ['INVITE sip:bob@example.org SIP/2.0', 0],
    ["interesting-Method0123456789_*+`.%indeed'~ sip:a SIP/2.0", 0],
    ['SIP/2.0 486 Busy Here', 0],
    ['a=sendrecvINVITE sip:bob@example.org SIP/2.0', 10],
    ['helloSIP/2.0 200 OK', 5],
    ['SIP/2.0 100 TryingSIP/2.0 200 OK', 18],
    ['SIP/2.0 200 OKPRACK sip:bob@example.org SIP/2.0', 14],
    ['Via: SIP/2.0/UDP 192.0.2.1', null],
    ['Subject: SIP/2.0 200 OK', null],
    ['Call INVITE sip:bob@example.org SIP/2.0', null],
    ['INVITE bob SIP/2.0', null],
    ['SIP/2.0', null],
    [' SIP/2.0', null],
    ['', null],
  ])('of %j: %s', (text, expected) => {
    expect(within(text)).toBe(expected);
  });

  it('lets only known methods pass where the beginning of the line may be missing', () => {
    expect(within('VITE sip:bob@example.org SIP/2.0', false)).toBeNull();
    expect(within('INVITE sip:bob@example.org SIP/2.0', false)).toBe(0);
  });
});

describe('StartLineSearch', () => {
  const message = 'OPTIONS sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP a\r\n';

  it.each([
    ['behind lines', 'a\r\nb: c\r\n', message, true],
    ['behind a line without end', 'a=sendrecv', message, true],
    ['not in a fragment of a message', 'x\r\n', 'SIP/2.0 200 OK\r\n\r\nb\r\n', false],
    ['not before text', 'x\r\n', 'SIP/2.0 200 OK\r\nno header\r\n', false],
  ])('finds a start line %s, in any pieces', (_name, before, after, expected) => {
    const bytes = textBytes(before + after);
    for (let step = 1; step <= bytes.length; step += 1) {
      const search = new StartLineSearch();
      search.begin();
      let isFound = false;
      for (let end = 0; end < bytes.length && !isFound;) {
        end = Math.min(bytes.length, end + step);
        isFound = search.find(bytes, 0, end);
      }
      expect(isFound).toBe(expected);
      if (expected) expect(search.foundAt).toBe(before.length);
    }
  });
});

/** Bytes that look like many things. */
const bytes = oneof(
  uint8Array({ maxLength: 300 }),
  array(
    constantFrom(
      'INVITE sip:a@b SIP/2.0\r\n',
      'SIP/2.0 200 OK\r\n',
      'Content-Length: 10\r\n',
      'l: 3\n',
      'c: application/sdp\r\n',
      'c: text/plain\r',
      '\r\n',
      '\n',
      '\r',
      'v=0\r\n',
      'GET / HTTP/1.1\r\n',
      'HEP3\0\x10',
      'MSRP a SEND\r\n',
      '\0\x01\0\0!\x12\xa4B',
      '\x81\x85',
      '\0\x0c\x80\0',
    ),
    { maxLength: 12 },
  ).map((parts) => Uint8Array.from(Buffer.from(parts.join(''), 'latin1'))),
  string({ maxLength: 200 }).map(textBytes),
);

describe('readers of streams', () => {
  const protocols = streamProtocols(null);

  it('never look before the start or behind the end', () => {
    const around = uint8Array({ minLength: 3, maxLength: 40 });
    const ask = (content: Uint8Array, start: number, end: number) => {
      const framing = new SipFraming(200);
      const search = new StartLineSearch();
      search.begin();
      const step = framing.read(content, start, end, false);
      const framed = framedUnit(content, start, end);
      return {
        step,
        lengthBytes: step === 'message' ? framing.lengthBytes : null,
        found: search.find(content, start, end) ? search.foundAt : null,
        recognised: start < end ? recognise(content, start, end, protocols) : null,
        framed: framed.outcome,
        beginsFramed: beginsFramed(content, start, end),
      };
    };
    assert(
      property(bytes, around, around, (content, before, after) => {
        const embedded = joinBytes(before, content, after);
        expect(ask(embedded, before.length, before.length + content.length)).toEqual(ask(content, 0, content.length));
      }),
      { numRuns: 2000 },
    );
  });

  it('find the same message in whatever pieces it comes', () => {
    assert(
      property(bytes, integer({ min: 1, max: 40 }), (content, step) => {
        const whole = new SipFraming(1000);
        const pieces = new SipFraming(1000);
        const expected = whole.read(content, 0, content.length, false);
        let end = 0;
        let found = pieces.read(content, 0, 0, false);
        while (found === 'more' && end < content.length) {
          end = Math.min(content.length, end + step);
          found = pieces.read(content, 0, end, false);
        }
        // Where the body has no length, it cannot be seen in pieces that more follows: the message may end sooner. Where a start
        // line stands in the body against its length, the length may be reached before that can be seen: it may end later.
        if (expected !== 'more') expect(found).toBe(expected);
        else expect(found).not.toBe('notSip');
        const isCutByStartLine = beginsSip(content, whole.lengthBytes, content.length) !== 'no';
        if (expected === 'message' && !isCutByStartLine) {
          expect(pieces.lengthBytes).toBeLessThanOrEqual(whole.lengthBytes);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
