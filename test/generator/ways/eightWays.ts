import { mergeFlows, type TimedFrame } from '../mergeFlows';
import { createRandom } from '../random';
import { chatFlows } from './chatCall';
import { faxFlows } from './faxCall';
import { hepFlow } from './hepFeed';
import { refusedFlow } from './refusedCall';
import { relayedFlows } from './relayedCall';
import { trunkFlows } from './trunkCall';
import { volteFlows } from './volteCall';
import { webRtcFlows } from './webRtcCall';

/** Calls that each travel in another way, as gateways, trunks, taps and collectors show them. */
export function* eightWays(): Generator<TimedFrame> {
  const random = createRandom(3);
  const heard = { number: 1, startMs: 100, talkMs: 5000, display: 'Web desk' };
  const silent = { number: 2, startMs: 3200, talkMs: 2600, display: 'Web shop', wrongFingerprint: true };
  yield* mergeFlows([
    ...webRtcFlows(heard, random),
    ...trunkFlows(1500, random),
    ...webRtcFlows(silent, random),
    ...volteFlows(2400, random),
    ...faxFlows(4100, random),
    refusedFlow(5000),
    hepFlow(5600),
    ...relayedFlows(6500, random),
    ...chatFlows(7300),
  ]);
}
