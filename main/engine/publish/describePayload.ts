import type { MessageField } from '../../../shared/protocol/rows';
import { classifyPayload } from '../analysis/classify';
import { describeDtls } from '../decode/dtls/describeDtls';
import { FieldMaker } from '../decode/field';
import { fieldOf } from '../decode/fieldCursor';
import { describeHep } from '../decode/hep/describeHep';
import { looksLikeHep } from '../decode/hep/readHep';
import { describeIcmp } from '../decode/icmp/describeIcmp';
import { describeMsrp } from '../decode/msrp/describeMsrp';
import { looksLikeMsrp } from '../decode/msrp/msrpStartLine';
import type { DecodeOutcome, Packet } from '../decode/packet';
import { describeRtcp } from '../decode/rtcp/describeRtcp';
import { describeRtp } from '../decode/rtp/describeRtp';
import { describeSctp } from '../decode/sctp/describeSctp';
import { looksLikeSip } from '../decode/sip/looksLikeSip';
import { describeFields } from '../decode/sip/messageFields';
import { parseSip } from '../decode/sip/parseSip';
import { describeChannelData } from '../decode/stun/channelData';
import { describeStun } from '../decode/stun/describeStun';
import { describeUdptl } from '../decode/udptl/describeUdptl';
import { describeWebSocket } from '../decode/webSocket/describeWebSocket';
import { looksLikeWebSocketSip } from '../decode/webSocket/webSocketUnit';
import { describeZrtp } from '../decode/zrtp/describeZrtp';

/** Fields of the protocol in bytes[start, end); their ranges are of `make.bytes`. */
type Describe = (make: FieldMaker, start: number, end: number) => readonly MessageField[];

/** What frames alone do not tell. */
export type PayloadHints = {
  /** SDP announced an end of the packet for fax, which shows no mark of its own. */
  readonly isFax: (packet: Packet) => boolean;
};

const movedBy = (field: MessageField, bytes: number): MessageField => ({
  ...field,
  start: field.start + bytes,
  end: field.end + bytes,
  children: field.children.map((child) => movedBy(child, bytes)),
});

const describeSip: Describe = ({ bytes }, start, end) => {
  const message = bytes.subarray(start, end);
  const parsed = parseSip(message, 0, message.length);
  return parsed.ok ? describeFields(parsed.value, message).map((field) => movedBy(field, start)) : [];
};

const PROTOCOLS = {
  sip: ['Session Initiation Protocol', describeSip],
  rtp: ['Real-time Transport Protocol', describeRtp],
  rtcp: ['RTP Control Protocol', describeRtcp],
  stun: ['STUN', describeStun],
  turnChannel: ['TURN ChannelData', describeChannelData],
  dtls: ['DTLS', describeDtls],
  zrtp: ['ZRTP', describeZrtp],
  hep: ['Homer Encapsulation Protocol', describeHep],
  msrp: ['Message Session Relay Protocol', describeMsrp],
  webSocket: ['WebSocket', describeWebSocket],
  sctp: ['SCTP chunks', describeSctp],
  udptl: ['UDPTL (T.38 fax)', describeUdptl],
  keepalive: ['Keepalive', () => []],
  other: ['Payload', () => []],
} as const satisfies Record<string, readonly [string, Describe]>;

type ProtocolName = keyof typeof PROTOCOLS;

/** What a TCP segment begins with. One that begins in the middle of a message shows nothing by itself. */
function segmentProtocol(bytes: Uint8Array, start: number, end: number): ProtocolName {
  if (looksLikeSip(bytes, start, end)) return 'sip';
  if (looksLikeHep(bytes, start, end)) return 'hep';
  if (looksLikeMsrp(bytes, start, end)) return 'msrp';
  return looksLikeWebSocketSip(bytes, start, end) ? 'webSocket' : 'other';
}

function protocolOf(outcome: DecodeOutcome, packet: Packet, hints: PayloadHints): ProtocolName {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (outcome === 'sctp') return 'sctp';
  if (outcome === 'tcp') return segmentProtocol(bytes, start, end);
  if (outcome !== 'udp') return 'other';
  const kind = classifyPayload(bytes, start, end);
  return kind === 'other' && hints.isFax(packet) ? 'udptl' : kind;
}

/** What a packet carries, as one layer more; null when it carries nothing. */
export function describePayload(outcome: DecodeOutcome, packet: Packet, hints: PayloadHints): MessageField | null {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end <= start || outcome === 'undecoded') return null;
  const value = `${end - start} bytes`;
  if (outcome === 'icmp') return { ...fieldOf('ICMP', { start, end }, value), children: describeIcmp(packet) };
  const [name, describe] = PROTOCOLS[protocolOf(outcome, packet, hints)];
  return { ...fieldOf(name, { start, end }, value), children: describe(new FieldMaker(bytes), start, end) };
}
