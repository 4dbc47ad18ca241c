import { describe, expect, it } from 'vitest';
import { describeUndeliverable } from '../../../shared/format/undeliverable';
import { frameNumber } from '../../../shared/ids';

const WORDS = 'Destination port unreachable (ICMP type 3, code 3)';

describe('what the network says of a packet', () => {
  it.each([
    [100.4, '10.0.0.9: Destination port unreachable (ICMP type 3, code 3), 0.4 ms later, frame 1,017'],
    [1400, `10.0.0.9: ${WORDS}, 1.3 s later, frame 1,017`],
    [99.5, `10.0.0.9: ${WORDS}, 0.5 ms earlier, frame 1,017`],
  ])('at %d ms', (atMs, expected) =>
    expect(describeUndeliverable({ reporter: '10.0.0.9', words: WORDS, frame: frameNumber(1017), atMs }, 100)).toBe(
      expected,
    ),
  );
});
