/** RFC 5359 §2.7 to §2.9: calls that a proxy sends on, and forks. */
import { audio } from './bodies';
import { addressOfRecord, ANNA, BORIS, BORIS_MOBILE, CLARA, contactOf, HILL_PROXY, LAKE_PROXY, mediaOf } from './cast';
import { hangUp } from './basicSessions';
import { Conversation } from './conversation';
import type { Scene } from './scene';
import type { Travel } from './travel';

const BORIS_URI = addressOfRecord(BORIS);
const offer = audio(mediaOf(ANNA));

const historyOf = (cause: number): readonly string[] => [
  `History-Info: <${BORIS_URI}>;index=1`,
  `History-Info: <${addressOfRecord(CLARA)};cause=${cause}>;index=1.1`,
  `Diversion: <${BORIS_URI}>;reason=${DIVERSION[cause] ?? 'unknown'}`,
];

/** Causes of RFC 4458 and what Diversion (RFC 5806) calls them. */
const DIVERSION: Readonly<Record<number, string>> = { 302: 'unconditional', 486: 'user-busy', 408: 'no-answer' };

/** Clara answers the way that the proxy made for her. */
function answeredByClara(scene: Scene, talk: Conversation, onwards: Travel): void {
  talk.move('callee', { ...BORIS, at: CLARA.at, user: CLARA.user });
  onwards.answer('180 Ringing', { tag: 'clara' });
  scene.wait(700);
  onwards.answer('200 OK', { tag: 'clara', body: audio(mediaOf(CLARA)) });
  talk.settle('clara');
  talk.acknowledge(onwards);
  hangUp(scene, talk);
}

const toClara = (talk: Conversation, invite: Travel, cause: number): Travel =>
  talk.fork(invite, LAKE_PROXY, [CLARA.at], { contactTo: contactOf(CLARA), body: offer, headers: historyOf(cause) });

const sayForwarded = (invite: Travel): Travel =>
  invite.answer('181 Call Is Being Forwarded', { from: LAKE_PROXY, tag: 'proxy', contact: null });

/** §2.7 */
export function forwardedAlways(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [LAKE_PROXY] });
  const invite = talk.request('INVITE', { body: offer, path: [ANNA.at, LAKE_PROXY] });
  sayForwarded(invite);
  answeredByClara(scene, talk, toClara(talk, invite, 302));
}

/** §2.8 */
export function forwardedOnBusy(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [LAKE_PROXY] });
  const invite = talk.request('INVITE', { body: offer });
  invite.refuse('486 Busy Here', { until: LAKE_PROXY });
  sayForwarded(invite);
  answeredByClara(scene, talk, toClara(talk, invite, 486));
}

/** §2.9 */
export function forwardedOnNoAnswer(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [LAKE_PROXY] });
  const invite = talk.request('INVITE', { body: offer }).answer('180 Ringing');
  scene.wait(12_000);
  invite.cancel({ from: LAKE_PROXY }).refuse('487 Request Terminated', { until: LAKE_PROXY });
  sayForwarded(invite);
  answeredByClara(scene, talk, toClara(talk, invite, 408));
}

const SEEN_ELSEWHERE = { headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'] };

/** Two machines of Boris's ring; the mobile answers, and the proxy cancels the desk (RFC 3261 §16.7). */
export function forked(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [LAKE_PROXY] });
  const desk = talk.request('INVITE', { body: offer });
  const mobile = talk.fork(desk, LAKE_PROXY, [BORIS_MOBILE.at], { contactTo: contactOf(BORIS_MOBILE), body: offer });
  desk.answer('180 Ringing', { tag: 'desk' });
  mobile.answer('180 Ringing', { tag: 'mobile' });
  scene.wait(1500);
  mobile.answer('200 OK', { tag: 'mobile', body: audio(mediaOf(BORIS_MOBILE)) });
  desk.cancel({ from: LAKE_PROXY, ...SEEN_ELSEWHERE });
  desk.refuse('487 Request Terminated', { until: LAKE_PROXY, tag: 'desk' });
  talk.move('callee', BORIS_MOBILE).settle('mobile');
  talk.acknowledge(mobile);
  scene.talk(mediaOf(ANNA), mediaOf(BORIS_MOBILE), 1900);
  hangUp(scene, talk);
}

/** One of two machines is busy at once, the other rings on and answers: one of the best answers wins. */
export function forkedOneBusy(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [HILL_PROXY, LAKE_PROXY] });
  const desk = talk.request('INVITE', { body: offer });
  const mobile = talk.fork(desk, LAKE_PROXY, [BORIS_MOBILE.at], { contactTo: contactOf(BORIS_MOBILE), body: offer });
  desk.refuse('486 Busy Here', { until: LAKE_PROXY, tag: 'desk' });
  mobile.answer('180 Ringing', { tag: 'mobile' });
  scene.wait(900);
  mobile.answer('200 OK', { tag: 'mobile', body: audio(mediaOf(BORIS_MOBILE)) });
  talk.move('callee', BORIS_MOBILE).settle('mobile');
  talk.acknowledge(mobile);
  hangUp(scene, talk);
}
