/** What SIP does outside calls and registrations. */
import { dialogDocument, dtmfRelay, messageSummary, plainText, presenceDocument, type Body } from './bodies';
import { addressOfRecord, ANNA, BORIS, HILL, HILL_PROXY, LAKE, LAKE_PROXY, type User } from './cast';
import { BOTH_PROXIES } from './basicSessions';
import { Conversation, type ConversationPlan } from './conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan } from './digest';
import type { Scene } from './scene';

const server = (user: string, display: string): User => ({ ...BORIS, user, display, at: LAKE_PROXY, password: '' });
const CHALLENGE: ChallengePlan = { by: 'Proxy', realm: LAKE, nonce: 'e3b0c44298fc' };

const between = (scene: Scene, plan: Partial<ConversationPlan> = {}): Conversation =>
  new Conversation(scene, { caller: ANNA, callee: BORIS, ...plan });

export function instantMessage(scene: Scene): void {
  const body = plainText('See you at ten');
  between(scene, { through: BOTH_PROXIES }).request('MESSAGE', { body }).answer('200 OK');
}

/** The proxy asks who it is first; that is no failure. */
export function messageWithCredentials(scene: Scene): void {
  const talk = between(scene, { through: [LAKE_PROXY] });
  const body = plainText('Trunk is up again');
  const refusal = { from: LAKE_PROXY, headers: [challengeHeader(CHALLENGE)] };
  talk.request('MESSAGE', { body, path: [ANNA.at, LAKE_PROXY] }).answer('407 Proxy Authentication Required', refusal);
  const login = { user: ANNA.user, password: ANNA.password };
  const headers = [credentialsHeader(CHALLENGE, login, { method: 'MESSAGE', uri: addressOfRecord(BORIS) })];
  talk.request('MESSAGE', { body, headers }).answer('202 Accepted');
}

export function messageRefused(scene: Scene): void {
  between(scene)
    .request('MESSAGE', { body: plainText('Anybody there?') })
    .answer('404 Not Found');
}

const TIMER_E_MS = [500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];

export function messageUnanswered(scene: Scene): void {
  between(scene)
    .request('MESSAGE', { body: plainText('Anybody there?') })
    .repeat(TIMER_E_MS);
  scene.wait(5000);
  instantMessage(scene);
}

export function optionsAsked(scene: Scene): void {
  const headers = ['Allow: INVITE, ACK, BYE, CANCEL, OPTIONS', 'Accept: application/sdp'];
  between(scene).request('OPTIONS').answer('200 OK', { headers });
}

type Subscribed = {
  readonly event: string;
  readonly expiresS?: number;
  readonly accept?: string;
  readonly to: User;
};

/** SUBSCRIBE, 200 and the NOTIFY that must follow at once (RFC 6665 §4.2.1). */
function subscribe(scene: Scene, { event, expiresS = 3600, to }: Subscribed, body: Body): Conversation {
  const talk = between(scene, { callee: to });
  talk
    .request('SUBSCRIBE', { headers: [`Event: ${event}`, `Expires: ${expiresS}`] })
    .answer('200 OK', { headers: [`Expires: ${expiresS}`] });
  notify(talk, event, `active;expires=${expiresS}`, body);
  return talk;
}

function notify(talk: Conversation, event: string, state: string, body?: Body): void {
  const headers = [`Event: ${event}`, `Subscription-State: ${state}`];
  talk.request('NOTIFY', { by: 'callee', headers, ...(body === undefined ? {} : { body }) }).answer('200 OK');
}

const VOICE_MAIL = server('mail', 'Voice mail');

export function messageWaiting(scene: Scene): void {
  const talk = subscribe(
    scene,
    { event: 'message-summary', to: VOICE_MAIL },
    messageSummary('sip:1001@lake.example', 0, 2),
  );
  scene.wait(20_000);
  notify(talk, 'message-summary', 'active;expires=3580', messageSummary('sip:1001@lake.example', 3, 1));
}

/** As servers send it to a telephone that never asked. */
export function messageWaitingUnasked(scene: Scene): void {
  const talk = between(scene, { caller: VOICE_MAIL, callee: ANNA });
  const headers = ['Event: message-summary', 'Subscription-State: active'];
  talk.request('NOTIFY', { headers, body: messageSummary('sip:1001@hill.example', 1, 0) }).answer('200 OK');
}

const PRESENCE = server('2002', 'Boris');

/** Subscribed, told twice, refreshed, and ended by the one who asked. */
export function presence(scene: Scene): void {
  const entity = addressOfRecord(BORIS);
  const talk = subscribe(scene, { event: 'presence', expiresS: 600, to: PRESENCE }, presenceDocument(entity, 'open'));
  scene.wait(8000);
  notify(talk, 'presence', 'active;expires=592', presenceDocument(entity, 'closed'));
  scene.wait(400_000);
  const again = talk.request('SUBSCRIBE', { headers: ['Event: presence', 'Expires: 600'] });
  again.answer('200 OK', { headers: ['Expires: 600'] });
  notify(talk, 'presence', 'active;expires=600', presenceDocument(entity, 'closed'));
  scene.wait(5000);
  const ending = talk.request('SUBSCRIBE', { headers: ['Event: presence', 'Expires: 0'] });
  ending.answer('200 OK', { headers: ['Expires: 0'] });
  notify(talk, 'presence', 'terminated;reason=timeout');
}

export function busyLamp(scene: Scene): void {
  const entity = addressOfRecord(BORIS);
  const talk = subscribe(scene, { event: 'dialog', to: PRESENCE }, dialogDocument(entity, 0, null));
  scene.wait(3000);
  notify(talk, 'dialog', 'active;expires=3597', dialogDocument(entity, 1, 'confirmed'));
}

export function subscriptionRefused(scene: Scene): void {
  const headers = ['Event: weather', 'Expires: 600'];
  between(scene)
    .request('SUBSCRIBE', { headers })
    .answer('489 Bad Event', { headers: ['Allow-Events: presence, dialog'] });
}

/** Published, refreshed, changed and removed (RFC 3903). */
export function publication(scene: Scene): void {
  const talk = between(scene, { callee: { ...ANNA, at: HILL_PROXY, domain: HILL } });
  const publish = (tag: string, headers: readonly string[], body?: Body): void => {
    talk
      .request('PUBLISH', { headers: ['Event: presence', ...headers], ...(body === undefined ? {} : { body }) })
      .answer('200 OK', { headers: [`SIP-ETag: ${tag}`, ...headers.filter((each) => each.startsWith('Expires'))] });
    scene.wait(2000);
  };
  const entity = addressOfRecord(ANNA);
  publish('p1', ['Expires: 1800'], presenceDocument(entity, 'open'));
  publish('p2', ['SIP-If-Match: p1', 'Expires: 1800']);
  publish('p3', ['SIP-If-Match: p2', 'Expires: 1800'], presenceDocument(entity, 'closed'));
  publish('p4', ['SIP-If-Match: p3', 'Expires: 0']);
}

export function publicationUnknown(scene: Scene): void {
  const headers = ['Event: presence', 'SIP-If-Match: gone', 'Expires: 1800'];
  between(scene).request('PUBLISH', { headers }).answer('412 Conditional Request Failed');
}

export function infoOutside(scene: Scene): void {
  between(scene)
    .request('INFO', { body: dtmfRelay('1') })
    .answer('481 Call/Transaction Does Not Exist');
}

/** Nobody of the two sent an INVITE here: the end of a call whose beginning was not captured. */
export function onlyTheEnd(scene: Scene): void {
  const talk = between(scene).settle('b-long-ago');
  talk.request('BYE', { cseq: 2 }).answer('200 OK');
}
