import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  layoutLadder,
  type CompanionBar,
  type Ladder,
  type MediaBar,
  type MessageArrow,
} from '../../../shared/ladder/layoutLadder';
import { companion, endpoint, message, stream } from './ladderRows';

const SIZE = { timeColumnWidth: 60, laneWidth: 200, headHeight: 40, rowHeight: 20 };

const arrows = ({ entries }: Ladder): MessageArrow[] => entries.filter((entry) => entry.kind === 'message');
const companions = ({ entries }: Ladder): CompanionBar[] => entries.filter((entry) => entry.kind === 'companion');
const bars = ({ entries }: Ladder): MediaBar[] => entries.filter((entry) => entry.kind === 'media');

describe('ladder layout', () => {
  it('places lanes, arrows and bars exactly', () => {
    const ladder = layoutLadder(
      [
        message(0, '10.0.0.1', '10.0.0.9'),
        message(1, '10.0.0.9', '10.0.0.2'),
        message(2, '10.0.0.2', '10.0.0.9', { status: 200 }),
        message(3, '10.0.0.1', '10.0.0.9', { method: 'BYE' }),
      ],
      [stream(0, '10.0.0.1:4000', '10.0.0.2:4000', { startedAtMs: 25, durationMs: 6 })],
      SIZE,
    );
    expect(ladder.lanes.map(({ lane, x }) => [lane.address, x])).toEqual([
      ['10.0.0.1', 160],
      ['10.0.0.9', 360],
      ['10.0.0.2', 560],
    ]);
    expect(ladder.entries.map(({ kind, y, fromX, toX }) => [kind, y, fromX, toX])).toEqual([
      ['message', 50, 160, 360],
      ['message', 70, 360, 560],
      ['message', 90, 560, 360],
      ['media', 110, 160, 560],
      ['message', 130, 160, 360],
    ]);
    expect(bars(ladder)[0]).toMatchObject({ endY: 140, slot: 0 }); // the BYE falls within its 6 ms
    expect([ladder.width, ladder.height]).toEqual([660, 140]);
  });

  it('has a box of one lane without rows', () => {
    expect(layoutLadder([], [], SIZE)).toEqual({ lanes: [], entries: [], width: 260, height: 40 });
  });

  it('sorts timestamps that go back, and puts SDP before the media of the same instant', () => {
    const ladder = layoutLadder(
      [message(0, '10.0.0.1', '10.0.0.2', { atMs: 30 }), message(1, '10.0.0.2', '10.0.0.1', { atMs: 10, status: 200 })],
      [stream(0, '10.0.0.1:4000', '10.0.0.2:4000', { startedAtMs: 10 })],
      SIZE,
    );
    expect(ladder.entries.map(({ kind, atMs }) => [kind, atMs])).toEqual([
      ['message', 10],
      ['media', 10],
      ['message', 30],
    ]);
  });

  it('splits loopback by port and draws its media between the announcing lanes', () => {
    const ladder = layoutLadder(
      [
        message(0, '127.0.0.1:5082', '127.0.0.1:5080', { mediaEndpoints: [endpoint('127.0.0.1:6000')] }),
        message(1, '127.0.0.1:5080', '127.0.0.1:5082', {
          status: 200,
          mediaEndpoints: [endpoint('127.0.0.1:7000')],
        }),
      ],
      [stream(0, '127.0.0.1:7000', '127.0.0.1:6000', { startedAtMs: 20 })],
      SIZE,
    );
    expect(ladder.lanes.map(({ lane, signallingPort }) => [lane.port, signallingPort])).toEqual([
      [5082, 5082],
      [5080, 5080],
    ]);
    expect(bars(ladder)[0]).toMatchObject({ fromX: 360, toX: 160 });
  });

  it('names lanes, and their port where there is one', () => {
    const ladder = layoutLadder(
      [
        message(0, '10.0.0.1:5062', '[2001:db8::9]:5060'),
        message(1, '[2001:db8::9]:5061', '10.0.0.1:5062', { status: 180 }),
      ],
      [],
      SIZE,
    );
    expect(ladder.lanes.map(({ name, signallingPort }) => [name, signallingPort])).toEqual([
      ['1001', 5062],
      ['1002', null],
    ]);
  });

  it('numbers transactions by appearance and sees requests that come again', () => {
    const [A, B] = ['10.0.0.1', '10.0.0.2'];
    const ladder = layoutLadder(
      [
        message(0, A, B, { transaction: 70 }),
        message(1, B, A, { transaction: 70, status: 407 }),
        message(2, A, B, { transaction: 70, method: 'ACK' }),
        message(3, A, B, { transaction: 90, cseqNumber: 2 }),
        message(4, A, B, { transaction: 90, cseqNumber: 2, retransmission: true }),
        message(5, A, B, { transaction: 95, cseqNumber: 3, method: 'BYE' }),
      ],
      [],
      SIZE,
    );
    expect(arrows(ladder).map(({ transactionOrdinal, repeated }) => [transactionOrdinal, repeated])).toEqual([
      [0, false],
      [0, false],
      [0, false],
      [1, true],
      [1, true],
      [2, false],
    ]);
  });

  it('gives bars that run beside a lane at the same time different slots', () => {
    const [A, B] = ['10.0.0.1:4000', '10.0.0.2:4000'];
    const ladder = layoutLadder(
      [message(0, '10.0.0.1', '10.0.0.2')],
      [
        stream(0, A, B, { startedAtMs: 1, durationMs: 50 }),
        stream(1, A, B, { startedAtMs: 2, durationMs: 1 }),
        stream(2, B, A, { startedAtMs: 3, durationMs: 50 }),
        stream(3, A, B, { startedAtMs: 10, durationMs: 1 }),
      ],
      SIZE,
    );
    expect(bars(ladder).map(({ slot }) => slot)).toEqual([0, 1, 0, 1]);
  });

  it('places what runs beside RTP in time order, in slots shared with media, and adds its machines', () => {
    const [A, B] = ['10.0.0.1:4000', '10.0.0.2:4000'];
    const ladder = layoutLadder(
      [message(0, '10.0.0.1', '10.0.0.2'), message(1, '10.0.0.2', '10.0.0.1', { status: 200 })],
      [stream(0, A, B, { startedAtMs: 8, durationMs: 50 })],
      SIZE,
      [
        companion(0, A, B, { startedAtMs: 4, durationMs: 50 }),
        companion(1, A, '10.0.0.7:3478', { kind: 'turn', startedAtMs: 30, durationMs: 0 }),
      ],
    );
    expect(ladder.entries.map(({ kind, atMs, y }) => [kind, atMs, y])).toEqual([
      ['message', 0, 50],
      ['companion', 4, 70],
      ['media', 8, 90],
      ['message', 10, 110],
      ['companion', 30, 130],
    ]);
    expect(ladder.lanes.map(({ lane }) => lane.address)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.7']);
    expect(companions(ladder).map(({ fromX, toX, endY, slot }) => [fromX, toX, endY, slot])).toEqual([
      [160, 360, 140, 0],
      [160, 560, 140, 2],
    ]);
    expect(bars(ladder)[0]).toMatchObject({ slot: 1, endY: 140 });
  });

  it('does not split a machine into ports because of what runs beside RTP', () => {
    const ladder = layoutLadder([message(0, '10.0.0.1', '10.0.0.2')], [], SIZE, [
      companion(0, '10.0.0.1:9060', '10.0.0.1:9061', { kind: 'report' }),
    ]);
    expect(ladder.lanes.map(({ lane }) => lane.port)).toEqual([null, null]);
    expect(companions(ladder)[0]).toMatchObject({ fromX: 160, toX: 160 });
  });

  const anyEndpoint = fc
    .tuple(
      fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '127.0.0.1', '2001:db8::1'),
      fc.integer({ min: 5060, max: 5063 }),
    )
    .map(([address, port]) => ({ address, port }));
  const anyMessage = fc
    .tuple(fc.nat(500), anyEndpoint, anyEndpoint, fc.array(anyEndpoint, { maxLength: 2 }), fc.nat(9))
    .map(([atMs, source, destination, mediaEndpoints, transaction]) =>
      message(atMs, '10.0.0.1', '10.0.0.2', { atMs, source, destination, mediaEndpoints, transaction }),
    );
  const anyStream = fc
    .tuple(fc.nat(500), anyEndpoint, anyEndpoint, fc.nat(800))
    .map(([startedAtMs, source, destination, durationMs]) =>
      stream(startedAtMs, '10.0.0.1', '10.0.0.2', { startedAtMs, source, destination, durationMs }),
    );

  const anyCompanion = fc
    .tuple(fc.nat(500), anyEndpoint, anyEndpoint, fc.nat(800))
    .map(([startedAtMs, source, destination, durationMs]) =>
      companion(startedAtMs, '10.0.0.1', '10.0.0.2', { startedAtMs, source, destination, durationMs }),
    );

  it('keeps every row inside its box and in time order, and lanes apart', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { maxLength: 30 }),
        fc.array(anyStream, { maxLength: 8 }),
        fc.array(anyCompanion, { maxLength: 8 }),
        (messages, streams, beside) => {
          const { entries, lanes, width, height } = layoutLadder(messages, streams, SIZE, beside);
          expect(entries).toHaveLength(messages.length + streams.length + beside.length);
          entries.forEach((entry, row) => {
            expect(entry.y).toBe(SIZE.headHeight + (row + 0.5) * SIZE.rowHeight);
            expect(entry.atMs).toBeGreaterThanOrEqual(entries[row - 1]?.atMs ?? 0);
            for (const x of [entry.fromX, entry.toX])
              expect(lanes.some((lane) => lane.x === x && x < width)).toBe(true);
            if (entry.kind !== 'message') {
              expect(entry.endY).toBeGreaterThan(entry.y);
              expect(entry.endY).toBeLessThanOrEqual(height);
            }
          });
          expect(new Set(lanes.map(({ lane }) => lane.key)).size).toBe(lanes.length);
          expect(new Set(lanes.map(({ x }) => x)).size).toBe(lanes.length);
          const names = lanes.map(({ name }) => name).filter((name) => name !== null);
          expect(new Set(names).size).toBe(names.length);
        },
      ),
    );
  });

  it('never stacks two bars that overlap in one slot', () => {
    fc.assert(
      fc.property(fc.array(anyStream, { maxLength: 20 }), (streams) => {
        const drawn = bars(layoutLadder([], streams, SIZE));
        for (const [at, bar] of drawn.entries()) {
          const beside = drawn
            .slice(at + 1)
            .filter(
              ({ fromX, toX, slot }) => fromX === bar.fromX && toX < fromX === bar.toX < bar.fromX && slot === bar.slot,
            );
          for (const later of beside) expect(later.y).toBeGreaterThanOrEqual(bar.endY);
        }
      }),
    );
  });
});
