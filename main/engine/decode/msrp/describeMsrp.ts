import type { MessageField } from '../../../../shared/protocol/rows';
import type { ByteRange } from '../byteRange';
import { type FieldMaker, isEmpty } from '../field';
import { fieldOf } from '../fieldCursor';
import type { MsrpFlag, MsrpHeader, MsrpMessage } from './msrpMessage';
import { readMsrp } from './readMsrp';

const METHODS: Readonly<Record<string, string>> = {
  SEND: 'Carries a message or a chunk of one (RFC 4975 §7.1).',
  REPORT: 'Tells whether a message arrived (RFC 4975 §7.1.2).',
  AUTH: 'Asks a relay for a URI (RFC 4976 §5.1).',
  NICKNAME: 'Asks for a name in a conference (RFC 7701 §7).',
};

const STATUSES: Readonly<Record<number, string>> = {
  200: 'The request succeeded.',
  400: 'The request was not understood.',
  401: 'Authorization is asked for.',
  403: 'The action is not allowed.',
  404: 'The nickname policy or session is not known.',
  408: 'A downstream transaction did not complete in time.',
  413: 'The receiver wants the sender to stop the message.',
  415: 'The media type is not understood.',
  423: 'A parameter is out of bounds.',
  425: 'The nickname is reserved or in use.',
  428: 'Private messages are not supported.',
  481: 'The session does not exist.',
  501: 'The method is not understood.',
  506: 'The session is bound to another connection.',
};

const HEADERS: Readonly<Record<string, string>> = {
  'to-path': 'URIs on the way to the receiver (RFC 4975 §7.1).',
  'from-path': 'URIs on the way back to the sender (RFC 4975 §7.1).',
  'message-id': 'The same in all chunks of a message (RFC 4975 §7.1).',
  'byte-range': 'First and last byte of this chunk and length of the message (RFC 4975 §7.1).',
  'content-type': 'What the body is (RFC 4975 §7.1).',
  'failure-report': 'Whether failures are to be told (RFC 4975 §7.1.2).',
  'success-report': 'Whether success is to be told (RFC 4975 §7.1.2).',
  status: 'What a REPORT tells (RFC 4975 §7.1.2).',
  'use-path': 'URIs that a relay gives out (RFC 4976 §4).',
  expires: 'How long that holds, in seconds (RFC 4976 §4).',
};

const FLAG_WORDS: Readonly<Record<NonNullable<MsrpFlag>, string>> = {
  $: 'The message is complete.',
  '+': 'More chunks of the message follow.',
  '#': 'The sender gives the message up.',
};

/** Bytes of a body that are looked at to see whether it is text. */
const LOOK_BYTES = 4096;

const isText = (bytes: Uint8Array, { start, end }: ByteRange): boolean =>
  bytes.subarray(start, Math.min(end, start + LOOK_BYTES)).every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13));

function explain(message: MsrpMessage): string {
  return message.kind === 'request' ? (METHODS[message.method] ?? '') : (STATUSES[message.status] ?? '');
}

const headerField = (header: MsrpHeader): MessageField =>
  fieldOf(header.name, header.range, header.value, HEADERS[header.name.toLowerCase()] ?? '');

function bodyField(make: FieldMaker, { body, contentType }: MsrpMessage): readonly MessageField[] {
  if (isEmpty(body)) return [];
  const name = contentType === '' ? 'Body' : `Body (${contentType})`;
  if (isText(make.bytes, body)) return [make.leaf(name, body)];
  return [fieldOf(name, body, `${body.end - body.start} bytes that are not text`)];
}

/** The parts of an MSRP request or response in bytes[start, end), in the order of their bytes. */
export function describeMsrp(make: FieldMaker, start: number, end: number): MessageField[] {
  const read = readMsrp(make.bytes, start, end);
  if (!read.ok) return end > start ? [fieldOf('Not MSRP', { start, end }, `${end - start} bytes`)] : [];
  const message = read.value;
  const { startLine, headers, endLine, flag } = message;
  const lineName = message.kind === 'request' ? 'Request line' : 'Status line';
  return [
    make.leaf(lineName, startLine, explain(message)),
    ...headers.map(headerField),
    ...bodyField(make, message),
    ...(flag === null ? [] : [make.leaf('End-line', endLine, FLAG_WORDS[flag])]),
  ];
}
