/** Three guides to registration: its four messages with TLS, Asterisk without credentials, Asterisk with a challenge and 100s. */
import { audio } from '../bodies';
import { machine, type Machine, type User } from '../cast';
import { Conversation } from '../conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan } from '../digest';
import type { Scene } from '../scene';
import { sendWritten } from './writtenMessages';

const userAt = (user: string, display: string, domain: string, at: Machine): User => ({
  user,
  display,
  domain,
  at,
  password: 'a-password',
});

const TEST_DOMAIN = 'voipdomain.test.com';
const CLIENT_A = machine('client-a', '192.0.2.101', 5061);
const TEST_REGISTRAR = machine('registrar', '192.0.2.5', 5061);

/** F1 to F4 as they are behind TLS: 401 with realm, qop, opaque and stale, then accepted. */
export function successfulNewRegistration(scene: Scene): void {
  const challenge: ChallengePlan = {
    by: 'WWW',
    realm: TEST_DOMAIN,
    nonce: 'ea9c8e88df84f1cec4341ae6cbe5a359',
    opaque: 'n0w',
    stale: false,
  };
  const uri = `sips:${TEST_DOMAIN}`;
  const login = { user: 'A', password: 'a-password' };
  const say = (cseq: number, startLine: string, more: readonly string[]): void => {
    const isRequest = !startLine.startsWith('SIP/2.0');
    const via = 'Via: SIP/2.0/TLS ClientA.voipdomain.test.com:5061;branch=z9hG4bKnashd';
    sendWritten(scene, {
      from: isRequest ? CLIENT_A : TEST_REGISTRAR,
      to: isRequest ? TEST_REGISTRAR : CLIENT_A,
      transport: 'TCP',
      lines: [
        startLine,
        `${via}${cseq}${isRequest ? '' : ';received=192.0.2.101'}`,
        ...(isRequest ? ['Max-Forwards: 70'] : []),
        `From: A <sips:A@${TEST_DOMAIN}>;tag=a73kszlfl`,
        `To: A <sips:A@${TEST_DOMAIN}>${isRequest ? '' : ';tag=34095828jh'}`,
        'Call-ID: 1j9FpLxk3uxtm8tn@ClientA.voipdomain.test.com',
        `CSeq: ${cseq} REGISTER`,
        ...more,
      ],
    });
  };
  const contact = 'Contact: <sips:A@ClientA.voipdomain.test.com>';
  say(1, `REGISTER ${uri} SIP/2.0`, [contact]);
  say(1, 'SIP/2.0 401 Unauthorized', [challengeHeader(challenge)]);
  say(2, `REGISTER ${uri} SIP/2.0`, [contact, credentialsHeader(challenge, login, { method: 'REGISTER', uri })]);
  say(2, 'SIP/2.0 200 OK', [`${contact};expires=3600`]);
}

const ASTERISK = machine('asterisk', '192.168.16.40');

function atAsterisk(scene: Scene, user: string, port: number): Conversation {
  const softphone = userAt(user, 'soft 2', ASTERISK.address, machine('softphone', '192.168.16.181', port));
  const aor = `sip:${user}@${ASTERISK.address}`;
  const registrar = userAt('', 'soft 2', ASTERISK.address, ASTERISK);
  return new Conversation(scene, { caller: softphone, callee: registrar, from: aor, to: aor });
}

const xLite = (user: string, port: number, instance: string) => ({
  uri: `sip:${ASTERISK.address}`,
  contact: `<sip:${user}@192.168.16.181:${port};rinstance=${instance}>`,
  headers: ['Expires: 3600', 'User-Agent: X-Lite release 1011s stamp 41150'],
});

/** User 11 is accepted without credentials; Asterisk then asks every minute whether the telephone is there. */
export function acceptedWithoutCredentials(scene: Scene): void {
  const asked = xLite('11', 32_262, '9dd2c78e6ac0a5a5');
  const headers = ['User-Agent: Asterisk PBX', 'Expires: 3600', `Contact: ${asked.contact};expires=3600`];
  atAsterisk(scene, '11', 32_262).request('REGISTER', asked).answer('200 OK', { headers });
  const phone = userAt('11', 'soft 2', ASTERISK.address, machine('softphone', '192.168.16.181', 32_262));
  const server = userAt('asterisk', 'asterisk', ASTERISK.address, ASTERISK);
  for (let qualify = 0; qualify < 3; qualify += 1) {
    scene.wait(60_000);
    const talk = new Conversation(scene, { caller: server, callee: phone, uri: `sip:11@192.168.16.181:32262` });
    const ping = talk.request('OPTIONS', { headers: ['User-Agent: Asterisk PBX'] });
    scene.nowMs = ping.hops[0] === undefined ? scene.nowMs : ping.hops[0].atMs + 3;
    ping.answer('200 OK');
  }
}

/** The user is not in the configuration. */
export function notInConfiguration(scene: Scene): void {
  const asked = xLite('not_good', 38_192, 'b4480613d7542907');
  const headers = ['User-Agent: Asterisk PBX'];
  atAsterisk(scene, 'not_good', 38_192).request('REGISTER', asked).answer('404 Not found', { headers });
}

const PBX = machine('pbx', '10.10.1.99');

/** Number 13 registers as test13: 100, then 401 without qop; once more with a response. */
export function ekigaRegisters(scene: Scene): void {
  const aor = 'sip:13@10.10.1.99';
  const phone = userAt('13', '', PBX.address, machine('ekiga', '10.10.1.13'));
  const plan = { caller: phone, callee: userAt('', '', PBX.address, PBX), from: aor, to: aor };
  const talk = new Conversation(scene, { ...plan, callId: 'e4ec6031-99e1-de11-8845-080027608325@vvt-laptop' });
  const asked = { uri: 'sip:10.10.1.99', contact: '<sip:13@10.10.1.13>;q=1' };
  const common = ['User-Agent: Ekiga/3.2.5', 'Expires: 3600'];
  const challenge = 'WWW-Authenticate: Digest algorithm=MD5, realm="asterisk", nonce="343eb793"';
  const first = talk.request('REGISTER', { ...asked, headers: common }).answer('100 Trying');
  first.answer('401 Unauthorized', { headers: ['User-Agent: Asterisk PBX', challenge] });
  const credentials =
    'Authorization: Digest username="test13", realm="asterisk", nonce="343eb793", uri="sip:10.10.1.99", ' +
    'algorithm=MD5, response="6c13de87f9cde9c44e95edbb68cbdea9"';
  const second = talk.request('REGISTER', { ...asked, headers: [...common, credentials] }).answer('100 Trying');
  second.answer('200 OK', { headers: ['Expires: 3600', 'Contact: <sip:13@10.10.1.13>;q=1;expires=3600'] });
}

/** 121 dials 122 through the proxy at 10.10.1.99, which stays on the way of ACK and BYE. */
export function proxyCall(scene: Scene): void {
  const caller = userAt('121', '121', PBX.address, machine('phone-121', '10.10.1.121'));
  const callee = userAt('122', '122', PBX.address, machine('phone-122', '10.10.1.122'));
  const talk = new Conversation(scene, { caller, callee, through: [PBX] });
  const invite = talk.request('INVITE', { body: audio({ address: '10.10.1.121', port: 7078 }) }).answer('180 Ringing');
  scene.wait(2500);
  invite.answer('200 OK', { body: audio({ address: '10.10.1.122', port: 7078 }) });
  talk.acknowledge(invite);
  scene.talk({ address: '10.10.1.121', port: 7078 }, { address: '10.10.1.122', port: 7078 }, 2000).wait(2200);
  talk.request('BYE').answer('200 OK');
}
