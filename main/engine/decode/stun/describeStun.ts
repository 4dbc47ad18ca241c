import type { MessageField } from '../../../../shared/protocol/rows';
import { describeFault } from '../describeFault';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { stunAttributeValue } from './attributeValue';
import { describeChannelData, isChannelData } from './channelData';
import { hexNumber } from '../hexNumber';
import { readStun, type StunAttribute, type StunClass, type StunMessage } from './stunMessage';
import { isComprehensionOptional, stunAttributeName, stunMethodName } from './stunNames';

const CLASS_WORDS: Readonly<Record<StunClass, string>> = {
  request: 'request',
  indication: 'indication',
  success: 'success response',
  error: 'error response',
};

/** What the attributes that tell most are for. */
const EXPLANATIONS = new Map<number, string>([
  [0x0006, 'In an ICE check: ufrag of the receiver, colon, ufrag of the sender (RFC 8445 §7.2.2).'],
  [0x0008, 'HMAC-SHA1 of the message with a password as key (RFC 8489 §14.5).'],
  [0x0009, 'Why the request was refused (RFC 8489 §14.8).'],
  [0x000c, 'Number that stands for the peer in ChannelData (RFC 8656 §18.1).'],
  [0x000d, 'How long the relay keeps the allocation without a refresh (RFC 8656 §18.2).'],
  [0x0012, 'The other party as the relay sees it (RFC 8656 §18.3).'],
  [0x0016, 'Address at the relay where packets for the client go (RFC 8656 §18.5).'],
  [0x001c, 'HMAC-SHA256 of the message with a password as key (RFC 8489 §14.6).'],
  [0x0020, 'Sender of the request as its receiver saw it (RFC 8489 §14.2).'],
  [0x0024, 'Priority of a candidate found by this check (RFC 8445 §7.1.1).'],
  [0x0025, 'The controlling side chooses this pair (RFC 8445 §7.1.2).'],
  [0x8028, 'CRC-32 of the message XOR "STUN" (RFC 8489 §14.7).'],
  [0x8029, 'The sender follows the other side in choosing the pair (RFC 8445 §7.1.3).'],
  [0x802a, 'The sender chooses the pair (RFC 8445 §7.1.3).'],
]);

/** `Binding success response` */
const stunTitle = ({ method, messageClass }: StunMessage): string =>
  `${stunMethodName(method)} ${CLASS_WORDS[messageClass]}`;

function attributeField(bytes: Uint8Array, attribute: StunAttribute, message: StunMessage): MessageField {
  const { type, start, valueStart, valueEnd } = attribute;
  const value = stunAttributeValue(bytes, attribute, message) ?? `${hexText(bytes, valueStart, valueEnd)} (too short)`;
  const unknown = isComprehensionOptional(type) ? 'May be ignored by those who do not know it (RFC 8489 §14).' : '';
  const range = { start, end: valueEnd };
  return fieldOf(stunAttributeName(type), range, value, EXPLANATIONS.get(type) ?? unknown);
}

function headerFields(bytes: Uint8Array, message: StunMessage): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, message.start, message.end);
  cursor.u16('Message type', (type) => `${stunTitle(message)} (${hexNumber(type, 4)})`);
  cursor.u16('Length', (lengthBytes) => `${lengthBytes} bytes of attributes`);
  if (!message.isClassic) cursor.take('Magic cookie', 4);
  cursor.take('Transaction identifier', message.isClassic ? 16 : 12);
  return cursor.fields;
}

/** The STUN message or ChannelData in bytes [start, end), field by field. */
export function describeStun(make: FieldMaker, start: number, end: number): MessageField[] {
  const { bytes } = make;
  if (isChannelData(bytes, start, end)) return describeChannelData(make, start, end);
  const read = readStun(bytes, start, end);
  if (!read.ok) return [fieldOf('Not readable', { start, end }, describeFault(read.error))];
  const message = read.value;
  const behind = { start: message.end, end };
  return [
    ...headerFields(bytes, message),
    ...message.attributes.map((attribute) => attributeField(bytes, attribute, message)),
    ...message.faults.map((fault) => fieldOf('Fault', message, describeFault(fault))),
    ...(message.end < end ? [fieldOf('Behind the message', behind, `${end - message.end} bytes`)] : []),
  ];
}
