/** A guide that goes from MicroSIP to MicroSIP: calls, offers, CANCEL, MESSAGE, redirect, an address translator. */
import { audio, plainText, type Body } from '../bodies';
import { machine, movedTo, type User } from '../cast';
import { Conversation } from '../conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan } from '../digest';
import type { Scene } from '../scene';

const NATTED = machine('station-1', '192.168.80.11', 50_952);
const STATION_2 = machine('station-2', '192.168.80.12', 63_043);
/** What the first station believes its address to be. */
const INSIDE = '192.168.71.146';

export const person = (user: string, at: User['at'], domain = at.address): User => ({
  user,
  display: user,
  domain,
  at,
  password: 'a-password',
});

const ONE = person('10001', NATTED);
const TWO = person('10002', STATION_2);

const offer = (codecs: readonly ('PCMA' | 'PCMU')[] = ['PCMA', 'PCMU']): Body =>
  audio({ address: INSIDE, port: 4008 }, { codecs });
const answer = audio({ address: STATION_2.address, port: 4008 }, { codecs: ['PCMA'] });
const TIMER = ['Supported: replaces, 100rel, timer, norefersub', 'Session-Expires: 1800', 'Min-SE: 90'];
const AGENT = 'User-Agent: MicroSIP/3.21.3';

const between = (scene: Scene): Conversation => new Conversation(scene, { caller: ONE, callee: TWO });

/** Section "SIP Methods and Headers": three transactions, SDP in the INVITE. */
export function basicCall(scene: Scene): void {
  const talk = between(scene);
  const invite = talk.request('INVITE', { cseq: 6521, body: offer(), headers: [...TIMER, AGENT] });
  invite.answer('100 Trying').answer('180 Ringing');
  scene.wait(1800);
  invite.answer('200 OK', { body: answer, headers: ['Session-Expires: 1800;refresher=uac', 'Require: timer'] });
  talk.acknowledge(invite);
  scene.wait(3000);
  talk.request('BYE', { cseq: 6522, headers: [AGENT] }).answer('200 OK');
}

export function lateOfferCall(scene: Scene): void {
  const talk = between(scene);
  const invite = talk.request('INVITE').answer('100 Trying').answer('180 Ringing');
  scene.wait(1500);
  invite.answer('200 OK', { body: answer });
  talk.acknowledge(invite, { body: offer(['PCMA']) });
  scene.wait(1500);
  talk.request('BYE').answer('200 OK');
}

/** Andrew hangs up before Jennifer answers. */
export function cancelledCall(scene: Scene): void {
  const invite = between(scene).request('INVITE', { body: offer() }).answer('100 Trying').answer('180 Ringing');
  scene.wait(2500);
  invite.cancel().refuse('487 Request Terminated');
}

const PBX = machine('pbx', '192.168.80.100');

/** Both telephones of Jennifer ring; one answers and the other is cancelled. */
export function sharedLine(scene: Scene): void {
  const second = machine('jennifer-2', '192.168.80.13');
  const talk = new Conversation(scene, { caller: ONE, callee: TWO, through: [PBX] });
  const first = talk.request('INVITE', { body: offer() });
  const other = talk.fork(first, PBX, [second], { contactTo: 'sip:10002@192.168.80.13:5060', body: offer() });
  first.answer('180 Ringing', { tag: 'j1' });
  other.answer('180 Ringing', { tag: 'j2' });
  scene.wait(1500);
  first.answer('200 OK', { tag: 'j1', body: answer });
  other.cancel({ from: PBX }).refuse('487 Request Terminated', { until: PBX, tag: 'j2' });
  talk.settle('j1').acknowledge(first);
  scene.wait(1000);
  talk.request('BYE').answer('200 OK');
}

export function instantMessage(scene: Scene): void {
  between(scene)
    .request('MESSAGE', { cseq: 11_151, body: plainText('selam'), headers: [AGENT] })
    .answer('200 OK');
}

/** Section "SIP Components": the redirect server tells where B is, and A calls there. */
export function redirectServer(scene: Scene): void {
  const server = machine('redirect', '192.168.80.20');
  const talk = between(scene);
  const contact = '<sip:10002@192.168.80.12:63043>';
  talk.request('INVITE', { body: offer(), path: [NATTED, server] }).refuse('302 Moved Temporarily', { contact });
  const invite = talk.request('INVITE', { body: offer() }).answer('180 Ringing');
  scene.wait(900);
  invite.answer('200 OK', { body: answer });
  talk.acknowledge(invite);
  scene.wait(900);
  talk.request('BYE').answer('200 OK');
}

const TRANSLATED = machine('nat', '182.178.80.11', 17_255);
const PUBLIC_SERVER = machine('server', '165.122.44.21');

/** Section "NAT in SIP": 192.168.80.11:1525 is 182.178.80.11:17255 outside. */
export function registeredThroughNat(scene: Scene): void {
  const phone = person('10001', TRANSLATED, PUBLIC_SERVER.address);
  const challenge: ChallengePlan = { by: 'WWW', realm: 'voice', nonce: '5d41402abc4b' };
  const aor = `sip:10001@${PUBLIC_SERVER.address}`;
  const registrar = person('', PUBLIC_SERVER);
  const talk = new Conversation(scene, { caller: phone, callee: registrar, from: aor, to: aor });
  const asked = { uri: `sip:${PUBLIC_SERVER.address}`, contact: '<sip:10001@192.168.80.11:1525;ob>' };
  const refusal = { headers: [challengeHeader(challenge)] };
  talk.request('REGISTER', { ...asked, headers: ['Expires: 300'] }).answer('401 Unauthorized', refusal);
  const login = { user: phone.user, password: phone.password };
  const headers = ['Expires: 300', credentialsHeader(challenge, login, { method: 'REGISTER', uri: asked.uri })];
  talk
    .request('REGISTER', { ...asked, headers })
    .answer('200 OK', { headers: [`Contact: ${asked.contact};expires=300`] });
}

const CUBE = machine('cube', '192.168.80.254');

/** Section "IOS Devices": the gateway prints two INVITEs and nothing else. */
export function onlyInvites(scene: Scene): void {
  const caller = movedTo(ONE, machine('station-1', '192.168.80.11', 50_555));
  const talk = new Conversation(scene, { caller, callee: person('1', CUBE) });
  talk.request('INVITE', { cseq: 13_513, body: offer(), headers: TIMER }).repeat([1000]);
}

/** The gateway joins two legs and relays their sound through addresses of its own. */
export function throughGateway(scene: Scene): void {
  const [near, far] = [machine('cube', '192.168.80.254'), machine('cube', '192.168.80.254')];
  const inbound = new Conversation(scene, { caller: ONE, callee: person('1', near) });
  const outbound = new Conversation(scene, { caller: movedTo(ONE, far), callee: person('1', STATION_2) });
  const media = { one: { address: INSIDE, port: 4008 }, two: { address: STATION_2.address, port: 4008 } };
  const own = { inner: { address: '2.2.2.2', port: 8004 }, outer: { address: CUBE.address, port: 8006 } };
  const first = inbound.request('INVITE', { body: audio(media.one), headers: TIMER }).answer('100 Trying');
  const second = outbound
    .request('INVITE', { body: audio(own.outer) })
    .answer('100 Trying')
    .answer('180 Ringing');
  first.answer('180 Ringing');
  scene.wait(1300);
  second.answer('200 OK', { body: audio(media.two) });
  outbound.acknowledge(second);
  first.answer('200 OK', { body: audio(own.inner) });
  inbound.acknowledge(first);
  const startMs = scene.nowMs + 10;
  const [there, back] = [2 * scene.nextSound(), 2 * scene.nextSound() + 1];
  scene.play({ from: media.one, to: own.inner, startMs, forMs: 2000, sound: there });
  scene.play({ from: own.outer, to: media.two, startMs: startMs + 2, forMs: 2000, sound: there });
  scene.play({ from: media.two, to: own.outer, startMs, forMs: 2000, sound: back });
  scene.play({ from: own.inner, to: media.one, startMs: startMs + 2, forMs: 2000, sound: back });
  scene.wait(2100);
  inbound.request('BYE').answer('200 OK');
  outbound.request('BYE').answer('200 OK');
}

/** Its keepalive group asks every minute. */
export function optionsKeepalive(scene: Scene): void {
  const startMs = scene.nowMs;
  for (let beat = 0; beat < 5; beat += 1) {
    scene.nowMs = startMs + beat * 60_000;
    const talk = new Conversation(scene, { caller: person('', CUBE), callee: person('', STATION_2) });
    talk.request('OPTIONS', { headers: ['User-Agent: Cisco-SIPGateway/IOS-17.4.1a'] }).answer('200 OK');
  }
}
