import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { valueField } from '../valueField';
import { OPCODE, readWebSocketFrame, type WebSocketFrame } from './webSocketFrame';

/** Frames of one segment that are taken apart. */
const MAX_FRAMES = 100;

const OPCODE_NAMES: Readonly<Record<number, string>> = {
  [OPCODE.continuation]: 'continuation',
  [OPCODE.text]: 'text',
  [OPCODE.binary]: 'binary',
  [OPCODE.close]: 'close',
  [OPCODE.ping]: 'ping',
  [OPCODE.pong]: 'pong',
};

function frameFields(make: FieldMaker, start: number, frame: WebSocketFrame): readonly MessageField[] {
  const { opcode, final, compressed, maskingKeyAt, payloadStart, end } = frame;
  const lengthEnd = maskingKeyAt ?? payloadStart;
  const first = `${OPCODE_NAMES[opcode] ?? opcode}${final ? ', last frame of its message' : ', more frames follow'}`;
  const key = maskingKeyAt === null ? [] : [keyField(make, maskingKeyAt)];
  const payload = `${end - payloadStart} bytes${compressed ? ', compressed' : ''}${maskingKeyAt === null ? '' : ', masked'}`;
  return [
    valueField(
      'Opcode',
      first,
      start,
      start + 1,
      'What the frame carries and whether it ends its message (RFC 6455 §5.2).',
    ),
    valueField('Payload length', `${end - payloadStart} bytes`, start + 1, lengthEnd, ''),
    ...key,
    ...(end === payloadStart ? [] : [valueField('Payload', payload, payloadStart, end)]),
  ];
}

function keyField({ bytes }: FieldMaker, at: number): MessageField {
  const value = [...bytes.subarray(at, at + 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return valueField('Masking key', `0x${value}`, at, at + 4, 'Clients mask what they send (RFC 6455 §5.3).');
}

/** WebSocket frames in bytes[start, end); what is no whole frame stands as such at the end. */
export function describeWebSocket(make: FieldMaker, start: number, end: number): MessageField[] {
  const fields: MessageField[] = [];
  let at = start;
  while (at < end && fields.length < MAX_FRAMES) {
    const reading = readWebSocketFrame(make.bytes, at, end);
    if (reading.outcome !== 'frame') break;
    const { frame } = reading;
    const name = OPCODE_NAMES[frame.opcode] ?? String(frame.opcode);
    fields.push(valueField('WebSocket frame', name, at, frame.end, '', frameFields(make, at, frame)));
    at = frame.end;
  }
  if (at < end) fields.push(valueField('Not a whole frame', `${end - at} bytes`, at, end));
  return fields;
}
