import { mergeFlows, type TimedFrame } from '../mergeFlows';
import { twoAuthentications } from './basicSessions';
import { ANNA, LAKE_PROXY, machine, type User } from './cast';
import { cancelCrossesAnswer, earlyMedia, glare, offerInReliable183, turnsToFax } from './dialogFeatures';
import { busyLamp, instantMessage, messageWaitingUnasked } from './exchanges';
import { noResponse, unallocated } from './failedSessions';
import { forked, forwardedOnBusy } from './forwarding';
import { consultation, heldAndResumed, musicOnHold } from './holding';
import { flowAround, flowThrough, threeLegs, withSessionId } from './legs';
import { behindNat, staleNonce, wrongPassword, wrongRealm } from './registrations';
import { Scene } from './scene';
import { attendedTransfer, blindTransfer, pickup } from './transfers';

const heldWithSound = (scene: Scene): unknown =>
  heldAndResumed(scene, { through: [LAKE_PROXY], sound: true, talkMs: 900 });

/** A telephone of its own, so that its registration is one of its own. */
const telephone = (number: number): User => ({
  ...ANNA,
  user: String(1001 + number),
  display: `Desk ${1001 + number}`,
  at: machine(`desk-${number}`, `192.0.2.${101 + number}`),
});

/** In the order in which they are worth reading. */
const STORIES: readonly (readonly [series: string, play: (scene: Scene) => unknown])[] = [
  ['nat', (scene) => behindNat(scene, telephone(1))],
  ['password', (scene) => wrongPassword(scene, telephone(2))],
  ['blind', blindTransfer],
  ['attended', attendedTransfer],
  ['hold', heldWithSound],
  ['consult', consultation],
  ['music', musicOnHold],
  ['legs', flowThrough],
  ['border', threeLegs],
  ['around', flowAround],
  ['session', withSessionId],
  ['fork', forked],
  ['forward', forwardedOnBusy],
  ['pickup', pickup],
  ['auth', twoAuthentications],
  ['prack', offerInReliable183],
  ['early', earlyMedia],
  ['glare', glare],
  ['cross', cancelCrossesAnswer],
  ['fax', turnsToFax],
  ['number', unallocated],
  ['stale', (scene) => staleNonce(scene, telephone(3))],
  ['realm', (scene) => wrongRealm(scene, telephone(4))],
  ['text', instantMessage],
  ['mail', messageWaitingUnasked],
  ['lamp', busyLamp],
  ['silent', noResponse],
];

/** Telephones use their ports again; a story is over before they do. */
const BETWEEN_MS = 6000;

/** One story after the other: transfers, holds, legs, forks, and what else calls and registrations go through. */
export function* stories(): Generator<TimedFrame> {
  let startMs = 100;
  const scenes = STORIES.map(([series, play], index) => {
    const scene = new Scene(startMs, series, index);
    play(scene);
    startMs = scene.nowMs + BETWEEN_MS;
    return scene.frames();
  });
  yield* mergeFlows(scenes);
}
