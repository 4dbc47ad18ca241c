import { ethernet, ipv4, udp } from '../fixtures/frames';
import type { TimedFrame } from './mergeFlows';
import type { Random } from './random';
import { arrivalsOf, type RtpFlow } from './rtpFlow';
import type { Host, SipPacket } from './sipFlow';

const VOICE_DSCP = 46;
const SIGNALLING_DSCP = 24;
const RTP_HEADER_BYTES = 12;
const PAYLOAD_BYTES = 160;
const text = new TextEncoder();

const datagram = (source: Host, destination: Host, dscp: number, payload: Uint8Array): Uint8Array =>
  ethernet(
    {},
    ipv4(
      { source: source.address, destination: destination.address, dscp },
      udp({ sourcePort: source.port, destinationPort: destination.port }, payload),
    ),
  ).bytes;

/** SIP packets as frames. */
export function* sipFrames(packets: readonly SipPacket[]): Generator<TimedFrame> {
  for (const { atMs, source, destination, text: message } of packets) {
    yield { atMs, bytes: datagram(source, destination, SIGNALLING_DSCP, text.encode(message)) };
  }
}

/** One second of two tones as G.711 µ-law (ITU-T G.711, 14-bit law), so that a player has something to play. */
const TONE = Uint8Array.from({ length: 8000 }, (_, index) => {
  const tone = Math.sin((2 * Math.PI * 425 * index) / 8000) + Math.sin((2 * Math.PI * 660 * index) / 8000);
  return muLaw(Math.round(tone * 2000));
});

/** A 14-bit sample as G.711 µ-law. */
export function muLaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 8158) + 33;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 5);
  const mantissa = (magnitude >> (exponent + 1)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

/** A stream as frames. One frame is built; of the others only the RTP header and the payload differ, so UDP carries no checksum. */
export function* rtpFrames(flow: RtpFlow, source: Host, destination: Host, random: Random): Generator<TimedFrame> {
  const payload = new Uint8Array(RTP_HEADER_BYTES + PAYLOAD_BYTES);
  const layers = udp({ sourcePort: source.port, destinationPort: destination.port, checksum: 0 }, payload);
  const addresses = { source: source.address, destination: destination.address, dscp: VOICE_DSCP };
  const template = ethernet({}, ipv4(addresses, layers)).bytes;
  const rtpStart = template.length - payload.length;
  for (const arrival of arrivalsOf(flow, random)) {
    const bytes = template.slice();
    const view = new DataView(bytes.buffer, rtpStart);
    view.setUint16(0, 0x8000 | (arrival.marker ? 0x80 : 0) | arrival.payloadType);
    view.setUint16(2, arrival.sequence);
    view.setUint32(4, arrival.timestamp);
    view.setUint32(8, arrival.ssrc);
    const tone = (arrival.sent * PAYLOAD_BYTES) % TONE.length;
    bytes.set(TONE.subarray(tone, tone + PAYLOAD_BYTES), rtpStart + RTP_HEADER_BYTES);
    yield { atMs: arrival.atMs, bytes };
  }
}
