import { sipFrames } from './captureFlows';
import type { TimedFrame } from './mergeFlows';
import { planCall } from './plannedCall';
import { sipPacketsOf, type CallOutcome, type CallPlan, type Host, type SipPacket } from './sipFlow';

const CALLS_PER_SECOND = 100;
const BUCKET_MS = 1000;
const PROXY: Host = { address: '10.0.0.10', port: 5060 };
/** The machine in the middle of every call that has two legs. */
const EXCHANGE: Host = { address: '10.0.0.20', port: 5060 };
const OUTCOMES: readonly CallOutcome[] = ['completed', 'completed', 'busy', 'completed', 'cancelled', 'completed'];

function planOf(number: number): CallPlan {
  const startMs = (number * 1000) / CALLS_PER_SECOND;
  return planCall({
    number,
    startMs,
    talkMs: 5000 + ((number * 37) % 20_000),
    ringMs: 300 + ((number * 53) % 2000),
    outcome: OUTCOMES[number % OUTCOMES.length]!,
    proxy: number % 4 === 3 ? PROXY : null,
    endedBy: number % 5 === 0 ? 'callee' : 'caller',
  }).plan;
}

/** The two legs of one conversation: the exchange answers the first with what the second brings, with a Call-ID of its own. */
function legsOf(number: number): readonly CallPlan[] {
  const whole = planOf(number);
  const first: CallPlan = { ...whole, callee: { ...EXCHANGE, user: whole.callee.user } };
  const second: CallPlan = {
    ...whole,
    callId: `${(number ^ 0x5a5a5a).toString(16).padStart(8, '0')}-leg@${EXCHANGE.address}`,
    caller: { ...EXCHANGE, user: whole.caller.user, display: whole.caller.display },
    startMs: whole.startMs + 6,
    ringMs: Math.max(0, whole.ringMs - 12),
  };
  return [first, second];
}

function* plansInOrder(calls: number): Generator<CallPlan> {
  for (let number = 0; number < calls; number += 1) {
    if (number % 4 === 1 && number + 1 < calls) {
      yield* legsOf(number);
      number += 1;
    } else yield planOf(number);
  }
}

/** The signalling of a busy exchange: so many calls at 100 a second, every second one a leg of another, some over a proxy. */
export function* busyExchange(calls: number): Generator<TimedFrame> {
  const buckets = new Map<number, SipPacket[]>();
  let next = 0;
  function* flush(untilMs: number): Generator<TimedFrame> {
    for (; next * BUCKET_MS < untilMs; next += 1) {
      const packets = buckets.get(next) ?? [];
      buckets.delete(next);
      yield* sipFrames(packets.sort((a, b) => a.atMs - b.atMs));
    }
  }
  let lastMs = 0;
  for (const plan of plansInOrder(calls)) {
    yield* flush(Math.floor(plan.startMs / BUCKET_MS) * BUCKET_MS);
    for (const packet of sipPacketsOf(plan)) {
      const bucket = Math.floor(packet.atMs / BUCKET_MS);
      const known = buckets.get(bucket);
      if (known) known.push(packet);
      else buckets.set(bucket, [packet]);
      lastMs = Math.max(lastMs, packet.atMs);
    }
  }
  yield* flush(lastMs + BUCKET_MS);
}
