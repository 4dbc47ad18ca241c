/** RFC 3665 §3.8 to §3.11 and other ways for a call not to come about. */
import { audio } from './bodies';
import { ANNA, BORIS, HILL, HILL_PROXY, LAKE_PROXY, machine, REDIRECT_SERVER, mediaOf } from './cast';
import { Conversation, type ConversationPlan } from './conversation';
import { BOTH_PROXIES, TIMER_A_MS } from './basicSessions';
import { challengeHeader, credentialsHeader, type ChallengePlan } from './digest';
import { newRegistration } from './registrations';
import type { Scene } from './scene';
import type { Travel } from './travel';

const offer = audio(mediaOf(ANNA));

function invited(scene: Scene, plan: Partial<ConversationPlan> = {}): Travel {
  return new Conversation(scene, { caller: ANNA, callee: BORIS, ...plan }).request('INVITE', { body: offer });
}

function ringing(scene: Scene, plan: Partial<ConversationPlan> = {}): Travel {
  return invited(scene, plan).answer('180 Ringing');
}

/** §3.8: Anna gives up. */
export function cancelled(scene: Scene): void {
  const invite = ringing(scene, { through: BOTH_PROXIES });
  scene.wait(4000);
  invite.cancel().refuse('487 Request Terminated');
}

/** §3.9 */
export function busy(scene: Scene): void {
  invited(scene, { through: BOTH_PROXIES }).refuse('486 Busy Here');
}

/** §3.10: Boris's machine is silent, and his proxy says so after its Timer B. */
export function noResponse(scene: Scene): void {
  const invite = invited(scene, { through: BOTH_PROXIES }).repeat(TIMER_A_MS, LAKE_PROXY);
  scene.wait(600);
  invite.refuse('480 No Response', { from: LAKE_PROXY });
}

/** §3.11: rings, then is not there. */
export function unavailable(scene: Scene): void {
  const invite = ringing(scene, { through: BOTH_PROXIES });
  scene.wait(3000);
  invite.refuse('480 Temporarily Unavailable');
}

const Q850 = (cause: number, text: string): string => `Reason: Q.850;cause=${cause};text="${text}"`;

export function unallocated(scene: Scene): void {
  invited(scene).refuse('404 Not Found', { headers: [Q850(1, 'Unallocated (unassigned) number')] });
}

export function declined(scene: Scene): void {
  const invite = ringing(scene);
  scene.wait(1200);
  invite.refuse('603 Decline', { headers: [Q850(21, 'Call Rejected')] });
}

export function forbidden(scene: Scene): void {
  invited(scene, { through: [HILL_PROXY] }).refuse('403 Forbidden', { from: HILL_PROXY });
}

export function notAcceptable(scene: Scene): void {
  const warning = 'Warning: 305 boris.lake.example "Incompatible media format"';
  invited(scene).refuse('488 Not Acceptable Here', { headers: [warning] });
}

export function failed(scene: Scene): void {
  invited(scene).refuse('503 Service Unavailable', { headers: [Q850(34, 'No circuit/channel available')] });
}

/** Rings until the proxy's patience ends: it cancels and answers 408 itself. */
export function noAnswer(scene: Scene): void {
  const invite = ringing(scene, { through: [LAKE_PROXY] });
  scene.wait(30_000);
  invite.cancel({ from: LAKE_PROXY }).refuse('487 Request Terminated', { until: LAKE_PROXY });
  invite.refuse('408 Request Timeout', { from: LAKE_PROXY });
}

/** The INVITE is sent until Timer B, and nobody is there; the capture goes on. */
export function nobodyThere(scene: Scene): void {
  invited(scene).repeat(TIMER_A_MS);
  scene.wait(10_000);
  newRegistration(scene);
}

const CHALLENGE: ChallengePlan = { by: 'Proxy', realm: HILL, nonce: '0a1b2c3d4e5f' };

/** Tried with a wrong password, challenged again, given up. */
export function notAuthenticated(scene: Scene): void {
  const talk = new Conversation(scene, { caller: ANNA, callee: BORIS, through: [HILL_PROXY] });
  const path = [ANNA.at, HILL_PROXY];
  const refusal = { headers: [challengeHeader(CHALLENGE)] };
  talk.request('INVITE', { body: offer, path }).refuse('407 Proxy Authentication Required', refusal);
  const login = { user: ANNA.user, password: 'guessed' };
  const headers = [credentialsHeader(CHALLENGE, login, { method: 'INVITE', uri: 'sip:2002@lake.example' })];
  talk.request('INVITE', { body: offer, path, headers }).refuse('407 Proxy Authentication Required', refusal);
  scene.wait(40_000);
  newRegistration(scene, { ...ANNA, user: '1009', at: machine('late', '192.0.2.109') });
}

/** 302, and the caller does not follow it. */
export function redirectedOnly(scene: Scene): void {
  const contact = '<sip:2002@198.51.100.240>';
  const invite = new Conversation(scene, { caller: ANNA, callee: BORIS }).request('INVITE', {
    body: offer,
    path: [ANNA.at, REDIRECT_SERVER],
  });
  invite.refuse('302 Moved Temporarily', { contact });
}
