import { describe, expect, it } from 'vitest';
import { resolveFormat, type StreamFormat } from '../../../../../main/engine/analysis/media/payloadFormat';
import { PayloadUse } from '../../../../../main/engine/analysis/media/payloadUse';

const PCMU = resolveFormat(0, [], []);
const UNKNOWN = resolveFormat(96, [], []);
const OPUS: StreamFormat = { codec: 'opus', clockRateHz: 48_000, kind: 'media' };
const DIGITS: StreamFormat = { codec: 'telephone-event', clockRateHz: 8000, kind: 'event' };

function used(...uses: readonly (readonly [payloadType: number, format: StreamFormat, packets: number])[]): PayloadUse {
  const payload = new PayloadUse();
  for (const [payloadType, format, packets] of uses) {
    payload.choose(payloadType, format);
    for (let packet = 0; packet < packets; packet += 1) payload.count();
  }
  return payload;
}

describe('main format', () => {
  it.each([
    ['nothing yet', used(), 'unknown'],
    ['the only one', used([0, PCMU, 1]), 'PCMU'],
    ['what most packets carry', used([0, PCMU, 2], [96, OPUS, 3]), 'opus'],
    ['never the digits among speech', used([101, DIGITS, 9], [0, PCMU, 1]), 'PCMU'],
    ['digits when there is nothing else', used([101, DIGITS, 9]), 'telephone-event'],
    ['comfort noise behind speech', used([0, PCMU, 1], [13, resolveFormat(13, [], []), 5]), 'PCMU'],
    ['the same type under the name it got later', used([96, UNKNOWN, 9], [96, OPUS, 1]), 'opus'],
    ['a type chosen again goes on counting', used([0, PCMU, 2], [96, OPUS, 3], [0, PCMU, 2]), 'PCMU'],
  ])('%s', (_, payload, codec) => {
    expect(payload.mainFormat.codec).toBe(codec);
  });
});

it('lists payload types once each, in order of appearance, and not without end', () => {
  expect(used([8, PCMU, 1], [0, PCMU, 1], [8, OPUS, 1]).payloadTypes).toEqual([8, 0]);
  const many = used(...Array.from({ length: 100 }, (_, type) => [type, PCMU, 1] as const));
  expect(many.payloadTypes).toHaveLength(16);
  expect(many.payloadType).toBe(99);
});
