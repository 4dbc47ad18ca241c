import type { Challenge, Credentials } from '../../../../shared/protocol/registrationStory';
import { readAuthentication, type Authentication } from '../../decode/sip/authentication';
import { headersOf } from '../../decode/sip/headerOf';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { MOST_DIGESTS } from './registrationLimits';

/** Who asks for credentials: the registrar (401, RFC 3261 §22.2) or a proxy on the way to it (407, §22.3). */
export type Asker = 'registrar' | 'proxy';

export type OfferedChallenge = Challenge & { readonly asker: Asker };

export type SentCredentials = Omit<Credentials, 'check'> & {
  readonly asker: Asker;
  /**
   * Whether they answer a challenge: the first REGISTER of an IMS phone carries a user name and an empty response, and AKA
   * credentials with `auts` ask for another challenge (RFC 3310 §3.4).
   */
  readonly isAnswer: boolean;
};

const CHALLENGES = { 'www-authenticate': 'registrar', 'proxy-authenticate': 'proxy' } as const;
const CREDENTIALS = { authorization: 'registrar', 'proxy-authorization': 'proxy' } as const;

/** RFC 7616 §3.3. */
const DEFAULT_ALGORITHM = 'MD5';

function readAll<T>(
  message: SipMessage,
  askers: Readonly<Record<string, Asker>>,
  read: (authentication: Authentication, asker: Asker) => T,
): readonly T[] {
  return Object.entries(askers).flatMap(([key, asker]) =>
    headersOf(message, key)
      .slice(0, MOST_DIGESTS)
      .map((header) => read(readAuthentication(header.value), asker)),
  );
}

/** `WWW-Authenticate: Digest realm="…", nonce="…", qop="auth"`: the challenges of an answer (RFC 3261 §20.44, RFC 8760). */
export const readChallenges = (message: SipMessage): readonly OfferedChallenge[] =>
  readAll(message, CHALLENGES, ({ scheme, parameters }, asker) => ({
    asker,
    scheme,
    realm: parameterValue(parameters, 'realm') ?? '',
    nonce: parameterValue(parameters, 'nonce') ?? '',
    algorithm: parameterValue(parameters, 'algorithm') ?? DEFAULT_ALGORITHM,
    qop: (parameterValue(parameters, 'qop') ?? '').split(/[\s,]+/).filter(Boolean),
    stale: parameterValue(parameters, 'stale')?.toLowerCase() === 'true',
    opaque: parameterValue(parameters, 'opaque'),
  }));

/** `Authorization: Digest username="…", response="…"`: the credentials of a request (RFC 3261 §20.7, §20.28). */
export const readCredentials = (message: SipMessage): readonly SentCredentials[] =>
  readAll(message, CREDENTIALS, ({ scheme, parameters }, asker) => {
    const response = parameterValue(parameters, 'response') ?? '';
    return {
      asker,
      isAnswer: response !== '' && parameterValue(parameters, 'auts') === null,
      scheme,
      username: parameterValue(parameters, 'username') ?? '',
      realm: parameterValue(parameters, 'realm') ?? '',
      nonce: parameterValue(parameters, 'nonce') ?? '',
      uri: parameterValue(parameters, 'uri') ?? '',
      response,
      algorithm: parameterValue(parameters, 'algorithm') ?? DEFAULT_ALGORITHM,
      qop: parameterValue(parameters, 'qop'),
      cnonce: parameterValue(parameters, 'cnonce'),
      nc: parameterValue(parameters, 'nc'),
      opaque: parameterValue(parameters, 'opaque'),
    };
  });

/** The nonce that a 2xx hands on for the next request (Authentication-Info, RFC 7616 §3.5); null when it does not. */
export function readNextNonce(message: SipMessage): string | null {
  const info = headersOf(message, 'authentication-info')[0];
  return info ? parameterValue(readAuthentication(`Digest ${info.value}`).parameters, 'nextnonce') : null;
}
