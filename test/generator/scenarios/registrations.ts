/** RFC 3665 §2 and what else a registrar may say. */
import { addressOfRecord, ANNA, contactOf, HILL, HILL_PROXY, machine, movedTo, type User } from './cast';
import { Conversation } from './conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan, type Login } from './digest';
import type { Scene } from './scene';
import type { Travel } from './travel';

const REGISTRAR: User = { user: '', display: 'Registrar', domain: HILL, at: HILL_PROXY, password: '' };
const HILL_URI = `sip:${HILL}`;
export const CHALLENGE: ChallengePlan = { by: 'WWW', realm: HILL, nonce: '7b0f1c62aa90' };
const FRESH: ChallengePlan = { ...CHALLENGE, nonce: '91c3d5e7f208' };

export type RegisterPlan = {
  /** Header fields Contact and Expires; null asks for the bindings. */
  readonly contact?: string | null;
  readonly expiresS?: number | null;
  readonly answering?: ChallengePlan;
  readonly login?: Login;
  readonly nonceCount?: number;
};

/** The REGISTERs of one phone. */
export class Registering {
  readonly scene: Scene;
  readonly user: User;
  readonly #conversation: Conversation;

  constructor(scene: Scene, user: User, registrar: User = REGISTRAR) {
    this.scene = scene;
    this.user = user;
    const aor = addressOfRecord(user);
    this.#conversation = new Conversation(scene, { caller: user, callee: registrar, from: aor, to: aor });
  }

  register(plan: RegisterPlan = {}): Travel {
    const { contact = `<${contactOf(this.user)}>`, expiresS = 3600, answering, nonceCount = 1 } = plan;
    const login = plan.login ?? { user: this.user.user, password: this.user.password };
    const authorised = { method: 'REGISTER', uri: HILL_URI, nonceCount };
    return this.#conversation.request('REGISTER', {
      uri: HILL_URI,
      contact,
      headers: [
        ...(expiresS === null ? [] : [`Expires: ${expiresS}`]),
        ...(answering === undefined ? [] : [credentialsHeader(answering, login, authorised)]),
        'User-Agent: Ridge Phone 4',
      ],
    });
  }

  bindings(expiresS: number, ...others: readonly string[]): readonly string[] {
    return [`Contact: <${contactOf(this.user)}>;expires=${expiresS}`, ...others];
  }
}

const challenged = (phone: Registering, plan: RegisterPlan = {}, challenge = CHALLENGE): void => {
  phone.register(plan).answer('401 Unauthorized', { headers: [challengeHeader(challenge)] });
};

/** §2.1, and what the others go on from. */
export function newRegistration(scene: Scene, user: User = ANNA): Registering {
  const phone = new Registering(scene, user);
  challenged(phone);
  phone.register({ answering: CHALLENGE }).answer('200 OK', { headers: phone.bindings(3600) });
  return phone;
}

/** §2.2: a second contact joins the first. */
export function updatedContacts(scene: Scene): void {
  const phone = newRegistration(scene);
  const mail = 'Contact: <mailto:anna@hill.example>';
  scene.wait(2000);
  const update = { answering: CHALLENGE, nonceCount: 2, contact: `<${contactOf(ANNA)}>, <mailto:anna@hill.example>` };
  phone.register(update).answer('200 OK', { headers: phone.bindings(3600, `${mail};expires=3600`) });
}

/** The same contact before its time runs out. */
export function refreshed(scene: Scene): void {
  const phone = newRegistration(scene);
  scene.wait(3000);
  phone.register({ answering: CHALLENGE, nonceCount: 2 }).answer('200 OK', { headers: phone.bindings(3600) });
}

/** §2.3 */
export function contactQuery(scene: Scene): void {
  const phone = new Registering(scene, ANNA);
  const query = { contact: null, expiresS: null, answering: CHALLENGE };
  phone.register(query).answer('200 OK', { headers: phone.bindings(2711, 'Contact: <mailto:anna@hill.example>') });
}

/** §2.4 */
export function cancelledRegistration(scene: Scene): void {
  const phone = newRegistration(scene);
  scene.wait(1500);
  phone.register({ contact: '*', expiresS: 0, answering: CHALLENGE, nonceCount: 2 }).answer('200 OK');
}

/** §2.5: the second answer is refused with a fresh challenge. */
export function wrongPassword(scene: Scene, user: User = ANNA): void {
  const phone = new Registering(scene, user);
  challenged(phone);
  challenged(phone, { answering: CHALLENGE, login: { user: user.user, password: 'guessed' } }, FRESH);
}

/** As some registrars say it. */
export function wrongPasswordForbidden(scene: Scene): void {
  const phone = new Registering(scene, ANNA);
  challenged(phone);
  phone.register({ answering: CHALLENGE, login: { user: ANNA.user, password: 'guessed' } }).answer('403 Forbidden');
}

export function unknownUser(scene: Scene): void {
  new Registering(scene, { ...ANNA, user: 'nobody' }).register().answer('404 Not Found');
}

export function forbiddenAtOnce(scene: Scene): void {
  new Registering(scene, ANNA).register().answer('403 Forbidden');
}

export function wrongRealm(scene: Scene, user: User = ANNA): void {
  const phone = new Registering(scene, user);
  challenged(phone);
  const login = { user: user.user, password: user.password, realm: 'valley.example' };
  challenged(phone, { answering: CHALLENGE, login }, FRESH);
}

/** The nonce had grown old: said so, tried again, accepted (RFC 7616 §3.3). */
export function staleNonce(scene: Scene, user: User = ANNA): void {
  const phone = new Registering(scene, user);
  challenged(phone, { answering: { ...CHALLENGE, nonce: 'from-yesterday' } }, { ...CHALLENGE, stale: true });
  phone.register({ answering: CHALLENGE }).answer('200 OK', { headers: phone.bindings(3600) });
}

/** Stale once more, and then nothing. */
export function staleForGood(scene: Scene): void {
  const phone = new Registering(scene, ANNA);
  challenged(phone);
  challenged(phone, { answering: CHALLENGE }, { ...FRESH, stale: true });
}

export function intervalTooBrief(scene: Scene): Registering {
  const phone = new Registering(scene, ANNA);
  phone.register({ expiresS: 30 }).answer('423 Interval Too Brief', { headers: ['Min-Expires: 600'] });
  return phone;
}

export function intervalLengthened(scene: Scene): void {
  const phone = intervalTooBrief(scene);
  phone.register({ expiresS: 600 }).answer('200 OK', { headers: phone.bindings(600) });
}

export function loopDetected(scene: Scene): void {
  new Registering(scene, ANNA).register().answer('482 Loop Detected');
}

export function registrarFailure(scene: Scene): void {
  new Registering(scene, ANNA).register().answer('503 Service Unavailable', { headers: ['Retry-After: 120'] });
}

export function challengeNotAnswered(scene: Scene): void {
  challenged(new Registering(scene, ANNA));
  scene.wait(40_000);
  newRegistration(scene, { ...ANNA, user: '1009', at: machine('late', '192.0.2.109') });
}

/** Timer E over UDP (RFC 3261 §17.1.2.2), until Timer F. */
const TIMER_E_MS = [500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];

/** The registrar is there, as another phone shows, but says nothing. */
export function registrarSilent(scene: Scene): void {
  newRegistration(scene, { ...ANNA, user: '1008', at: machine('neighbour', '192.0.2.108') });
  new Registering(scene, ANNA).register().repeat(TIMER_E_MS);
  scene.wait(5000);
  newRegistration(scene, { ...ANNA, user: '1009', at: machine('late', '192.0.2.109') });
}

/** The contact is an address of the private network; the packets come from the NAT (RFC 3581). */
export function behindNat(scene: Scene, user: User = ANNA): void {
  const nat = machine('nat', '203.0.113.7', 40_112);
  const phone = new Registering(scene, movedTo(user, nat));
  const inside = `<sip:${user.user}@192.168.1.5:5060>`;
  challenged(phone, { contact: inside });
  const accepted = { headers: [`Contact: ${inside};expires=120`] };
  phone.register({ contact: inside, expiresS: 120, answering: CHALLENGE }).answer('200 OK', accepted);
}

/** SHA-256 with integrity of the body, and a session key of MD5 (RFC 8760, RFC 7616 §3.4.2). */
export function strongerDigests(scene: Scene): void {
  const sha: ChallengePlan = { ...CHALLENGE, algorithm: 'SHA-256', qop: 'auth-int', opaque: '5ccc069c' };
  const phone = new Registering(scene, ANNA);
  challenged(phone, {}, sha);
  phone.register({ answering: sha }).answer('200 OK', { headers: phone.bindings(3600) });
}
