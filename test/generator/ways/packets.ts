import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, ipv6, udp, type Layer } from '../../fixtures/frames';
import type { TimedFrame } from '../mergeFlows';
import type { Random } from '../random';
import { arrivalsOf, type RtpFlow } from '../rtpFlow';
import { rtp } from '../../fixtures/rtpPackets';
import type { Host } from '../sipFlow';

const SIGNALLING_DSCP = 24;
const VOICE_DSCP = 46;

/** What goes around an IP packet on its way past the tap. */
export type Wrap = (packet: Layer) => Layer;

export const onEthernet: Wrap = (packet) => ethernet({}, packet);

/** From one machine to another. */
export type Way = { readonly source: Host; readonly destination: Host; readonly wrap?: Wrap };

/** The same between the same machines, the other way. */
export const back = ({ source, destination, wrap }: Way): Way => ({
  source: destination,
  destination: source,
  ...(wrap === undefined ? {} : { wrap }),
});

const packetOf = ({ source, destination }: Way, dscp: number, above: Layer): Layer => {
  const addresses = { source: source.address, destination: destination.address };
  return source.address.includes(':') ? ipv6(addresses, above) : ipv4({ ...addresses, dscp }, above);
};

export function datagram(atMs: number, way: Way, payload: Uint8Array | string, dscp = SIGNALLING_DSCP): TimedFrame {
  const ports = { sourcePort: way.source.port, destinationPort: way.destination.port };
  const above = udp(ports, typeof payload === 'string' ? textBytes(payload) : payload);
  return { atMs, bytes: (way.wrap ?? onEthernet)(packetOf(way, dscp, above)).bytes };
}

export type Voice = {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly clockRateHz: number;
  readonly startMs: number;
  readonly talkMs: number;
  readonly payloadBytes: number;
  readonly jitterMs?: number;
  readonly lost?: readonly number[];
  /** What goes around each RTP packet inside UDP. */
  readonly carry?: (packet: Uint8Array) => Uint8Array;
};

const PTIME_MS = 20;

/** A stream of packets every 20 ms; what is in them is noise, as it is when it is encrypted. */
export function* voiceFrames(way: Way, voice: Voice, random: Random): Generator<TimedFrame> {
  const { ssrc, payloadType, clockRateHz, startMs, carry = (packet: Uint8Array) => packet } = voice;
  const flow: RtpFlow = {
    ssrc,
    payloadType,
    clockRateHz,
    startMs,
    ptimeMs: PTIME_MS,
    packets: Math.floor(voice.talkMs / PTIME_MS),
    firstSequence: (ssrc * 31) & 0xffff,
    firstTimestamp: (ssrc * 977) >>> 0,
    impairments: { jitterMs: voice.jitterMs ?? 0.4, lost: voice.lost ?? [] },
  };
  for (const arrival of arrivalsOf(flow, random)) {
    const payload = Uint8Array.from({ length: voice.payloadBytes }, () => random() * 256);
    yield datagram(arrival.atMs, way, carry(rtp(arrival, payload)), VOICE_DSCP);
  }
}

/** Frames of several hands in order of time. */
export const inOrder = (...frames: readonly TimedFrame[]): readonly TimedFrame[] =>
  frames.toSorted((a, b) => a.atMs - b.atMs);
