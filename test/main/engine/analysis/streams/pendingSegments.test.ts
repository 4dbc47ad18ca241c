import { array, assert, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PendingSegments } from '../../../../../main/engine/analysis/streams/pendingSegments';
import type { Segment } from '../../../../../main/engine/analysis/streams/tcpSegment';

const segmentOf = (offset: number, lengthBytes: number, frame: number): Segment => ({
  offset,
  bytes: new Uint8Array(lengthBytes).fill(frame),
  start: 0,
  end: lengthBytes,
  origin: { frame, frames: null, atMs: frame },
  isPushed: true,
  isCutOff: false,
});

function takeAll(pending: PendingSegments): Segment[] {
  const parts: Segment[] = [];
  for (let part = pending.takeFirst(); part !== undefined; part = pending.takeFirst()) parts.push(part);
  return parts;
}

describe('PendingSegments', () => {
  it('keeps the bytes that came first, in order, and tells of those that came again', () => {
    const segments = array(record({ offset: nat(200), lengthBytes: nat(40) }), { maxLength: 40 });
    assert(
      property(segments, (list) => {
        const pending = new PendingSegments();
        const truth = new Map<number, number>();
        let repeated = 0;
        for (const [index, { offset, lengthBytes }] of list.entries()) {
          const frame = index + 1;
          let told = 0;
          pending.add(segmentOf(offset, lengthBytes, frame), (_segment, at, kept, keptStart, length) => {
            told += length;
            for (let byte = 0; byte < length; byte += 1) expect(kept[keptStart + byte]).toBe(truth.get(at + byte));
          });
          let known = 0;
          for (let at = offset; at < offset + lengthBytes; at += 1) {
            if (truth.has(at)) known += 1;
            else truth.set(at, frame);
          }
          expect(told).toBe(known);
          repeated += known;
        }
        expect(repeated).toBeGreaterThanOrEqual(0);
        const parts = takeAll(pending);
        const bytes = parts.flatMap((part) =>
          [...part.bytes].map((byte, index) => [part.offset + index, byte] as const),
        );
        expect(bytes).toEqual([...truth].toSorted(([left], [right]) => left - right));
        expect(pending).toMatchObject({ heldBytes: 0, size: 0, first: undefined });
      }),
    );
  });

  it('leaves the marks of a segment with its last bytes', () => {
    const pending = new PendingSegments();
    pending.add(segmentOf(10, 5, 1), () => undefined);
    pending.add({ ...segmentOf(5, 20, 2), isCutOff: true }, () => undefined);
    expect(takeAll(pending).map(({ offset, isPushed, isCutOff }) => [offset, isPushed, isCutOff])).toEqual([
      [5, false, false],
      [10, true, false],
      [15, true, true],
    ]);
  });
});
