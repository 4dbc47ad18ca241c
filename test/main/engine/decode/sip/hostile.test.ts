import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSdp } from '../../../../../main/engine/decode/sdp/findSdp';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import { describeFields } from '../../../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { expectSoundFields, expectSoundRanges } from './checkRanges';
import { encode, HEADERS, INVITE, request, SDP } from './messages';

const MULTIPART = request(
  [
    ...HEADERS,
    'Authorization: Digest username="a\\"b", realm="r", nonce="n", uri="sip:x", response="0"',
    'Warning: 399 a "b, c", 370 d "e"',
    'Supported: replaces, 100rel',
    'Allow: INVITE, ACK',
    'Reason: Q.850;cause=16;text="bye"',
    'RAck: 1 2 INVITE',
    'Content-Type: multipart/mixed;boundary="x y"',
  ],
  `--x y\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x y\r\nContent-Type: application/sdp\r\n\r\n${SDP}\r\n--x y--\r\n`,
);

/** Reads all there is to read of bytes[start, end); looks only at what must hold for any input. */
function readAll(bytes: Uint8Array, start: number, end: number): void {
  const result = parseSip(bytes, start, end);
  if (!result.ok) return;
  expectSoundRanges(result.value, end - start);
  const own = bytes.slice(start, end);
  expectSoundFields(describeFields(result.value, own), { start: 0, end: own.length });
  const sdp = findSdp(result.value, bytes, start);
  if (sdp === null) return;
  expect(sdp.start >= start && sdp.start <= sdp.end && sdp.end <= end).toBe(true);
  for (const issue of parseSdp(bytes, sdp.start, sdp.end).issues) {
    expect(issue.start >= 0 && issue.start <= issue.end && issue.end <= sdp.end - sdp.start).toBe(true);
  }
}

const SEEDS = [INVITE, MULTIPART].map(encode);
const NASTY = encode('\r\n\0"<>;:,=\\ \t%[]/()@?-').map((byte) => byte);
const byte = fc.oneof(fc.constantFrom(...NASTY), fc.integer({ min: 0, max: 255 }));

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.integer({ min: 0, max: 12 }),
  inserted: fc.array(byte, { maxLength: 6 }),
});

function applyEdit(
  bytes: readonly number[],
  { at, removed, inserted }: { at: number; removed: number; inserted: number[] },
) {
  const place = Math.floor(at * bytes.length);
  return [...bytes.slice(0, place), ...inserted, ...bytes.slice(place + removed)];
}

describe('hostile input', () => {
  it.each(['INVITE', 'multipart'])('reads %s cut off at every length', (name) => {
    const bytes = SEEDS[name === 'INVITE' ? 0 : 1]!;
    for (let end = 0; end <= bytes.length; end += 1) readAll(bytes, 0, end);
  });

  it('reads any change of a message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), fc.array(edit, { minLength: 1, maxLength: 12 }), (seed, edits) => {
        const bytes = Uint8Array.from(edits.reduce<number[]>(applyEdit, [...seed]));
        readAll(bytes, 0, bytes.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads header fields of random values', () => {
    const names = fc.constantFrom(
      ...[
        'Via',
        'From',
        'Contact',
        'CSeq',
        'Authorization',
        'Warning',
        'Content-Type',
        'Reason',
        'Route',
        'RAck',
        'Allow',
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.array(byte, { maxLength: 40 })), { maxLength: 8 }), (fields) => {
        const lines = fields.flatMap(([name, value]) => [...encode(`${name}: `), ...value, 13, 10]);
        const bytes = Uint8Array.from([...encode('INVITE sip:a@b SIP/2.0\r\n'), ...lines, 13, 10, ...encode(SDP)]);
        readAll(bytes, 0, bytes.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('never looks before its start or behind its end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (before, behind) => {
        const own = SEEDS[1]!;
        const bytes = new Uint8Array([...before, ...own, ...behind]);
        const inside = parseSip(bytes, before.length, before.length + own.length);
        expect(inside).toEqual(parseSip(own, 0, own.length));
      }),
      { numRuns: 100 },
    );
  });
});

const repeated = (piece: string, lengthBytes: number): string => piece.repeat(Math.ceil(lengthBytes / piece.length));

describe('time is linear in the length', () => {
  const LENGTH_BYTES = 300_000;
  /** About twenty times what it takes here; with quadratic time each of these would run for minutes. */
  const LIMIT_MS = 3000;

  it.each([
    ['colons', 'From: ', ':'],
    ['commas', 'Contact: ', ','],
    ['semicolons', 'Via: SIP/2.0/UDP h', ';'],
    ['open brackets', 'Contact: ', '<'],
    ['quotes', 'Contact: ', '"'],
    ['quotes that open parameters', 'Contact: <sip:a>', ';a="'],
    ['backslashes', 'To: "', '\\'],
    ['quoted backslashes', 'Contact: ', '"\\", '],
    ['spaces', 'To: a', ' '],
    ['folds', 'To: a', '\r\n '],
    ['header fields', 'X: y\r\n', 'X:\r\n'],
    ['lines without colon', '', 'x\r\n'],
    ['carriage returns', 'X: ', '\r \r'],
    ['warnings', 'Warning: ', '399 a "b", '],
    ['credentials', 'Authorization: Digest ', 'a="b", '],
    ['escapes', 'To: <sip:', '%4'],
    ['slashes', 'Via: ', '/ '],
    ['boundaries', 'Content-Type: multipart/mixed;boundary=a\r\n\r\n', '--a\r\n'],
    [
      'nested boundaries',
      'Content-Type: multipart/mixed;boundary=a\r\n\r\n',
      '--a\r\nc:multipart/mixed;boundary=a\r\n\r\n',
    ],
    ['media lines', 'Content-Type: application/sdp\r\n\r\nv=0\r\n', 'm=audio 1 RTP/AVP 96\r\n'],
    ['formats', 'Content-Type: application/sdp\r\n\r\nv=0\r\nm=audio 1 RTP/AVP', ' 96'],
    ['attributes', 'Content-Type: application/sdp\r\n\r\nm=audio 1 RTP/AVP 96\r\n', 'a=fmtp:96 x\r\n'],
    ['spaces in SDP', 'Content-Type: application/sdp\r\n\r\nm=', ' '],
  ])('%s', (_name, before, piece) => {
    const bytes = encode(`INVITE sip:a@b SIP/2.0\r\n${before}${repeated(piece, LENGTH_BYTES)}`);
    const startedAtMs = performance.now();
    readAll(bytes, 0, bytes.length);
    expect(performance.now() - startedAtMs).toBeLessThan(LIMIT_MS);
  });

  it('start line', () => {
    for (const piece of [' ', 'a', '?', ' SIP/2.0']) {
      const bytes = encode(`INVITE sip:a${repeated(piece, LENGTH_BYTES)} SIP/2.0\r\n\r\n`);
      const startedAtMs = performance.now();
      readAll(bytes, 0, bytes.length);
      expect(performance.now() - startedAtMs).toBeLessThan(LIMIT_MS);
    }
  });
});
