/** RFC 3665 §3.1 to §3.7: sessions that come about. */
import { audio } from './bodies';
import {
  addressOfRecord,
  ANNA,
  BORIS,
  contactOf,
  HILL,
  HILL_PROXY,
  HILL_SPARE,
  LAKE,
  LAKE_PROXY,
  machine,
  movedTo,
  REDIRECT_SERVER,
  mediaOf,
} from './cast';
import { Conversation, type Asked, type ConversationPlan } from './conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan } from './digest';
import type { Scene } from './scene';
import type { Travel } from './travel';

export const BOTH_PROXIES = [HILL_PROXY, LAKE_PROXY] as const;

export type SessionPlan = Partial<ConversationPlan> & {
  readonly ringMs?: number;
  readonly talkMs?: number;
  readonly invite?: Asked;
  readonly mediaPort?: number;
  /** With streams both ways while they talk. */
  readonly sound?: boolean;
};

export type Session = { readonly talk: Conversation; readonly invite: Travel };

/** INVITE, 180, 200, ACK: the call is up, and the clock stands behind its ACK. */
export function answeredSession(scene: Scene, plan: SessionPlan = {}): Session {
  const { caller = ANNA, callee = BORIS, ringMs = 700, mediaPort = 20_000 } = plan;
  const talk = new Conversation(scene, { ...plan, caller, callee });
  const invite = talk.request('INVITE', { body: audio(mediaOf(caller, mediaPort)), ...plan.invite });
  invite.answer('180 Ringing');
  scene.wait(ringMs);
  invite.answer('200 OK', { body: audio(mediaOf(callee, mediaPort)) });
  talk.acknowledge(invite);
  if (plan.sound === true) scene.talk(mediaOf(caller, mediaPort), mediaOf(callee, mediaPort), plan.talkMs ?? 2000);
  return { talk, invite };
}

export function hangUp(scene: Scene, talk: Conversation, asked: Asked = {}, afterMs = 2000): void {
  scene.wait(afterMs);
  talk.request('BYE', asked).answer('200 OK');
}

/** A call from beginning to end. */
export function wholeSession(scene: Scene, plan: SessionPlan = {}, bye: Asked = {}): Session {
  const session = answeredSession(scene, plan);
  hangUp(scene, session.talk, bye, plan.talkMs);
  return session;
}

/** §3.1 */
export const directSession = (scene: Scene): Session => wholeSession(scene, {}, { by: 'callee' });

/** §3.2 */
export const throughTwoProxies = (scene: Scene): Session =>
  wholeSession(scene, { through: BOTH_PROXIES }, { by: 'callee' });

const HILL_CHALLENGE: ChallengePlan = { by: 'Proxy', realm: HILL, nonce: 'f84f1cec41e6', opaque: '' };
const LAKE_CHALLENGE: ChallengePlan = { by: 'Proxy', realm: LAKE, nonce: 'c1e22c41ae6c', opaque: '' };
const LOGIN = { user: ANNA.user, password: ANNA.password };
const BORIS_URI = addressOfRecord(BORIS);

const proxyCredentials = (challenge: ChallengePlan): string =>
  credentialsHeader(challenge, LOGIN, { method: 'INVITE', uri: BORIS_URI });

/** §3.3: each of two proxies asks for credentials. */
export function twoAuthentications(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: BOTH_PROXIES });
  const body = audio(mediaOf(ANNA));
  const challenge = { headers: [challengeHeader(HILL_CHALLENGE)] };
  talk.request('INVITE', { body, path: [ANNA.at, HILL_PROXY] }).refuse('407 Proxy Authentication Required', challenge);
  const second = {
    body,
    headers: [proxyCredentials(HILL_CHALLENGE)],
    path: [ANNA.at, ...BOTH_PROXIES],
    uri: BORIS_URI,
  };
  const again = { headers: [challengeHeader(LAKE_CHALLENGE)] };
  talk.request('INVITE', second).refuse('407 Proxy Authentication Required', again);
  const both = [proxyCredentials(HILL_CHALLENGE), proxyCredentials(LAKE_CHALLENGE)];
  const invite = talk.request('INVITE', { body, headers: both });
  invite.answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: audio(mediaOf(BORIS)) });
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

/** Timer A over UDP (RFC 3261 §17.1.1.2). */
export const TIMER_A_MS = [500, 1500, 3500, 7500, 15_500, 31_500];

/** §3.4: the first proxy is silent, the second one serves. */
export function proxyFails(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [HILL_SPARE, LAKE_PROXY] });
  const body = audio(mediaOf(ANNA));
  talk.request('INVITE', { body, path: [ANNA.at, HILL_PROXY] }).repeat(TIMER_A_MS);
  scene.wait(500);
  const challenge = { headers: [challengeHeader(HILL_CHALLENGE)] };
  talk.request('INVITE', { body, path: [ANNA.at, HILL_SPARE] }).refuse('407 Proxy Authentication Required', challenge);
  const invite = talk.request('INVITE', { body, headers: [proxyCredentials(HILL_CHALLENGE)] });
  invite.answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: audio(mediaOf(BORIS)) });
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

/** §3.5: a gateway on the way writes its own addresses into the session descriptions. */
export function throughGateway(scene: Scene): void {
  const inside = movedTo(ANNA, machine('anna-inside', '10.20.30.40'));
  const gateway = machine('gateway', '203.0.113.1');
  const talk = new Conversation(scene, { caller: inside, callee: BORIS, through: [gateway, LAKE_PROXY] });
  const outside = audio({ address: gateway.address, port: 30_000 });
  const invite = talk.request('INVITE', { body: (hop) => (hop === 0 ? audio(mediaOf(inside)) : outside) });
  invite.answer('180 Ringing');
  scene.wait(600);
  const back = audio({ address: '10.20.30.1', port: 30_002 });
  invite.answer('200 OK', { body: (hop) => (hop === 0 ? back : audio(mediaOf(BORIS))) });
  talk.acknowledge(invite);
  hangUp(scene, talk);
}

/** §3.6: 302, then through a proxy with the offer in the 200 and the answer in the ACK. */
export function redirectedLateOffer(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [LAKE_PROXY] });
  const moved = `<${addressOfRecord(BORIS)};transport=udp>`;
  talk.request('INVITE', { path: [ANNA.at, REDIRECT_SERVER] }).refuse('302 Moved Temporarily', { contact: moved });
  const invite = talk.request('INVITE');
  invite.answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: audio(mediaOf(BORIS)) });
  talk.acknowledge(invite, { body: audio(mediaOf(ANNA)) });
  hangUp(scene, talk);
}

/** §3.7: Boris's machine gets another address while they talk. */
export function addressChanges(scene: Scene): void {
  const { talk } = answeredSession(scene);
  const moved = movedTo(BORIS, machine('boris-moved', '198.51.100.202'));
  scene.wait(1500);
  talk.move('callee', moved);
  const body = audio(mediaOf(moved), { version: 2 });
  const again = talk.request('INVITE', { by: 'callee', body });
  again.answer('200 OK', { body: audio(mediaOf(ANNA), { version: 2 }) });
  talk.acknowledge(again, { by: 'callee' });
  hangUp(scene, talk);
}

/** The 302 leads to a direct call of Boris's other machine, under the same Call-ID. */
export function redirected(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS });
  const body = audio(mediaOf(ANNA));
  const moved = `<${contactOf(BORIS)}>`;
  talk
    .request('INVITE', { body, path: [ANNA.at, REDIRECT_SERVER] })
    .refuse('302 Moved Temporarily', { contact: moved });
  const invite = talk.request('INVITE', { body });
  invite.answer('180 Ringing');
  scene.wait(600);
  invite.answer('200 OK', { body: audio(mediaOf(BORIS)) });
  talk.acknowledge(invite);
  hangUp(scene, talk);
}
