import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { takeApplication } from './describeApplication';
import { takeExtendedReport } from './describeExtendedReport';
import { takeFeedback } from './describeFeedback';
import { takeRtcpHeader, takeSsrc } from './describeHeader';
import { takeReceiverReport, takeSenderReport } from './describeReports';
import { takeGoodbye, takeSourceDescription } from './describeSources';
import { payloadFeedbackName, transportFeedbackName } from './registries';
import { isRtcpHeader, RTCP_HEADER_BYTES, rtcpLengthBytes } from './rtcpHeader';
import { srtcpTrailerOf, type SrtcpTrailer } from './srtcpTrailer';

const MAX_PACKETS = 200;

type PacketWords = { readonly name: string; readonly explanation: string };

const PACKETS = new Map<number, PacketWords>([
  [200, { name: 'Sender report', explanation: 'What a source has sent, and how it hears others (RFC 3550 §6.4.1).' }],
  [201, { name: 'Receiver report', explanation: 'How a receiver hears others (RFC 3550 §6.4.2).' }],
  [202, { name: 'Source description', explanation: 'Who the sources are (RFC 3550 §6.5).' }],
  [203, { name: 'Goodbye', explanation: 'Sources leave (RFC 3550 §6.6).' }],
  [204, { name: 'Application-defined', explanation: 'For one application or experiment (RFC 3550 §6.7).' }],
  [205, { name: 'Transport feedback', explanation: 'On how packets arrive (RFC 4585 §6.2).' }],
  [206, { name: 'Payload feedback', explanation: 'On what packets carry (RFC 4585 §6.3).' }],
  [207, { name: 'Extended report', explanation: 'Further figures of a receiver (RFC 3611).' }],
  [208, { name: 'AVB', explanation: 'Presentation times for audio-video bridging (IEEE 1733).' }],
  [209, { name: 'Receiver summary', explanation: 'Summary of feedback to one source (RFC 5760).' }],
  [210, { name: 'Port mapping', explanation: 'Asks for another port of a unicast session (RFC 6284).' }],
  [211, { name: 'IDMS settings', explanation: 'Playing in step at several places (RFC 7272).' }],
  [212, { name: 'Reporting groups', explanation: 'Sources that report as one (RFC 8861).' }],
  [213, { name: 'Splicing', explanation: 'Where one content replaces another (RFC 8286).' }],
]);

/** Words for a packet type and, of feedback, its format (or subtype, or count). */
function packetWords(packetType: number, format: number): PacketWords {
  const words = PACKETS.get(packetType) ?? { name: `Packet type ${packetType}`, explanation: '' };
  if (packetType === 205) return { ...words, name: `${words.name}: ${transportFeedbackName(format)}` };
  return packetType === 206 ? { ...words, name: `${words.name}: ${payloadFeedbackName(format)}` } : words;
}

function takeBody(body: FieldCursor, packetType: number, five: number): void {
  switch (packetType) {
    case 200:
      return takeSenderReport(body, five);
    case 201:
      return takeReceiverReport(body, five);
    case 202:
      return takeSourceDescription(body, five);
    case 203:
      return takeGoodbye(body, five);
    case 204:
      return takeApplication(body, five);
    case 205:
    case 206:
      return takeFeedback(body, packetType, five);
    case 207:
      return takeExtendedReport(body);
    default:
      return body.rest('Data');
  }
}

/** Bytes of padding that a whole packet ends with; 0 when the count cannot be. */
function paddingBytes(bytes: Uint8Array, at: number, end: number): number {
  const said = (bytes[at]! & 0x20) === 0 ? 0 : bytes[end - 1]!;
  return said <= end - at - RTCP_HEADER_BYTES ? said : 0;
}

function packetField(bytes: Uint8Array, at: number, end: number): MessageField {
  const lengthBytes = rtcpLengthBytes(bytes, at);
  const packetEnd = Math.min(at + lengthBytes, end);
  const isWhole = packetEnd - at === lengthBytes;
  const five = bytes[at]! & 0x1f;
  const packetType = bytes[at + 1]!;
  const { name, explanation } = packetWords(packetType, five);
  const padding = isWhole ? paddingBytes(bytes, at, packetEnd) : 0;
  const body = new FieldCursor(bytes, at, packetEnd - padding);
  takeRtcpHeader(body, name);
  takeBody(body, packetType, five);
  if (padding > 0) {
    body.fields.push(fieldOf('Padding', { start: packetEnd - padding, end: packetEnd }, `${padding} bytes`));
  }
  const value = isWhole ? '' : `cut off: ${packetEnd - at} of ${lengthBytes} bytes`;
  return fieldOf(name, { start: at, end: packetEnd }, value, explanation, body.fields);
}

/** Of SRTCP only the first header and SSRC are in clear text (RFC 3711 §3.4). */
function encryptedFields(bytes: Uint8Array, start: number, end: number, trailer: SrtcpTrailer): MessageField[] {
  const cursor = new FieldCursor(bytes, start, end);
  takeRtcpHeader(cursor, packetWords(bytes[start + 1]!, bytes[start]! & 0x1f).name);
  takeSsrc(cursor, 'Sender');
  const encryptedBytes = trailer.indexStart - cursor.at;
  cursor.take('Encrypted', encryptedBytes, () => `${encryptedBytes} bytes`, 'Reports that only the two ends can read.');
  cursor.u32('SRTCP index', (word) => `${word & 0x7fffffff}, encrypted`, 'Counts the SRTCP packets of the sender.');
  cursor.rest('Authentication tag');
  const why = 'RTCP protected by SRTP keys (RFC 3711 §3.4), told by its last bytes.';
  return [fieldOf('SRTCP', { start, end: cursor.end }, '', why, cursor.fields)];
}

/** The RTCP datagram in bytes[start, end), packet by packet; SRTCP is named and not guessed at. */
export function describeRtcp({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const last = Math.min(end, bytes.length);
  const trailer = srtcpTrailerOf(bytes, start, last);
  if (trailer !== null) return encryptedFields(bytes, start, last, trailer);
  const fields: MessageField[] = [];
  let at = start;
  while (last - at >= RTCP_HEADER_BYTES && isRtcpHeader(bytes, at) && fields.length < MAX_PACKETS) {
    const field = packetField(bytes, at, last);
    fields.push(field);
    at = field.end;
  }
  if (at < last) fields.push(fieldOf('Bytes that are no RTCP', { start: at, end: last }, hexText(bytes, at, last)));
  return fields;
}
