import type { Random } from '../generator/random';
import { below, pick, randomBytes, smallBelow } from './choice';

/** Bytes of one frame in, other bytes out; what comes in is left as it is. */
export type ByteMutator = (random: Random, bytes: Uint8Array) => Uint8Array;

const EDGE_BYTES = [0x00, 0x01, 0x0a, 0x0d, 0x20, 0x3a, 0x40, 0x7f, 0x80, 0xfe, 0xff];
const EDGE_WORDS = [0, 1, 2, 3, 4, 7, 8, 19, 20, 0x7fff, 0x8000, 0xfffe, 0xffff];

const replaced = (bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array => {
  const result = new Uint8Array(bytes.length - removed + inserted.length);
  result.set(bytes.subarray(0, at));
  result.set(inserted, at);
  result.set(bytes.subarray(at + removed), at + inserted.length);
  return result;
};

const flipBits: ByteMutator = (random, bytes) => {
  const result = bytes.slice();
  for (let flips = 1 + smallBelow(random, 32); flips > 0; flips -= 1) {
    const at = below(random, bytes.length);
    result[at] = (result[at] ?? 0) ^ (1 << below(random, 8));
  }
  return result;
};

const setBytes: ByteMutator = (random, bytes) => {
  const result = bytes.slice();
  for (let times = 1 + smallBelow(random, 8); times > 0; times -= 1) {
    result[below(random, bytes.length)] = random() < 0.5 ? pick(random, EDGE_BYTES) : below(random, 256);
  }
  return result;
};

/** Sixteen bits that may be a length, near the front where headers are or anywhere. */
const setWord: ByteMutator = (random, bytes) => {
  const result = bytes.slice();
  const at = below(random, Math.max(1, random() < 0.7 ? Math.min(100, bytes.length) : bytes.length));
  const rest = bytes.length - at;
  const value = random() < 0.5 ? pick(random, EDGE_WORDS) : rest + below(random, 7) - 3;
  result[at] = value >>> 8;
  if (at + 1 < result.length) result[at + 1] = value;
  return result;
};

/** A header's number one more or one less. */
const nudge: ByteMutator = (random, bytes) => {
  const result = bytes.slice();
  const at = below(random, Math.min(120, bytes.length));
  result[at] = (result[at] ?? 0) + (random() < 0.5 ? 1 : -1);
  return result;
};

const insert: ByteMutator = (random, bytes) =>
  replaced(bytes, below(random, bytes.length + 1), 0, randomBytes(random, 1 + smallBelow(random, 64)));

const remove: ByteMutator = (random, bytes) => {
  const at = below(random, bytes.length);
  return replaced(bytes, at, Math.min(bytes.length - at, 1 + smallBelow(random, 64)), new Uint8Array(0));
};

const repeatPiece: ByteMutator = (random, bytes) => {
  const at = below(random, bytes.length);
  const piece = bytes.subarray(at, at + 1 + smallBelow(random, 200));
  const times = 1 + smallBelow(random, 30);
  const copies = new Uint8Array(piece.length * times);
  for (let copy = 0; copy < times; copy += 1) copies.set(piece, copy * piece.length);
  return replaced(bytes, at, 0, copies);
};

const truncate: ByteMutator = (random, bytes) => bytes.slice(0, below(random, bytes.length));

const extend: ByteMutator = (random, bytes) =>
  replaced(bytes, bytes.length, 0, randomBytes(random, 1 + smallBelow(random, 2000)));

const scramble: ByteMutator = (random, bytes) => {
  const at = below(random, bytes.length);
  const noise = randomBytes(random, Math.min(bytes.length - at, 1 + smallBelow(random, 100)));
  return replaced(bytes, at, noise.length, noise);
};

export const BYTE_MUTATORS: readonly ByteMutator[] = [
  flipBits,
  flipBits,
  setBytes,
  setBytes,
  setWord,
  setWord,
  nudge,
  insert,
  remove,
  repeatPiece,
  truncate,
  extend,
  scramble,
];
