/** How machines see whether the other one is still there. */
import { ANNA, BORIS, HILL_PROXY, LAKE_PROXY, type Machine, type User } from './cast';
import { Conversation } from './conversation';
import { newRegistration } from './registrations';
import { instantMessage } from './exchanges';
import type { Scene } from './scene';
import { stun, STUN_TYPE, stunXorAddress } from '../../fixtures/stunMessages';

const trunk = (at: Machine): User => ({
  ...BORIS,
  user: 'trunk',
  display: 'Trunk',
  domain: at.address,
  at,
  password: '',
});

/** One OPTIONS with a Call-ID of its own, as servers send them. */
function ping(scene: Scene, status: string | null, roundTripMs = 12): void {
  const talk = new Conversation(scene, { caller: trunk(HILL_PROXY), callee: trunk(LAKE_PROXY) });
  const asked = talk.request('OPTIONS', { headers: ['User-Agent: Border 9'] });
  if (status === null) {
    asked.repeat([500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]);
    return;
  }
  scene.wait(roundTripMs);
  asked.answer(status);
}

const INTERVAL_MS = 60_000;

function pings(scene: Scene, statuses: readonly (string | null)[]): void {
  const startMs = scene.nowMs;
  statuses.forEach((status, index) => {
    scene.nowMs = Math.max(scene.nowMs, startMs + index * INTERVAL_MS);
    ping(scene, status);
  });
}

export const answeredPings = (scene: Scene): void =>
  pings(
    scene,
    Array.from({ length: 6 }, () => '200 OK'),
  );

/** Two are lost, then the other side is back. */
export const downAndUp = (scene: Scene): void => pings(scene, ['200 OK', '200 OK', null, null, '200 OK', '200 OK']);

/** Gone, and still gone where the capture ends. */
export function goneForGood(scene: Scene): void {
  pings(scene, ['200 OK', '200 OK', null, null]);
  scene.wait(60_000);
  instantMessage(scene);
}

/** It does not know the user, but it is there. */
export const answeredWith404 = (scene: Scene): void =>
  pings(scene, ['404 Not Found', '404 Not Found', '404 Not Found']);

/** Only the questions were captured. */
export const onlyAsked = (scene: Scene): ((source: Machine) => boolean) => {
  pings(scene, ['200 OK', '200 OK', '200 OK']);
  return (source) => source === HILL_PROXY;
};

/** Two line ends every 30 s over the registration's datagrams (RFC 5626 §3.5.1). */
export function lineEnds(scene: Scene): void {
  newRegistration(scene);
  for (let beat = 0; beat < 4; beat += 1) {
    scene.wait(30_000);
    scene.bytes(scene.nowMs, ANNA.at, HILL_PROXY, '\r\n\r\n');
  }
}

/** STUN to the port where SIP is spoken (RFC 5626 §3.5.2). */
export function stunPings(scene: Scene): void {
  newRegistration(scene);
  for (let beat = 1; beat <= 4; beat += 1) {
    scene.wait(25_000);
    const mapped = stunXorAddress(0x0020, ANNA.at.address, ANNA.at.port, beat);
    scene.bytes(scene.nowMs, ANNA.at, HILL_PROXY, stun(STUN_TYPE.bindingRequest, beat));
    scene.bytes(scene.nowMs + 9, HILL_PROXY, ANNA.at, stun(STUN_TYPE.bindingSuccess, beat, mapped));
  }
}
