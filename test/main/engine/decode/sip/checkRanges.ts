import { expect } from 'vitest';
import type { MessageField } from '../../../../../shared/protocol/rows';
import type { ByteRange, SipMessage } from '../../../../../main/engine/decode/sip/sipMessage';

function expectWithin({ start, end }: ByteRange, outer: ByteRange): void {
  if (!(start >= outer.start && start <= end && end <= outer.end)) {
    expect.fail(`[${start}, ${end}) is not within [${outer.start}, ${outer.end})`);
  }
}

/** Every range lies within the message; header fields follow each other; the body follows them. */
export function expectSoundRanges(message: SipMessage, lengthBytes: number): void {
  const whole = { start: 0, end: lengthBytes };
  expectWithin(message.startLine, whole);
  let after = message.startLine.end;
  for (const { range, valueRange } of message.headers) {
    expectWithin(range, { start: after, end: lengthBytes });
    expectWithin(valueRange, range);
    after = range.end;
  }
  expectWithin(message.body, { start: after, end: lengthBytes });
  expect(message.body.end + message.surplusBytes).toBe(lengthBytes);
  for (const { range } of message.issues) expectWithin(range, whole);
}

/** Fields follow each other without overlap and lie within their parent. */
export function expectSoundFields(fields: readonly MessageField[], outer: ByteRange): void {
  let after = outer.start;
  for (const field of fields) {
    expectWithin(field, { start: after, end: outer.end });
    expectSoundFields(field.children, field);
    after = field.end;
  }
}
