import { rtp } from '../../fixtures/rtpPackets';
import { muLaw } from '../captureFlows';
import type { TimedFrame } from '../mergeFlows';
import { createRandom } from '../random';
import { arrivalsOf } from '../rtpFlow';
import type { Host } from '../sipFlow';
import { datagram } from '../ways/packets';

/** A stream to be made: those with the same sound carry the same payloads, as when a machine relays it. */
export type SoundPlan = {
  readonly from: Host;
  readonly to: Host;
  readonly startMs: number;
  readonly forMs: number;
  readonly sound: number;
};

const VOICE_DSCP = 46;
const PAYLOAD_BYTES = 160;
const SAMPLES_PER_SECOND = 8000;

/** One second of two tones as G.711 µ-law; 713 sounds have a pair of their own. */
function toneOf(sound: number): Uint8Array {
  const [low, high] = [301 + 17 * (sound % 23), 700 + 29 * (sound % 31)];
  return Uint8Array.from({ length: SAMPLES_PER_SECOND }, (_, index) => {
    const turn = (2 * Math.PI * index) / SAMPLES_PER_SECOND;
    return muLaw(Math.round(1800 * (Math.sin(low * turn) + Math.sin(high * turn))));
  });
}

/** The stream as frames, a packet every 20 ms; `number` makes its SSRC another than those of the scene's other streams. */
export function* soundFrames({ from, to, startMs, forMs, sound }: SoundPlan, number: number): Generator<TimedFrame> {
  const tone = toneOf(sound);
  const ssrc = 0x5000_0000 + 7919 * number;
  const flow = {
    ssrc,
    payloadType: 0,
    clockRateHz: SAMPLES_PER_SECOND,
    ptimeMs: 20,
    packets: Math.floor(forMs / 20),
    startMs,
    firstSequence: (ssrc * 31) & 0xffff,
    firstTimestamp: (ssrc * 977) >>> 0,
    impairments: {},
  };
  for (const arrival of arrivalsOf(flow, createRandom(sound))) {
    const start = (arrival.sent * PAYLOAD_BYTES) % tone.length;
    const payload = tone.slice(start, start + PAYLOAD_BYTES);
    yield datagram(arrival.atMs, { source: from, destination: to }, rtp(arrival, payload), VOICE_DSCP);
  }
}
