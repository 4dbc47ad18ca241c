/** The same guide at a Cisco Unified Communications Manager: register, keepalive, late offers, a transfer with Session-IDs. */
import { audio } from '../bodies';
import { machine, type User } from '../cast';
import { Conversation } from '../conversation';
import type { Scene } from '../scene';
import { person } from './wiresharkGuide';

const MANAGER = machine('cucm', '192.168.80.100');
const STATION_1 = machine('station-1', '192.168.80.11', 50_952);
const STATION_2 = machine('station-2', '192.168.80.12', 63_043);
const STATION_3 = machine('station-3', '192.168.80.13');
const AGENT = 'User-Agent: Cisco-CUCM14.0';

const numbered = (user: string, at: User['at']): User => person(user, at, MANAGER.address);
const ONE = numbered('10001', STATION_1);
const TWO = numbered('10002', STATION_2);
const THREE = numbered('10003', STATION_3);
/** The manager in somebody's place. */
const standIn = (user: string): User => numbered(user, MANAGER);

/** Section "Option Method": over TCP, one every minute. */
export function optionsPing(scene: Scene): void {
  const startMs = scene.nowMs;
  for (let beat = 0; beat < 3; beat += 1) {
    scene.nowMs = startMs + beat * 60_000;
    const callee = person('', machine('station-1', '192.168.80.11'));
    const plan = { caller: person('', MANAGER), callee, transport: 'TCP', uri: 'sip:192.168.80.11:5060' } as const;
    const headers = ['Date: Sun, 03 Sep 2023 20:11:53 GMT', AGENT];
    new Conversation(scene, plan).request('OPTIONS', { cseq: 101, headers }).answer('200 OK');
  }
}

/** Section "SIP Register Method": 100 and 401 without qop, accepted for 120 s of 300, and an unasked NOTIFY about messages. */
export function registers(scene: Scene): void {
  const aor = 'sip:10001@192.168.80.100';
  const plan = { caller: ONE, callee: standIn(''), from: aor, to: aor };
  const talk = new Conversation(scene, { ...plan, callId: '26a8f5dd71574735a0224cee6701e1c5' });
  const asked = { uri: 'sip:192.168.80.100', contact: '<sip:10001@192.168.80.11:50952;ob>' };
  const common = ['Route: <sip:192.168.80.100;lr>', 'User-Agent: MicroSIP/3.21.3', 'Expires: 300'];
  const realm = 'realm="ccmsipline", nonce="vP42jVSdIItGRD5nYmE71/4JD/ZYUQvL"';
  const first = talk.request('REGISTER', { ...asked, cseq: 24_081, headers: common }).answer('100 Trying');
  first.answer('401 Unauthorized', { headers: [`WWW-Authenticate: Digest ${realm}, algorithm=MD5`] });
  const credentials =
    `Authorization: Digest username="microsip01", ${realm}, uri="sip:192.168.80.100", ` +
    'response="b70fca7c592084c62c51f1a5143ea339", algorithm=MD5';
  const second = talk.request('REGISTER', { ...asked, cseq: 24_082, headers: [...common, credentials] });
  second.answer('100 Trying');
  second.answer('200 OK', { headers: ['Expires: 120', `Contact: ${asked.contact};x-cisco-newreg`] });
  const told = new Conversation(scene, { caller: standIn('10001'), callee: ONE });
  told
    .request('NOTIFY', {
      cseq: 101,
      uri: 'sip:10001@192.168.80.11:50952;ob',
      headers: ['Event: message-summary', 'Subscription-State: active', AGENT],
      body: { type: 'application/simple-message-summary', text: 'Messages-Waiting: no\r\n' },
    })
    .answer('200 OK');
}

const place = (at: User['at'], port: number) => ({ address: at.address, port });

/** 10001 calls 10002: the manager's own leg has its offer in the 200, and the sound goes from telephone to telephone. */
export function lateOfferOnTrunk(scene: Scene): void {
  const inbound = new Conversation(scene, { caller: ONE, callee: { ...TWO, at: MANAGER } });
  const outbound = new Conversation(scene, { caller: { ...ONE, at: MANAGER }, callee: TWO });
  const [one, two] = [place(STATION_1, 4020), place(STATION_2, 4066)];
  const first = inbound.request('INVITE', { body: audio(one) }).answer('100 Trying');
  const second = outbound
    .request('INVITE', { headers: [AGENT] })
    .answer('100 Trying')
    .answer('180 Ringing');
  first.answer('180 Ringing');
  scene.wait(1500);
  second.answer('200 OK', { body: audio(two) });
  first.answer('200 OK', { body: audio(two) });
  outbound.acknowledge(second, { body: audio(one) });
  inbound.acknowledge(first);
  scene.talk(one, two, 2000).wait(2100);
  inbound.request('BYE').answer('200 OK');
  outbound.request('BYE', { headers: [AGENT] }).answer('200 OK');
}

const SESSION = '87881cd24ddf6a92abd7cfe7eab22129';
const REMOTE = 'a3a189dd08a5f9750c5045c3eaa22130';
const NIL = '0'.repeat(32);

/** Section "Refer Method": 10002 calls 10001, who sends the caller on to 10003. */
export function transferredByRefer(scene: Scene): void {
  const inbound = { caller: standIn('10002'), callee: ONE, callId: '8218e100-1ef1690b-2dc-6450a8c0@192.168.80.100' };
  const talk = new Conversation(scene, inbound);
  const opening = [AGENT, `Session-ID: ${SESSION};remote=${NIL}`];
  const invite = talk.request('INVITE', { cseq: 101, uri: 'sip:10001@192.168.80.11:50952;ob', headers: opening });
  invite.answer('100 Trying').answer('180 Ringing');
  scene.wait(1200);
  invite.answer('200 OK', { body: audio(place(STATION_1, 4028), { codecs: ['PCMA', 'PCMU'] }) });
  const answering = [AGENT, `Session-ID: ${SESSION};remote=${REMOTE}`];
  talk.acknowledge(invite, { body: audio(place(STATION_2, 4070)), headers: answering });
  scene.wait(2000);
  const refer = { by: 'callee', cseq: 15_038 } as const;
  const headers = ['Refer-To: <sip:10003@192.168.80.100>', 'Referred-By: <sip:10001@192.168.80.100>'];
  talk.request('REFER', { ...refer, headers }).answer('202 Accepted');
  talk.request('BYE', { cseq: 102, headers: answering }).answer('200 OK');
  const onwards = new Conversation(scene, { caller: standIn('10002'), callee: THREE });
  const next = onwards.request('INVITE', { cseq: 101, headers: opening }).answer('100 Trying').answer('180 Ringing');
  scene.wait(1000);
  next.answer('200 OK', { body: audio(place(STATION_3, 4080)) });
  onwards.acknowledge(next, { body: audio(place(STATION_2, 4070)) });
  scene.wait(1500);
  onwards.request('BYE', { cseq: 102, headers: [AGENT] }).answer('200 OK');
}
