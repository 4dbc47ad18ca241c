import { mergeFlows, type TimedFrame } from './mergeFlows';
import { flowsOf, planCall } from './plannedCall';
import { createRandom } from './random';

/** A load of clean calls that all run at once, begun over two seconds: 1,000 calls of 10 s are about a million packets. */
export function* manyCalls(calls: number, talkMs: number): Generator<TimedFrame> {
  const random = createRandom(20_260_112);
  const flows: Iterable<TimedFrame>[] = [];
  for (let number = 1; number <= calls; number += 1) {
    const call = planCall({
      number,
      startMs: (number * 2000) / calls,
      talkMs,
      callerToCallee: { jitterMs: 1 },
      calleeToCaller: { jitterMs: 1 },
    });
    flows.push(...flowsOf(call, random));
  }
  yield* mergeFlows(flows);
}
