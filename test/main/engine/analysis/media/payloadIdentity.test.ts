import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import type { PayloadTwin } from '../../../../../main/engine/analysis/media/payloadIdentity';
import { RtpHeader } from '../../../../../main/engine/decode/rtp/rtpHeader';
import { callKey } from '../../../../../shared/ids';
import type { Endpoint } from '../../../../../shared/protocol/rows';
import { announcement, CALL, datagram, OTHER_CALL } from '../../../../fixtures/mediaPackets';
import { rtp } from '../../../../fixtures/rtpPackets';
import { createRandom } from '../../../../generator/random';

const at = (address: string, port: number): Endpoint => ({ address, port });

/** Speech of a kind: different bytes in every packet, the same ones for the same seed. */
function speech(packets: number, seed: number, bytes = 160): readonly Uint8Array[] {
  const random = createRandom(seed);
  return Array.from({ length: packets }, () => Uint8Array.from({ length: bytes }, () => Math.floor(256 * random())));
}

type Flow = {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly payloads: readonly Uint8Array[];
  readonly startMs: number;
  readonly ssrc: number;
  readonly payloadType?: number;
};

/** Plays flows packet by packet in order of time; each destination belongs to the call given beside it. */
function twinsOf(flows: readonly (readonly [Flow, typeof CALL])[], announceAtMs = 0): readonly PayloadTwin[] {
  const twins: PayloadTwin[] = [];
  const media = new MediaAnalysis({}, (twin) => twins.push(twin));
  const steps: { atMs: number; run: () => void }[] = [];
  const header = new RtpHeader();
  for (const [{ source, destination, payloads, startMs, ssrc, payloadType = 0 }, call] of flows) {
    steps.push({ atMs: announceAtMs, run: () => media.announce(announcement({ ...destination, call })) });
    payloads.forEach((payload, n) => {
      const atMs = startMs + 20 * n;
      const bytes = rtp({ payloadType, sequence: ssrc + n, timestamp: 160 * n, ssrc }, payload);
      steps.push({
        atMs,
        run: () => {
          const packet = datagram(source, destination, bytes);
          header.read(packet.bytes, 0, bytes.length);
          media.onRtp(packet, header, atMs, 1);
        },
      });
    });
  }
  for (const { run } of steps.sort((one, other) => one.atMs - other.atMs)) run();
  return twins;
}

const CALLER = at('10.0.0.1', 4000);
const RELAY_IN = at('10.0.0.9', 5000);
const RELAY_OUT = at('10.0.0.9', 5002);
const CALLEE = at('10.0.0.2', 6000);

const incoming = (payloads: readonly Uint8Array[], change: Partial<Flow> = {}): readonly [Flow, typeof CALL] => [
  { source: CALLER, destination: RELAY_IN, payloads, startMs: 0, ssrc: 1, ...change },
  CALL,
];
const outgoing = (payloads: readonly Uint8Array[], change: Partial<Flow> = {}): readonly [Flow, typeof CALL] => [
  { source: RELAY_OUT, destination: CALLEE, payloads, startMs: 3, ssrc: 2, ...change },
  OTHER_CALL,
];

const VOICE = speech(400, 1);
const LONG = speech(1000, 1);

describe('the same payload in two calls', () => {
  it('is told once, with the machine that passes it on', () => {
    expect(twinsOf([incoming(VOICE), outgoing(VOICE)])).toEqual([
      { one: CALL, other: OTHER_CALL, sameMachine: true, packets: 8, frames: [1, 1] },
    ]);
  });

  it.each<[string, readonly (readonly [Flow, typeof CALL])[], number]>([
    ['two seconds of speech', [incoming(speech(100, 2)), outgoing(speech(100, 2))], 1],
    ['the relay begins 5 s later', [incoming(LONG), outgoing(LONG.slice(250), { startMs: 5003 })], 1],
    ['every tenth packet is lost on the way', [incoming(VOICE), outgoing(VOICE.filter((_, n) => n % 10 !== 3))], 1],
    ['small payloads of G.729', [incoming(speech(400, 3, 20)), outgoing(speech(400, 3, 20))], 1],
    ['other payload', [incoming(VOICE), outgoing(speech(400, 4))], 0],
    ['too late for a relay', [incoming(VOICE), outgoing(VOICE, { startMs: 4000 })], 0],
    [
      'silence',
      [
        incoming(VOICE.map(() => new Uint8Array(160).fill(0xff))),
        outgoing(VOICE.map(() => new Uint8Array(160).fill(0xff))),
      ],
      0,
    ],
    ['digits', [incoming(speech(400, 5, 4)), outgoing(speech(400, 5, 4))], 0],
    ['comfort noise', [incoming(VOICE, { payloadType: 13 }), outgoing(VOICE, { payloadType: 13 })], 0],
    ['seven packets', [incoming(VOICE.slice(0, 7)), outgoing(VOICE.slice(0, 7))], 0],
    ['one machine plays to two', [incoming(VOICE), outgoing(VOICE, { source: at(CALLER.address, 4002) })], 0],
    [
      'two play to one machine',
      [incoming(VOICE), outgoing(VOICE, { source: at('10.0.0.7', 1), destination: at('10.0.0.9', 7000) })],
      0,
    ],
  ])('%s: noted %#', (_, flows, told) => {
    expect(twinsOf(flows)).toHaveLength(told);
  });

  it('between other machines is told as what the payload alone says', () => {
    const apart = outgoing(VOICE, { source: at('172.16.0.9', 5002) });
    expect(twinsOf([incoming(VOICE), apart])).toMatchObject([{ sameMachine: false }]);
  });

  it('played to many by machines of their own tells nothing', () => {
    const listeners = Array.from({ length: 12 }, (_, n) => {
      const source = at(`10.1.0.${n + 1}`, 4000);
      const destination = at(`10.2.0.${n + 1}`, 4000);
      const flow: Flow = { source, destination, payloads: VOICE, startMs: 5 * n, ssrc: n + 1 };
      return [flow, callKey(`call-${n + 1}`)] as const;
    });
    expect(twinsOf(listeners)).toEqual([]);
  });

  it('is told when the streams come to their calls late', () => {
    expect(twinsOf([incoming(VOICE), outgoing(VOICE)], 4000)).toHaveLength(1);
  });

  it('within one call is nothing', () => {
    const [flow] = outgoing(VOICE);
    expect(twinsOf([incoming(VOICE), [flow, CALL]])).toEqual([]);
  });
});
