/** A guide to registering at FreeSWITCH: user 1000 with password 1234, twenty users from a file, one who does not exist. */
import { machine, type Machine, type User } from '../cast';
import { Conversation } from '../conversation';
import { challengeHeader, credentialsHeader, type ChallengePlan } from '../digest';
import type { Scene } from '../scene';
import { sendWritten } from './writtenMessages';

export const FREESWITCH_PASSWORD = '1234';

const ADDRESS = '192.168.7.101';
const PHONE = machine('phone', ADDRESS, 5060);
const SWITCH = machine('switch', ADDRESS, 5070);
const URI = 'sip:192.168.7.101:5070;transport=UDP';
const NONCE = '84af446e-92ed-418b-96c4-4ad9fee55771';
const CONTACT = '<sip:1000@192.168.7.101:5060;rinstance=00eb482b7d4631f5>';
const CALL_ID = 'Call-ID: ZGEwYTJkMGY1ODQ2M2Q3ZmY3YWQ3M2JkYWVhODMzNGE.';
const SWITCH_AGENT = 'User-Agent: FreeSWITCH-mod_sofia/1.10.2-release~64bit';

const via = (branch: string, rport: string): string =>
  `Via: SIP/2.0/UDP 192.168.7.101:5060;branch=z9hG4bK-d8754z-${branch}-1---d8754z-;rport${rport}`;

const asked = (cseq: number, branch: string, credentials: readonly string[]): readonly string[] => [
  `REGISTER ${URI} SIP/2.0`,
  via(branch, ''),
  'Max-Forwards: 70',
  `Contact: ${CONTACT};transport=UDP`,
  'To: "jimmy"<sip:1000@192.168.7.101:5070>;transport=UDP',
  'From: "jimmy"<sip:1000@192.168.7.101:5070>;transport=UDP;tag=e45e4f61',
  CALL_ID,
  `CSeq: ${cseq} REGISTER`,
  'Expires: 3600',
  'User-Agent: Zoiper rev.1809',
  ...credentials,
  'Allow-Events: presence',
];

const answered = (
  status: string,
  cseq: number,
  branch: string,
  tag: string,
  more: readonly string[],
): readonly string[] => [
  `SIP/2.0 ${status}`,
  via(branch, '=5060'),
  'From: "jimmy" <sip:1000@192.168.7.101:5070>;transport=UDP;tag=e45e4f61',
  `To: "jimmy" <sip:1000@192.168.7.101:5070>;transport=UDP;tag=${tag}`,
  CALL_ID,
  `CSeq: ${cseq} REGISTER`,
  ...more,
  SWITCH_AGENT,
  'Supported: timer, path, replaces',
];

/** The four messages, with the nonce, cnonce and response that the document shows. */
export function registered(scene: Scene): void {
  const [first, second] = ['f407689eddfdf19c', 'b6526a3ade0f8d5b'];
  const challenge = `WWW-Authenticate: Digest realm="${ADDRESS}", nonce="${NONCE}", algorithm=MD5, qop="auth"`;
  const credentials =
    `Authorization: Digest username="1000",realm="${ADDRESS}",nonce="${NONCE}",uri="${URI}",` +
    'response="de6d3ab9e4a984d1a7a62d69cd00a31a",cnonce="c7dafa660149cc55",nc=00000001,qop="auth",algorithm="MD5"';
  sendWritten(scene, { from: PHONE, to: SWITCH, lines: asked(1, first, []) });
  sendWritten(scene, {
    from: SWITCH,
    to: PHONE,
    lines: answered('401 Unauthorized', 1, first, 'p8878HBS6XDrB', [challenge]),
  });
  sendWritten(scene, { from: PHONE, to: SWITCH, lines: asked(2, second, [credentials]) });
  const accepted = [`Contact: ${CONTACT};expires=3600`, 'Date: Sun, 23 May 2021 10:23:16 GMT'];
  sendWritten(scene, { from: SWITCH, to: PHONE, lines: answered('200 OK', 2, second, 'QH20aDvv363aQ', accepted) });
}

const userAt = (user: string, at: Machine): User => ({
  user,
  display: user,
  domain: `${at.address}:${at.port}`,
  at,
  password: FREESWITCH_PASSWORD,
});

type Outcome = 'accepted' | 'forbidden' | 'challengedAgain';

/** What sipp sends for one line of its file. */
function fromFile(scene: Scene, user: string, outcome: Outcome, password = FREESWITCH_PASSWORD): void {
  const load = machine('load', ADDRESS, 5061);
  const aor = `sip:${user}@${ADDRESS}:5070`;
  const uri = `sip:${ADDRESS}:5070`;
  const challenge: ChallengePlan = { by: 'WWW', realm: ADDRESS, nonce: `3f5b6a10-${user}` };
  const talk = new Conversation(scene, {
    caller: userAt(user, load),
    callee: userAt('', SWITCH),
    from: aor,
    to: aor,
    callId: `${user}-48936@${ADDRESS}`,
  });
  const expires = 'Expires: 3600';
  const contact = `<sip:${user}@${ADDRESS}:5061>`;
  const refusal = { headers: [challengeHeader(challenge), SWITCH_AGENT] };
  talk
    .request('REGISTER', { uri, contact, headers: [expires, 'User-Agent: SIPp'] })
    .answer('401 Unauthorized', refusal);
  const credentials = credentialsHeader(challenge, { user, password }, { method: 'REGISTER', uri });
  const again = talk.request('REGISTER', { uri, contact, headers: [expires, credentials, 'User-Agent: SIPp'] });
  if (outcome === 'accepted') again.answer('200 OK', { headers: [`Contact: ${contact};expires=3600`, SWITCH_AGENT] });
  else if (outcome === 'forbidden') again.answer('403 Forbidden', { headers: [SWITCH_AGENT] });
  else again.answer('401 Unauthorized', { headers: [challengeHeader({ ...challenge, nonce: `77aa01c2-${user}` })] });
}

/** Users 1000 to 1019, all with the same password. */
export function twentyUsers(scene: Scene): void {
  for (let user = 1000; user < 1020; user += 1) fromFile(scene, String(user), 'accepted');
}

export const userWhoDoesNotExist = (scene: Scene): void => fromFile(scene, '8888', 'forbidden');
export const verificationFails = (scene: Scene): void => fromFile(scene, '1000', 'challengedAgain', '1235');
