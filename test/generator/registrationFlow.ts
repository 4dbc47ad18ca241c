import type { Host, SipPacket } from './sipFlow';

export type RegistrationPlan = {
  readonly number: number;
  readonly phone: Host;
  readonly registrar: Host;
  readonly domain: string;
  readonly user: string;
  readonly startMs: number;
  readonly expiresS: number;
  readonly outcome: 'registered' | 'wrongPassword' | 'unanswered';
};

const NONCE = 'c2a4f1d09be74e21';

function register(plan: RegistrationPlan, cseq: number, authorization: readonly string[]): string {
  const { phone, domain, user, number } = plan;
  return [
    `REGISTER sip:${domain} SIP/2.0`,
    `Via: SIP/2.0/UDP ${phone.address}:${phone.port};branch=z9hG4bK-r${number}-${cseq};rport`,
    'Max-Forwards: 70',
    `From: <sip:${user}@${domain}>;tag=r${number}`,
    `To: <sip:${user}@${domain}>`,
    `Call-ID: register-${number}@${phone.address}`,
    `CSeq: ${cseq} REGISTER`,
    `Contact: <sip:${user}@${phone.address}:${phone.port}>;expires=${plan.expiresS}`,
    ...authorization,
    'User-Agent: laddergram-generator',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function answer(plan: RegistrationPlan, cseq: number, status: string, extra: readonly string[]): string {
  const { phone, domain, user, number } = plan;
  return [
    `SIP/2.0 ${status}`,
    `Via: SIP/2.0/UDP ${phone.address}:${phone.port};branch=z9hG4bK-r${number}-${cseq};rport=${phone.port};received=${phone.address}`,
    `From: <sip:${user}@${domain}>;tag=r${number}`,
    `To: <sip:${user}@${domain}>;tag=s${number}`,
    `Call-ID: register-${number}@${phone.address}`,
    `CSeq: ${cseq} REGISTER`,
    ...extra,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Retransmission times of an unanswered REGISTER over UDP (RFC 3261 §17.1.2.2, timer E). */
const UNANSWERED_MS = [0, 500, 1500, 3500, 7500];

/** REGISTER, the challenge, REGISTER with credentials, and the answer. */
export function registrationPackets(plan: RegistrationPlan): SipPacket[] {
  const { phone, registrar, domain, user, startMs, expiresS } = plan;
  const ask = (atMs: number, text: string): SipPacket => ({
    atMs: startMs + atMs,
    source: phone,
    destination: registrar,
    text,
  });
  const reply = (atMs: number, text: string): SipPacket => ({
    atMs: startMs + atMs,
    source: registrar,
    destination: phone,
    text,
  });
  if (plan.outcome === 'unanswered') return UNANSWERED_MS.map((atMs) => ask(atMs, register(plan, 1, [])));

  const challenge = [`WWW-Authenticate: Digest realm="${domain}", nonce="${NONCE}", algorithm=MD5, qop="auth"`];
  const credentials = [
    `Authorization: Digest username="${user}", realm="${domain}", nonce="${NONCE}", uri="sip:${domain}", ` +
      'response="6629fae49393a05397450978507c4ef1", algorithm=MD5, cnonce="0a4f113b", qop=auth, nc=00000001',
  ];
  const accepted = [`Contact: <sip:${user}@${phone.address}:${phone.port}>;expires=${expiresS}`];
  return [
    ask(0, register(plan, 1, [])),
    reply(6, answer(plan, 1, '401 Unauthorized', challenge)),
    ask(14, register(plan, 2, credentials)),
    plan.outcome === 'registered'
      ? reply(23, answer(plan, 2, '200 OK', accepted))
      : reply(23, answer(plan, 2, '403 Forbidden', [])),
  ];
}
