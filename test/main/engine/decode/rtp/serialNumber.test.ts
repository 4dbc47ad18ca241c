import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance16, distance32 } from '../../../../../main/engine/decode/rtp/serialNumber';

describe.each([
  ['distance16', distance16, 16],
  ['distance32', distance32, 32],
] as const)('%s', (_name, distance, bits) => {
  const size = 2 ** bits;

  it.each([
    ['the same', 5, 5, 0],
    ['one on', 5, 6, 1],
    ['one back', 6, 5, -1],
    ['on over the wrap', size - 1, 0, 1],
    ['back over the wrap', 0, size - 1, -1],
    ['the farthest on', 0, size / 2 - 1, size / 2 - 1],
    ['opposite, which RFC 1982 leaves open, counts as back', 0, size / 2, -size / 2],
  ])('%s', (_case, from, to, expected) => {
    expect(distance(from, to)).toBe(expected);
  });

  it('leads from one number to the other, whatever the two are', () => {
    const serial = integer({ min: 0, max: size - 1 });
    assert(property(serial, serial, (from, to) => (from + distance(from, to) + size) % size === to));
  });
});
