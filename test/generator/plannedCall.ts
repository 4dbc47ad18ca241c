import { rtpFrames, sipFrames } from './captureFlows';
import type { TimedFrame } from './mergeFlows';
import type { Random } from './random';
import { truthOf, type Impairments, type RtpFlow, type RtpTruth } from './rtpFlow';
import { answerTimeMs, sipPacketsOf, type CallOutcome, type CallPlan, type Host } from './sipFlow';

/** What varies from call to call; everything else follows from the call's number. */
export type CallWish = {
  readonly number: number;
  readonly startMs: number;
  readonly talkMs: number;
  readonly ringMs?: number;
  readonly outcome?: CallOutcome;
  readonly proxy?: Host | null;
  readonly retransmitInvite?: boolean;
  readonly endedBy?: 'caller' | 'callee';
  readonly callerToCallee?: Impairments;
  readonly calleeToCaller?: Impairments;
  readonly display?: string;
};

export type PlannedCall = {
  readonly plan: CallPlan;
  readonly flows: readonly {
    readonly flow: RtpFlow;
    readonly source: Host;
    readonly destination: Host;
    readonly truth: RtpTruth;
  }[];
};

const PTIME_MS = 20;

const machine = (network: number, number: number, port: number): Host => ({
  address: `10.${network}.${(number >> 8) & 0xff}.${number & 0xff}`,
  port,
});

/** A call between two machines of its own, PCMU at 20 ms both ways from the answer to the BYE. */
export function planCall(wish: CallWish): PlannedCall {
  const { number, outcome = 'completed' } = wish;
  const caller = machine(1, number, 5060);
  const callee = machine(2, number, 5060);
  const plan: CallPlan = {
    callId: `${number.toString(16).padStart(8, '0')}-call@${caller.address}`,
    caller: { ...caller, user: String(1000 + number), display: wish.display ?? `Desk ${number}` },
    callee: { ...callee, user: String(5000 + number) },
    proxy: wish.proxy ?? null,
    startMs: wish.startMs,
    ringMs: wish.ringMs ?? 400,
    talkMs: wish.talkMs,
    outcome,
    callerMedia: { address: caller.address, port: 20_000 + ((2 * number) % 20_000) },
    calleeMedia: { address: callee.address, port: 40_000 + ((2 * number) % 20_000) },
    codec: { name: 'PCMU', payloadType: 0, clockRateHz: 8000 },
    retransmitInvite: wish.retransmitInvite ?? false,
    endedBy: wish.endedBy ?? 'caller',
  };
  if (outcome !== 'completed') return { plan, flows: [] };
  const flowOf = (ssrc: number, delayMs: number, impairments: Impairments): RtpFlow => ({
    ssrc,
    payloadType: 0,
    clockRateHz: 8000,
    ptimeMs: PTIME_MS,
    packets: Math.floor(wish.talkMs / PTIME_MS),
    startMs: answerTimeMs(plan) + 10 + delayMs,
    firstSequence: (number * 7919) & 0xffff,
    firstTimestamp: (number * 104_729) >>> 0,
    impairments,
  });
  const there = flowOf(0x1000_0000 + number, 0, wish.callerToCallee ?? {});
  const back = flowOf(0x2000_0000 + number, 5, wish.calleeToCaller ?? {});
  return {
    plan,
    flows: [
      { flow: there, source: plan.callerMedia, destination: plan.calleeMedia, truth: truthOf(there) },
      { flow: back, source: plan.calleeMedia, destination: plan.callerMedia, truth: truthOf(back) },
    ],
  };
}

/** All frames of the call, signalling and each stream as a flow of its own. */
export function* flowsOf({ plan, flows }: PlannedCall, random: Random): Generator<Iterable<TimedFrame>> {
  yield sipFrames(sipPacketsOf(plan));
  for (const { flow, source, destination } of flows) yield rtpFrames(flow, source, destination, random);
}
