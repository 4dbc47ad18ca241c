import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CarriedUnit, MessagePlace } from '../../../../../main/engine/analysis/carriedUnit';
import { SctpMessageBytes } from '../../../../../main/engine/analysis/reassembly/readSctpMessage';
import { type SctpLimits, SctpReassembly } from '../../../../../main/engine/analysis/reassembly/sctpReassembly';
import type { Packet } from '../../../../../main/engine/decode/packet';
import { textBytes, words32 } from '../../../../fixtures/bytes';
import { hep3 } from '../../../../fixtures/hepPackets';
import { sctpChunk, sctpData, sctpFragments, sctpIData, sctpInit, sctpSack } from '../../../../fixtures/sctpChunks';
import { sctpPacket, type SctpPacketFields } from '../../../../fixtures/sctpPackets';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';

const MESSAGE = sipRequest('OPTIONS');
const ANSWER = sipResponse(200, 'OK', { cseq: '1 OPTIONS' });
const longMessage = (callId: string) => sipRequest('MESSAGE', { callId, headers: [`X-Filler: ${'f'.repeat(900)}`] });

type Given = {
  readonly chunks: readonly Uint8Array[];
  readonly fields?: SctpPacketFields;
  readonly cutTo?: number;
  readonly atMs?: number;
};

type Seen = {
  readonly text: string;
  readonly frames: readonly number[];
  readonly place: MessagePlace;
  readonly unit: CarriedUnit;
};

/** Offers packets as frames 1, 2, 3 …, one second apart, and keeps what is handed out. */
function run(given: readonly (Given | readonly Uint8Array[])[], limits: Partial<SctpLimits> = {}) {
  const seen: Seen[] = [];
  const reassembly = new SctpReassembly((unit) => {
    const text = new TextDecoder().decode(unit.bytes.subarray(unit.start, unit.end));
    seen.push({ text, frames: unit.frames, place: unit.place, unit });
  }, limits);
  const packets = given.map((each) => {
    const { chunks, fields = {}, cutTo } = 'chunks' in each ? each : { chunks: each };
    return sctpPacket({ checksum: 0, ...fields }, chunks, cutTo);
  });
  packets.forEach((packet, index) => {
    const each = given[index]!;
    reassembly.offer(packet, index + 1, null, 'chunks' in each ? (each.atMs ?? index * 1000) : index * 1000);
  });
  const counts = reassembly.counts();
  reassembly.finish();
  return { seen, texts: seen.map(({ text }) => text), counts, finished: reassembly.counts(), packets };
}

/** What is read again of the frames that a message came from. */
function readAgain({ frames, place }: Seen, packets: readonly Packet[]): string | null {
  const message = new SctpMessageBytes(place);
  for (const frame of frames) message.add(packets[frame - 1]!);
  const bytes = message.bytes();
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

describe('messages over SCTP', () => {
  it('are handed out with where they came from', () => {
    const { seen } = run([
      {
        chunks: [sctpSack(1), sctpData({ tsn: 7, payloadProtocol: 0 }, MESSAGE)],
        fields: { sourcePort: 5070, source: '198.51.100.1' },
      },
    ]);
    expect(seen).toHaveLength(1);
    expect(seen[0]!.text).toBe(MESSAGE);
    expect(seen[0]!.unit).toMatchObject({
      kind: 'sip',
      transport: 'sctp',
      path: {
        source: { address: '198.51.100.1', port: 5070 },
        destination: { address: '192.0.2.2', port: 5060 },
        encapsulation: null,
        dscp: 0,
      },
      frame: 1,
      frames: [1],
      atMs: 0,
      place: { carrier: 'sctp', sequence: 7, length: 1, wrapping: 'none' },
      issues: [],
    });
  });

  const [one, two, three] = sctpFragments({ tsn: 0xffffffff }, MESSAGE, Math.ceil(MESSAGE.length / 3)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const [a1, a2] = sctpFragments({ tsn: 10 }, ANSWER, Math.ceil(ANSWER.length / 2)) as [Uint8Array, Uint8Array];

  it.each([
    ['two bundled', [[sctpData({ tsn: 1 }, MESSAGE), sctpData({ tsn: 2 }, ANSWER)]], [MESSAGE, ANSWER], [[1], [1]]],
    ['fragments in one packet', [[one, two, three]], [MESSAGE], [[1]]],
    ['fragments in order, over the wrap of the numbers', [[one], [two], [three]], [MESSAGE], [[1, 2, 3]]],
    ['fragments reversed', [[three], [two], [one]], [MESSAGE], [[1, 2, 3]]],
    ['the middle last', [[one], [three], [two]], [MESSAGE], [[1, 2, 3]]],
    ['fragments twice', [[one], [one], [two], [two], [three], [three]], [MESSAGE], [[1, 3, 5]]],
    ['a whole one twice', [[sctpData({ tsn: 1 }, MESSAGE)], [sctpData({ tsn: 1 }, MESSAGE)]], [MESSAGE], [[1]]],
    ['a hole', [[one], [three]], [], []],
    [
      'two messages one behind the other',
      [[three], [sctpData({ tsn: 2 }, ANSWER)], [two, one]],
      [ANSWER, MESSAGE],
      [[2], [1, 3]],
    ],
    [
      'a last fragment before a first one',
      [[a2, one], [a1], [two, three]],
      [ANSWER, MESSAGE],
      [
        [1, 2],
        [1, 3],
      ],
    ],
    [
      'nothing of ours',
      [
        [sctpData({ tsn: 1, payloadProtocol: 3 }, '\x01\x00\x01\x01')],
        [sctpInit(), sctpChunk(11, 0, new Uint8Array(0))],
      ],
      [],
      [],
    ],
  ] as const)('%s', (_name, given, texts, frames) => {
    const found = run(given as unknown as readonly Uint8Array[][]);
    expect(found.texts).toEqual(texts);
    expect(found.seen.map((each) => each.frames)).toEqual(frames);
    for (const each of found.seen) expect(readAgain(each, found.packets)).toBe(each.text);
  });

  it('are told apart by the tag, not by addresses', () => {
    const second = { fields: { source: '203.0.113.1', destination: '203.0.113.2' } };
    const found = run([
      { chunks: [one] },
      { chunks: [two], ...second },
      { chunks: [three] },
      { chunks: [three], ...second },
    ]);
    expect(found.texts).toEqual([MESSAGE]);
    const others = run([{ chunks: [one] }, { chunks: [two], fields: { verificationTag: 9 } }, { chunks: [three] }]);
    expect(others.texts).toEqual([]);
    expect(others.counts).toMatchObject({ directions: 2, openPieces: 3 });
  });

  it('with the same number but other content are two', () => {
    expect(run([[sctpData({ tsn: 1 }, MESSAGE)], [sctpData({ tsn: 1 }, ANSWER)]]).texts).toEqual([MESSAGE, ANSWER]);
  });

  it('of several streams do not mix, even where numbers follow each other', () => {
    const begin = sctpData({ tsn: 1, stream: 1, end: false }, MESSAGE.slice(0, 50));
    const end = sctpData({ tsn: 2, stream: 2, begin: false }, MESSAGE.slice(50));
    expect(run([[begin], [end]]).texts).toEqual([]);
  });

  it('in interleaved chunks are put together by their identifiers', () => {
    const part = (tsn: number, messageNumber: number, index: number, text: string) =>
      sctpIData(
        {
          tsn,
          stream: 1,
          streamSequence: messageNumber,
          begin: index === 0,
          end: index === 1,
          fragmentSequence: index,
        },
        index === 0 ? text.slice(0, 40) : text.slice(40),
      );
    const found = run([
      [part(1, 5, 0, MESSAGE)],
      [part(2, 6, 0, ANSWER)],
      [part(4, 6, 1, ANSWER)],
      [part(3, 5, 1, MESSAGE)],
    ]);
    expect(found.texts).toEqual([ANSWER, MESSAGE]);
    expect(found.seen.map(({ place }) => [place.sequence, place.length])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    for (const each of found.seen) expect(readAgain(each, found.packets)).toBe(each.text);
    expect(found.counts).toMatchObject({ openPieces: 0, heldBytes: 0 });
  });

  it('of a reassembled datagram name all its frames', () => {
    const units: CarriedUnit[] = [];
    const reassembly = new SctpReassembly((unit) => units.push(unit));
    reassembly.offer(sctpPacket({}, [one]), 4, [2, 4], 0);
    reassembly.offer(sctpPacket({}, [two, three]), 5, null, 1);
    expect(units.map(({ frames, frame }) => [frames, frame])).toEqual([[[2, 4, 5], 5]]);
  });

  it('are HEP packets, too', () => {
    expect(run([[sctpData({ tsn: 1 }, hep3(MESSAGE))]]).seen.map(({ unit }) => unit.kind)).toEqual(['hep']);
  });
});

describe('what the capture cut off', () => {
  it('is handed out as far as it came', () => {
    const found = run([{ chunks: [sctpData({ tsn: 1 }, MESSAGE)], cutTo: 128 }]);
    expect(found.texts).toEqual([MESSAGE.slice(0, 100)]);
    expect(found.seen[0]!.unit.issues).toEqual(['cutOffByCapture']);
    expect(readAgain(found.seen[0]!, found.packets)).toBe(MESSAGE.slice(0, 100));
  });

  it('is never joined to what follows', () => {
    const [first, second] = sctpFragments({ tsn: 1 }, MESSAGE, 200) as [Uint8Array, Uint8Array];
    const found = run([{ chunks: [first], cutTo: 100 }, { chunks: [second] }]);
    expect(found.texts).toEqual([]);
    expect(found.finished).toMatchObject({ unusableChunks: 1, abandonedMessages: 1, abandonedChunks: 1 });
  });

  it('is counted where nothing can be made of it', () => {
    const short = sctpChunk(0, 3, new Uint8Array(8));
    expect(run([[short], [sctpChunk(0, 3, new Uint8Array(0), 2)]]).counts.unusableChunks).toBe(2);
  });
});

describe('bounds', () => {
  const begin = (tsn: number) => sctpData({ tsn, end: false }, 'x'.repeat(1000));

  it('lets a message go that waited too long', () => {
    const { texts, counts } = run([
      { chunks: [begin(1)], atMs: 0 },
      { chunks: [begin(5)], atMs: 60_001 },
    ]);
    expect(texts).toEqual([]);
    expect(counts).toMatchObject({ openPieces: 1, abandonedMessages: 1, abandonedBytes: 1000 });
  });

  it('holds no more bytes than allowed', () => {
    const given = Array.from({ length: 50 }, (_, index) => ({ chunks: [begin(index * 2)], atMs: index }));
    const { counts, finished } = run(given, { maxHeldBytes: 10_000 });
    expect(counts.heldBytes).toBeLessThanOrEqual(10_000);
    expect(counts.openPieces + counts.abandonedMessages).toBe(50);
    expect(finished).toMatchObject({ heldBytes: 0, openPieces: 0, abandonedMessages: 50, abandonedBytes: 50_000 });
  });

  it('holds no more pieces than allowed', () => {
    const given = Array.from({ length: 50 }, (_, index) => ({ chunks: [begin(index * 2)], atMs: index }));
    expect(run(given, { maxOpenPieces: 10 }).counts).toMatchObject({ openPieces: 10, abandonedMessages: 40 });
  });

  it('lets a message go that grows too long', () => {
    const given = Array.from({ length: 20 }, (_, index) => [
      sctpData({ tsn: index, begin: index === 0, end: false }, 'x'.repeat(1000)),
    ]);
    const { counts } = run(given, { maxMessageBytes: 5000 });
    expect(counts.abandonedMessages).toBeGreaterThan(2);
    expect(counts.heldBytes).toBeLessThanOrEqual(5000);
  });

  it('forgets the direction that is quiet longest', () => {
    const of = (verificationTag: number) => ({ chunks: [begin(1)], fields: { verificationTag }, atMs: 0 });
    const { counts } = run([of(1), of(2), of(1), of(3)], { maxDirections: 2 });
    expect(counts).toMatchObject({
      directions: 2,
      droppedDirections: 1,
      openPieces: 2,
      abandonedMessages: 1,
      duplicateChunks: 1,
    });
  });

  it('takes time linear in the number of fragments', () => {
    const odd = Array.from({ length: 40_000 }, (_, index) => index * 2 + 1);
    const even = odd.map((tsn) => tsn + 1).reverse();
    const reassembly = new SctpReassembly(() => undefined, {
      maxMessageBytes: 1e9,
      maxHeldBytes: 1e9,
      maxOpenPieces: 1e9,
    });
    const packet = sctpPacket({ checksum: 0 }, [sctpData({ tsn: 0, begin: false, end: false }, 'x')]);
    const startedAtMs = performance.now();
    for (const tsn of [...odd, ...even]) {
      packet.bytes.set(words32(tsn), packet.payloadStart + 4);
      reassembly.offer(packet, tsn, null, 0);
    }
    expect(reassembly.counts()).toMatchObject({ openPieces: 1, duplicateChunks: 0 });
    expect(performance.now() - startedAtMs).toBeLessThan(4000);
  });
});

describe('any order, loss and repetition', () => {
  const messages = ['a', 'b', 'c'].map(longMessage);
  let tsn = 0xfffffff0;
  const chunksOf = messages.map((message) => {
    const chunks = sctpFragments({ tsn }, message, 150);
    tsn = (tsn + chunks.length) % 2 ** 32;
    return chunks;
  });
  const all = chunksOf.flat();

  it('yields the messages that are whole, each once, never a spliced one', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...all.keys()], { minLength: all.length - 2 }),
        fc.array(fc.nat(all.length - 1), { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        (order, again, bundle) => {
          const sent = [...order, ...again.filter((index) => order.includes(index))];
          const packets = Array.from({ length: Math.ceil(sent.length / bundle) }, (_, index) =>
            sent.slice(index * bundle, (index + 1) * bundle).map((each) => all[each]!),
          );
          const found = run(packets.map((chunks) => ({ chunks, atMs: 0 })));
          const whole = messages.filter((_, index) =>
            chunksOf[index]!.every((chunk) => order.includes(all.indexOf(chunk))),
          );
          expect(found.texts.toSorted()).toEqual(whole);
          for (const each of found.seen) expect(readAgain(each, found.packets)).toBe(each.text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes any bytes as chunks', () => {
    const reassembly = new SctpReassembly(() => undefined, { maxHeldBytes: 4000, maxDirections: 3 });
    const chunk = fc.tuple(
      fc.constantFrom(0, 64, 3, 255),
      fc.integer({ min: 0, max: 7 }),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 6 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.nat(5),
        (chunks, rest, verificationTag) => {
          const built = [...chunks.map(([type, flags, value]) => sctpChunk(type, flags, value)), rest];
          reassembly.offer(sctpPacket({ verificationTag }, built), 1, null, 0);
          const { heldBytes, directions } = reassembly.counts();
          expect(heldBytes >= 0 && heldBytes <= 4000 && directions <= 3).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
    reassembly.finish();
    expect(reassembly.counts()).toMatchObject({ heldBytes: 0, openPieces: 0 });
  });
});

describe('reading a message again', () => {
  it('answers null when a chunk is missing', () => {
    const [first] = sctpFragments({ tsn: 1 }, MESSAGE, 100) as [Uint8Array];
    const message = new SctpMessageBytes({ carrier: 'sctp', sequence: 1, length: 2, wrapping: 'none' });
    expect(message.bytes()).toBeNull();
    message.add(sctpPacket({}, [first]));
    expect(message.bytes()).toBeNull();
    message.add(sctpPacket({}, [sctpData({ tsn: 2, begin: false, end: true }, textBytes('end'))]));
    expect(new TextDecoder().decode(message.bytes()!)).toBe(`${MESSAGE.slice(0, 100)}end`);
  });
});
