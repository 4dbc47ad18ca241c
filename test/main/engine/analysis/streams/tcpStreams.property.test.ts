import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  record,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { FLAGS, type SegmentFields, TcpConversation } from '../../../../fixtures/tcpConversation';

const withBody = (message: string, type: string, body: string): string =>
  message.replace(
    'Content-Length: 0\r\n\r\n',
    `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );

const BODIES = [
  ['', ''],
  ['application/sdp', sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000', '8 PCMA/8000'] }])],
  ['text/plain', 'no line end here'],
  ['text/plain', 'INVITE sip:a@example.org SIP/2.0\r\n\r\nSIP/2.0 200 OK'],
  ['message/sipfrag', 'SIP/2.0 200 OK\r\n'],
  ['message/sipfrag', 'SIP/2.0 100 Trying'],
] as const;

/** Messages that differ, with line ends between some of them. */
const messages: Arbitrary<readonly { text: string; keepalive: string }[]> = array(
  record({
    isRequest: boolean(),
    body: constantFrom(...BODIES),
    padding: nat(300),
    keepalive: constantFrom('', '', '\r\n', '\r\n\r\n'),
  }),
  { minLength: 1, maxLength: 8 },
).map((list) =>
  list.map(({ isRequest, body: [type, body], padding, keepalive }, index) => {
    const options = { callId: `call-${index}`, headers: [`Subject: ${'x'.repeat(padding)}`] };
    const plain = isRequest ? sipRequest('NOTIFY', options) : sipResponse(200, 'OK', options);
    return { text: type === '' ? plain : withBody(plain, type, body), keepalive };
  }),
);

type Piece = { readonly from: number; readonly to: number };

/** Cuts of a text at pseudo-random places; segments of one byte among them. */
const cuts = record({ seed: integer(), meanBytes: constantFrom(1, 5, 60, 400, 1400) });

function random(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

function segmentation(length: number, { seed, meanBytes }: { seed: number; meanBytes: number }): Piece[] {
  const next = random(seed);
  const pieces: Piece[] = [];
  for (let at = 0; at < length;) {
    const to = Math.min(length, at + 1 + Math.floor(next() * 2 * meanBytes));
    pieces.push({ from: at, to });
    at = to;
  }
  return pieces;
}

/** Each piece stays within `window` places of where it was. */
function reordered(pieces: readonly Piece[], window: number, next: () => number): Piece[] {
  const keys = new Map(pieces.map((piece, index) => [piece, index + next() * window]));
  return pieces.toSorted((left, right) => keys.get(left)! - keys.get(right)!);
}

type Truth = { readonly stream: string; readonly places: readonly { text: string; from: number; to: number }[] };

function truthOf(list: readonly { text: string; keepalive: string }[]): Truth {
  let stream = '';
  const places = list.map(({ text, keepalive }) => {
    const from = stream.length;
    stream += text + keepalive;
    return { text, from, to: from + text.length };
  });
  return { stream, places };
}

const FIRST_SEQUENCE = 0xffff_ff00;

const begin = (fields: SegmentFields = {}): TcpConversation =>
  new TcpConversation().setNext('alice', FIRST_SEQUENCE - 1).send('', { flags: FLAGS.syn, ...fields });

function sendPieces(talk: TcpConversation, stream: string, pieces: readonly Piece[]): TcpConversation {
  for (const { from, to } of pieces) {
    talk.send(stream.slice(from, to), { sequence: (FIRST_SEQUENCE + from) >>> 0 });
  }
  return talk;
}

describe('TcpStreams, whatever becomes of the segments', { timeout: 60_000 }, () => {
  it('hands out all messages, in order and each once', () => {
    assert(
      property(messages, cuts, nat(6), boolean(), (list, cut, window, isOverlapping) => {
        const { stream, places } = truthOf(list);
        const next = random(cut.seed ^ 0x5bd1e995);
        const pieces = segmentation(stream.length, cut).map(({ from, to }) =>
          isOverlapping ? { from: Math.max(0, from - Math.floor(next() * 40)), to } : { from, to },
        );
        const sent = reordered(pieces, window, next).flatMap((piece) => (next() < 0.1 ? [piece, piece] : [piece]));
        const talk = sendPieces(begin(), stream, sent).finish();
        expect(talk.texts).toEqual(places.map(({ text }) => text));
        expect(talk.units.flatMap((unit) => unit.issues)).toEqual([]);
        expect(talk.units.map((unit) => unit.unit.place)).toEqual(
          places.map(({ from, to }) => ({
            carrier: 'tcp',
            sequence: (FIRST_SEQUENCE + from) >>> 0,
            length: to - from,
            wrapping: 'none',
          })),
        );
        expect(talk.streams.counts()).toMatchObject({ gaps: 0, heldBytes: 0, unreadableBytes: 0, differingBytes: 0 });
      }),
      { numRuns: 150 },
    );
  });

  it('names just the frames that a message came from', () => {
    assert(
      property(messages, cuts, nat(4), (list, cut, window) => {
        const { stream, places } = truthOf(list);
        const sent = reordered(segmentation(stream.length, cut), window, random(cut.seed + 1));
        const talk = sendPieces(begin(), stream, sent).finish();
        for (const [index, { from, to }] of places.entries()) {
          // Frame 1 is the SYN.
          const frames = sent.flatMap((piece, order) => (piece.from < to && piece.to > from ? [order + 2] : []));
          expect(talk.units[index]!.frames).toEqual(frames);
          expect(talk.units[index]!.unit.frame).toBe(frames.at(-1));
          expect(talk.units[index]!.unit.atMs).toBe(frames.at(-1));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('hands out the messages that are whole when segments are lost, and never a spliced one', () => {
    assert(
      property(messages, cuts, nat(3), nat(40), boolean(), (list, cut, window, lossPercent, isAcknowledged) => {
        const { stream, places } = truthOf(list);
        const next = random(cut.seed ^ 0x1234567);
        const pieces = segmentation(stream.length, cut);
        const kept = pieces.filter(() => next() * 100 >= lossPercent);
        const talk = begin();
        for (const piece of reordered(kept, isAcknowledged ? 0 : window, next)) {
          sendPieces(talk, stream, [piece]);
          const acknowledgment = (FIRST_SEQUENCE + piece.to) >>> 0;
          if (isAcknowledged) talk.send('', { from: 'bob', flags: FLAGS.ack, acknowledgment });
        }
        talk.finish();

        const isThere = new Uint8Array(stream.length);
        for (const { from, to } of kept) isThere.fill(1, from, to);
        const whole = places.filter(({ from, to }) => isThere.subarray(from, to).every((there) => there === 1));
        expect(talk.texts).toEqual(expect.arrayContaining(whole.map(({ text }) => text)));
        let last = -1;
        for (const { text, unit } of talk.units) {
          const from = (unit.place.sequence - FIRST_SEQUENCE) >>> 0;
          expect(from).toBeGreaterThan(last);
          last = from;
          const message = places.find((place) => place.from === from);
          expect(message?.text.startsWith(text)).toBe(true);
          expect(isThere.subarray(from, from + text.length).every((there) => there === 1)).toBe(true);
        }
        expect(talk.streams.counts().heldBytes).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('survives random segments within its bounds', () => {
    const payload = oneof(
      uint8Array({ maxLength: 40 }),
      constantFrom(
        'INVITE sip:a@b SIP/2.0\r\n',
        'Via: x\r\n',
        'Content-Length: 99\r\n',
        '\r\n',
        'SIP/2.0 200 OK\r\nl: 3\r\n\r\nabc',
        'HEP3\0\x20',
        '\x16\x03\x01\0\x05',
        'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n',
        '\x81\x05hello',
        '\0\x01\0\0\x21\x12\xa4\x42aaaabbbbcccc',
      ).map((text) => Buffer.from(text, 'latin1')),
    );
    const segment = record({
      payload,
      isAlice: boolean(),
      sequence: oneof(nat(200), integer({ min: 0xffff_ff00, max: 0xffff_ffff }), nat(0xffff_ffff)),
      acknowledgment: oneof(nat(200), nat(0xffff_ffff)),
      flags: nat(0x1f),
      stepMs: oneof(nat(10), integer({ min: -100_000, max: 100_000 })),
      port: integer({ min: 1, max: 12 }),
    });
    const limits = { maxConnections: 8, maxHeldBytes: 20_000, maxDirectionBytes: 9000, maxMessageBytes: 500 };
    assert(
      property(array(segment, { maxLength: 200 }), (segments) => {
        const talk = new TcpConversation({ limits });
        for (const { payload: bytes, isAlice, sequence, acknowledgment, flags, stepMs, port } of segments) {
          const atMs = talk.atMs + stepMs;
          const from = isAlice ? 'alice' : 'bob';
          talk.send(Uint8Array.from(bytes), { from, sequence, acknowledgment, flags, atMs, ports: { alice: port } });
          const counts = talk.streams.counts();
          expect(counts.heldBytes).toBeGreaterThanOrEqual(0);
          expect(counts.heldBytes).toBeLessThanOrEqual(20_000);
          expect(counts.openConnections).toBeLessThanOrEqual(8);
        }
        talk.finish();
        expect(talk.streams.counts().heldBytes).toBe(0);
        for (const { frames, text } of talk.units) {
          expect(frames).toEqual([...new Set(frames)].toSorted((left, right) => left - right));
          expect(text.length).toBeLessThanOrEqual(500);
        }
      }),
      { numRuns: 150 },
    );
  });
});
