import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeWebSocket } from '../../../../../main/engine/decode/webSocket/describeWebSocket';
import { joinBytes } from '../../../../fixtures/bytes';
import { expectFieldsWithin, inTheMiddle } from '../../../../fixtures/soundFields';
import { MASKING_KEY, webSocketFrame } from '../../../../fixtures/webSocketFrames';

function fieldsOf(frames: Uint8Array) {
  const { bytes, start, end } = inTheMiddle(frames);
  const fields = describeWebSocket(new FieldMaker(bytes), start, end);
  expectFieldsWithin(fields, start, end);
  return { fields, start };
}

describe('describeWebSocket', () => {
  it('names the parts of frames', () => {
    const frame = webSocketFrame('Hello', { maskingKey: MASKING_KEY, final: false });
    const { fields, start } = fieldsOf(joinBytes(frame, webSocketFrame('', { opcode: 10 }), frame.subarray(0, 4)));
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['WebSocket frame', 'text'],
      ['WebSocket frame', 'pong'],
      ['Not a whole frame', '4 bytes'],
    ]);
    expect(
      fields[0]!.children.map(({ name, value, start: from, end }) => [name, value, from - start, end - start]),
    ).toEqual([
      ['Opcode', 'text, more frames follow', 0, 1],
      ['Payload length', '5 bytes', 1, 2],
      ['Masking key', '0x37fa213d', 2, 6],
      ['Payload', '5 bytes, masked', 6, 11],
    ]);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void fieldsOf(bytes)),
      { numRuns: 1000 },
    );
  });
});
