/** The REGISTER that FreeSWITCH accepted (user 1000, password 1234), as frames between a phone and its registrar. */
import type { TimedFrame } from '../../../generator/mergeFlows';
import { sipFrame } from '../../../fixtures/sipFrames';
import { sipRequest, sipResponse, type SipOptions } from '../../../fixtures/sipMessages';

export const NONCE = '84af446e-92ed-418b-96c4-4ad9fee55771';
export const URI = 'sip:192.168.7.101:5070;transport=UDP';
const PARTY: SipOptions = { uri: URI, from: 'sip:1000@192.168.7.101:5070', to: 'sip:1000@192.168.7.101:5070' };

export const challenge = (nonce: string, realm = '192.168.7.101'): string =>
  `WWW-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`;

export const CREDENTIALS =
  `Authorization: Digest username="1000",realm="192.168.7.101",nonce="${NONCE}",uri="${URI}",` +
  'response="de6d3ab9e4a984d1a7a62d69cd00a31a",cnonce="c7dafa660149cc55",nc=00000001,qop="auth",algorithm="MD5"';

const REGISTRAR = { source: '192.0.2.2', destination: '192.0.2.1' };

export type RegisterStep =
  | { readonly kind: 'request'; readonly headers: readonly string[]; readonly callId?: string }
  | { readonly kind: 'answer'; readonly status: number; readonly headers: readonly string[]; readonly callId?: string };

/** Requests with rising CSeq, each answered by what follows it. */
export function registerFrames(steps: readonly RegisterStep[]): readonly TimedFrame[] {
  let cseq = 0;
  return steps.map((step, at) => {
    const { headers, callId = 'register@192.0.2.1' } = step;
    if (step.kind === 'request') cseq += 1;
    const options: SipOptions = {
      ...PARTY,
      callId,
      headers,
      cseq: `${cseq} REGISTER`,
      branches: [`z9hG4bK-${callId}-${cseq}`],
    };
    return step.kind === 'request'
      ? sipFrame(at * 10, sipRequest('REGISTER', options))
      : sipFrame(at * 10, sipResponse(step.status, 'As it is', options), REGISTRAR);
  });
}

/** Challenged, tried again, accepted. */
export const ACCEPTED: readonly RegisterStep[] = [
  { kind: 'request', headers: [] },
  { kind: 'answer', status: 401, headers: [challenge(NONCE)] },
  { kind: 'request', headers: [CREDENTIALS] },
  { kind: 'answer', status: 200, headers: [] },
];
