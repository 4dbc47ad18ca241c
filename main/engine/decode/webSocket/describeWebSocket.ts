import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf } from '../fieldCursor';
import { byteCount } from '../byteCount';
import { hexNumber } from '../hexNumber';
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

const nameOf = (opcode: number): string => OPCODE_NAMES[opcode] ?? String(opcode);

function frameFields(bytes: Uint8Array, start: number, frame: WebSocketFrame): readonly MessageField[] {
  const { opcode, final, compressed, maskingKeyAt, payloadStart, end } = frame;
  const lengthBytes = byteCount(end - payloadStart);
  const firstByte = `${nameOf(opcode)}, ${final ? 'last frame of its message' : 'more frames follow'}`;
  const payload = `${lengthBytes}${compressed ? ', compressed' : ''}${maskingKeyAt === null ? '' : ', masked'}`;
  const cursor = new FieldCursor(bytes, start, end);
  cursor.u8('Opcode', () => firstByte, 'What the frame carries and whether it ends its message (RFC 6455 §5.2).');
  cursor.take('Payload length', (maskingKeyAt ?? payloadStart) - cursor.at, () => lengthBytes);
  if (maskingKeyAt !== null) {
    cursor.u32('Masking key', (key) => hexNumber(key, 8), 'Clients mask what they send (RFC 6455 §5.3).');
  }
  cursor.rest('Payload', () => payload);
  return cursor.fields;
}

/** WebSocket frames in bytes[start, end); what is no whole frame stands as such at the end. */
export function describeWebSocket({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const fields: MessageField[] = [];
  let at = start;
  while (at < end && fields.length < MAX_FRAMES) {
    const reading = readWebSocketFrame(bytes, at, end);
    if (reading.outcome !== 'frame') break;
    const { frame } = reading;
    const range = { start: at, end: frame.end };
    fields.push(fieldOf('WebSocket frame', range, nameOf(frame.opcode), '', frameFields(bytes, at, frame)));
    at = frame.end;
  }
  const rest = new FieldCursor(bytes, at, end);
  rest.rest('Not a whole frame', () => byteCount(end - at));
  return [...fields, ...rest.fields];
}
