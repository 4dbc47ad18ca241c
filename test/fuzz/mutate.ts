import type { Random } from '../generator/random';
import { BYTE_MUTATORS } from './byteMutators';
import { below, pick, smallBelow } from './choice';
import type { FuzzFrame } from './fuzzFrame';
import { transportOf, withPayload } from './payloadOf';
import { mutateSignalling } from './signallingMutators';
import { mutateSegment } from './tcpMutators';
import { mutateText } from './textMutators';

/** What is larger no link carries, and would only slow everything down. */
const MAX_FRAME_BYTES = 70_000;

type Mutator = (random: Random, frames: FuzzFrame[], others: readonly FuzzFrame[]) => void;

const changeOne = (random: Random, frames: FuzzFrame[], change: (frame: FuzzFrame) => readonly FuzzFrame[]): void => {
  const index = below(random, frames.length);
  const frame = frames[index];
  if (frame !== undefined && frame.bytes.length > 0) frames.splice(index, 1, ...change(frame));
};

const mutateBytes: Mutator = (random, frames) =>
  changeOne(random, frames, (frame) => {
    const bytes = pick(random, BYTE_MUTATORS)(random, frame.bytes).subarray(0, MAX_FRAME_BYTES);
    return [{ ...frame, bytes, originalBytes: bytes.length }];
  });

/** Bytes of the payload with the lengths around it put right, so that it is read. */
const mutatePayload: Mutator = (random, frames) =>
  changeOne(random, frames, (frame) => {
    const transport = transportOf(frame);
    const payload = transport === null ? null : frame.bytes.slice(transport.payloadStart);
    if (transport === null || payload === null || payload.length === 0) return [frame];
    return [withPayload(frame, transport, pick(random, BYTE_MUTATORS)(random, payload).subarray(0, 60_000))];
  });

const cutBySnapLength: Mutator = (random, frames) =>
  changeOne(random, frames, (frame) => [
    { ...frame, bytes: frame.bytes.slice(0, below(random, frame.bytes.length)), originalBytes: frame.bytes.length },
  ]);

/** The beginning of one packet and the end of another. */
const splice: Mutator = (random, frames, others) =>
  changeOne(random, frames, (frame) => {
    const other = pick(random, others).bytes;
    const head = frame.bytes.subarray(0, below(random, frame.bytes.length));
    const tail = other.subarray(below(random, other.length));
    const bytes = new Uint8Array(Buffer.concat([head, tail]));
    return [{ ...frame, bytes, originalBytes: bytes.length }];
  });

const mixIn: Mutator = (random, frames, others) => frames.splice(below(random, frames.length), 0, pick(random, others));

const drop: Mutator = (random, frames) => {
  if (frames.length > 1) frames.splice(below(random, frames.length), 1);
};

const repeat: Mutator = (random, frames) =>
  changeOne(random, frames, (frame) => Array.from({ length: 2 + smallBelow(random, 60) }, () => frame));

const swap: Mutator = (random, frames) => {
  const [frame] = frames.splice(below(random, frames.length), 1);
  if (frame !== undefined) frames.splice(below(random, frames.length + 1), 0, frame);
};

const moveTime: Mutator = (random, frames) =>
  changeOne(random, frames, (frame) => [
    { ...frame, atMs: frame.atMs + pick(random, [-1e9, -5000, -1, 1, 70_000, 1e9, 1e12]) },
  ]);

const otherLink: Mutator = (random, frames, others) =>
  changeOne(random, frames, (frame) => [{ ...frame, linkType: pick(random, others).linkType }]);

const MUTATORS: readonly Mutator[] = [
  ...Array.from({ length: 6 }, () => mutateBytes),
  ...Array.from({ length: 5 }, () => mutatePayload),
  ...Array.from(
    { length: 5 },
    (): Mutator => (random, frames) => changeOne(random, frames, (frame) => [mutateText(random, frame)]),
  ),
  ...Array.from(
    { length: 3 },
    (): Mutator => (random, frames) => changeOne(random, frames, (frame) => mutateSegment(random, frame)),
  ),
  ...Array.from({ length: 9 }, (): Mutator => mutateSignalling),
  cutBySnapLength,
  cutBySnapLength,
  splice,
  mixIn,
  drop,
  repeat,
  swap,
  swap,
  moveTime,
  otherLink,
];

/** A few things that go wrong with these frames at once. `others` are what is spliced and mixed in. */
export function mutate(
  random: Random,
  frames: readonly FuzzFrame[],
  others: readonly FuzzFrame[],
): readonly FuzzFrame[] {
  const mutated = [...frames];
  for (let times = 1 + smallBelow(random, 8 + Math.min(60, frames.length) / 2); times > 0; times -= 1) {
    pick(random, MUTATORS)(random, mutated, others);
  }
  return mutated;
}
