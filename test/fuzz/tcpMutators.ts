import type { Random } from '../generator/random';
import { below, pick } from './choice';
import type { FuzzFrame } from './fuzzFrame';
import { transportOf, withPayload, type Transport } from './payloadOf';

const TCP = 6;
const FLAGS = [0x00, 0x01, 0x02, 0x04, 0x10, 0x12, 0x11, 0x14, 0x18, 0x29, 0xff];
const STEPS = [-1, 1, -2, 2, 100, -100, 1460, 65_536, -65_536, 0x7fffffff, 0x80000000];

type SegmentMutator = (random: Random, frame: FuzzFrame, transport: Transport) => readonly FuzzFrame[];

function edited(frame: FuzzFrame, edit: (view: DataView, bytes: Uint8Array) => void): readonly FuzzFrame[] {
  const bytes = frame.bytes.slice();
  edit(new DataView(bytes.buffer), bytes);
  return [{ ...frame, bytes }];
}

const moveNumber =
  (fieldAt: 4 | 8): SegmentMutator =>
  (random, frame, { start }) =>
    edited(frame, (view) =>
      view.setUint32(start + fieldAt, (view.getUint32(start + fieldAt) + pick(random, STEPS)) >>> 0),
    );

const setFlags: SegmentMutator = (random, frame, { start }) =>
  edited(frame, (_, bytes) => (bytes[start + 13] = pick(random, FLAGS)));

/** Both parts keep their places in the sequence space, in either order, one of them perhaps twice or with other bytes. */
const split: SegmentMutator = (random, frame, transport) => {
  const payload = frame.bytes.subarray(transport.payloadStart);
  if (payload.length < 2) return [frame];
  const where = 1 + below(random, payload.length - 1);
  const overlap = random() < 0.3 ? below(random, where) : 0;
  const first = withPayload(frame, transport, payload.subarray(0, where));
  const second = withPayload(frame, transport, payload.subarray(where - overlap));
  const view = new DataView(second.bytes.buffer);
  view.setUint32(transport.start + 4, (view.getUint32(transport.start + 4) + where - overlap) >>> 0);
  if (overlap > 0 && random() < 0.5) second.bytes[transport.payloadStart] = below(random, 256);
  return pick(random, [[first, second], [second, first], [first, second, first], [second]]);
};

const inSingleBytes: SegmentMutator = (_, frame, transport) => {
  const payload = frame.bytes.subarray(transport.payloadStart, transport.payloadStart + 400);
  return Array.from(payload, (byte, index) => {
    const segment = withPayload(frame, transport, Uint8Array.of(byte));
    const view = new DataView(segment.bytes.buffer);
    view.setUint32(transport.start + 4, (view.getUint32(transport.start + 4) + index) >>> 0);
    return segment;
  });
};

const MUTATORS: readonly SegmentMutator[] = [
  moveNumber(4),
  moveNumber(4),
  moveNumber(8),
  setFlags,
  split,
  split,
  inSingleBytes,
];

/** What can happen to a segment on its way; frames that are no plain TCP come back as they are. */
export function mutateSegment(random: Random, frame: FuzzFrame): readonly FuzzFrame[] {
  const transport = transportOf(frame);
  if (transport === null || transport.protocol !== TCP) return [frame];
  return pick(random, MUTATORS)(random, frame, transport);
}
