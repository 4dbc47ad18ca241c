import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sipFrames } from './captureFlows';
import { eightWays } from './ways/eightWays';
import { mergeFlows, type TimedFrame } from './mergeFlows';
import { stories } from './scenarios/stories';
import { flowsOf, planCall, type CallWish, type PlannedCall } from './plannedCall';
import { createRandom, type Random } from './random';
import { registrationPackets, type RegistrationPlan } from './registrationFlow';
import type { Host } from './sipFlow';
import { writeCapture } from './writeCapture';

const PROXY: Host = { address: '10.0.0.10', port: 5060 };

/** Runs of losses: the pattern of a congested link. */
const bursts = (first: number, every: number, runs: number, length: number): number[] =>
  Array.from({ length: runs }, (_, run) =>
    Array.from({ length }, (_unused, packet) => first + run * every + packet),
  ).flat();

const scattered = (random: Random, packets: number, share: number): number[] =>
  Array.from({ length: packets }, (_, packet) => packet).filter(
    (packet) => packet > 0 && packet < packets - 1 && random() < share,
  );

const OFFICE_CALLS: readonly CallWish[] = [
  {
    number: 1,
    startMs: 900,
    talkMs: 12_000,
    proxy: PROXY,
    display: 'Alice Moreau',
    callerToCallee: { jitterMs: 0.4 },
    calleeToCaller: { jitterMs: 0.6 },
  },
  { number: 2, startMs: 2_100, talkMs: 0, proxy: PROXY, outcome: 'busy', display: 'Reception' },
  { number: 3, startMs: 3_000, talkMs: 0, proxy: PROXY, outcome: 'notFound', display: 'Fax 2' },
  { number: 4, startMs: 3_600, talkMs: 0, ringMs: 6_200, proxy: PROXY, outcome: 'cancelled', display: 'Bertrand' },
  {
    number: 5,
    startMs: 4_400,
    talkMs: 9_000,
    proxy: PROXY,
    retransmitInvite: true,
    endedBy: 'callee',
    display: 'Workshop',
  },
  {
    number: 6,
    startMs: 6_000,
    talkMs: 7_500,
    ringMs: 2_500,
    proxy: PROXY,
    display: 'Night desk',
    callerToCallee: { jitterMs: 2 },
  },
];

const REGISTRATIONS: readonly RegistrationPlan[] = (
  ['registered', 'registered', 'wrongPassword', 'unanswered'] as const
).map((outcome, index) => ({
  number: index + 1,
  phone: { address: `10.1.0.${index + 1}`, port: 5060 },
  registrar: PROXY,
  domain: 'office.example',
  user: String(1001 + index),
  startMs: index * 140,
  expiresS: 3600,
  outcome,
}));

function* officeMorning(): Generator<TimedFrame> {
  const random = createRandom(1);
  const calls = OFFICE_CALLS.map(planCall);
  yield* mergeFlows([
    ...REGISTRATIONS.map((plan) => sipFrames(registrationPackets(plan))),
    ...calls.flatMap((call) => [...flowsOf(call, random)]),
  ]);
}

/** Each call has one kind of trouble, so that the charts can be learnt from. */
export function roughAudioCalls(random: Random): PlannedCall[] {
  const talkMs = 14_000;
  const wishes: readonly Omit<CallWish, 'number' | 'talkMs' | 'startMs'>[] = [
    { display: 'Bursty loss', calleeToCaller: { lost: bursts(250, 180, 3, 9), jitterMs: 1 } },
    { display: 'Scattered loss', callerToCallee: { lost: scattered(random, 700, 0.03) } },
    { display: 'Heavy jitter', calleeToCaller: { jitterMs: 14 } },
    {
      display: 'Mirror port',
      callerToCallee: { duplicated: Array.from({ length: 400 }, (_, packet) => packet + 100) },
    },
    { display: 'Reordered', calleeToCaller: { swapped: [100, 220, 340, 460, 580] } },
    { display: 'Restarted stream', callerToCallee: { restart: { packet: 350, sequence: 30_000 } } },
    { display: 'Late packets', calleeToCaller: { late: [150, 300, 450, 600].map((packet) => ({ packet, byMs: 90 })) } },
  ];
  return wishes.map((wish, index) => planCall({ number: 20 + index, startMs: index * 700, talkMs, ...wish }));
}

function* roughAudio(): Generator<TimedFrame> {
  const random = createRandom(2);
  yield* mergeFlows(roughAudioCalls(random).flatMap((call) => [...flowsOf(call, random)]));
}

const SAMPLES = [
  {
    name: 'office',
    file: 'office-morning.pcapng',
    title: 'A morning at the office',
    words: 'Six calls through a proxy: answered, busy, unknown, cancelled, with a retransmission. Four registrations.',
    frames: officeMorning,
  },
  {
    name: 'rough-audio',
    file: 'rough-audio.pcapng',
    title: 'Seven calls that sounded bad',
    words: 'Burst loss, scattered loss, jitter, duplicates, reordering, a restart, late packets: one of each.',
    frames: roughAudio,
  },
  {
    name: 'ways',
    file: 'eight-ways.pcapng',
    title: 'Ten calls, eight ways',
    words:
      'WebRTC with and without its certificate, a trunk over TCP, VoLTE in GTP-U, fax, a closed port, a HEP feed, a TURN relay, a chat.',
    frames: eightWays,
  },
  {
    name: 'stories',
    file: 'stories.pcapng',
    title: 'Stories: transfers, holds and two legs',
    words:
      'Blind and attended transfer, hold with music, two and three legs, a fork, forwarding, pickup, glare, PRACK, fax; registrations that fail.',
    frames: stories,
  },
] as const;

/** Writes the sample captures and their list: node test/run.js test/generator/samples.ts [folder] */
export function main([folder = 'resources/samples']: readonly string[]): void {
  for (const { file, frames } of SAMPLES) writeCapture(join(folder, file), frames());
  const list = SAMPLES.map(({ name, file, title, words }) => ({ name, file, title, words }));
  writeFileSync(join(folder, 'samples.json'), `${JSON.stringify(list, null, 2)}\n`);
}
