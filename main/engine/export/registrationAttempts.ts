import type { DigestResult } from '../../../shared/protocol/digestCheck';
import type { MessageRow } from '../../../shared/protocol/rows';
import { readAuthentication, type Authentication } from '../decode/sip/authentication';
import { headerOf } from '../decode/sip/headerOf';
import { parseSip } from '../decode/sip/parseSip';
import type { SipMessage } from '../decode/sip/sipMessage';
import type { PasswordOf } from '../digest/checkMessage';
import { checkRegisters } from './registrationChecks';
import { sixDecimals } from './sixDecimals';

/** A digest challenge as RFC 3261 §20.44 names its parts; null or empty where the message does not say. */
export type Challenge = {
  readonly scheme: string;
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: string;
  readonly qop: readonly string[];
  readonly stale: boolean;
  readonly opaque: string | null;
};

/** Credentials as RFC 3261 §20.7 names their parts. Without a password they are not checked. */
export type Credentials = {
  readonly scheme: string;
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly algorithm: string;
  readonly qop: string | null;
  readonly cnonce: string | null;
  readonly nc: string | null;
  readonly check: DigestResult;
};

/** One REGISTER request and what came back, as `analyze --json` prints it. */
export type RegistrationAttempt = {
  readonly callId: string;
  readonly cseq: number | null;
  readonly status: number | null;
  readonly roundTripMs: number | null;
  readonly challenge: Challenge | null;
  readonly credentials: Credentials | null;
};

type ReadMessage = (message: MessageRow) => Uint8Array | 'evicted';

const DEFAULT_ALGORITHM = 'MD5';

function parameterReader({ parameters }: Authentication): (name: string) => string | null {
  return (name) => parameters.find((parameter) => parameter.name.toLowerCase() === name)?.value ?? null;
}

function authenticationIn(message: SipMessage, keys: readonly string[]): Authentication | null {
  for (const key of keys) {
    const header = headerOf(message, key);
    if (header) return readAuthentication(header.value);
  }
  return null;
}

function challengeOf(authentication: Authentication): Challenge {
  const read = parameterReader(authentication);
  return {
    scheme: authentication.scheme,
    realm: read('realm') ?? '',
    nonce: read('nonce') ?? '',
    algorithm: read('algorithm') ?? DEFAULT_ALGORITHM,
    qop: (read('qop') ?? '').split(/[\s,]+/).filter(Boolean),
    stale: read('stale')?.toLowerCase() === 'true',
    opaque: read('opaque'),
  };
}

function credentialsOf(authentication: Authentication, check: DigestResult): Credentials {
  const read = parameterReader(authentication);
  return {
    scheme: authentication.scheme,
    username: read('username') ?? '',
    realm: read('realm') ?? '',
    nonce: read('nonce') ?? '',
    uri: read('uri') ?? '',
    response: read('response') ?? '',
    algorithm: read('algorithm') ?? DEFAULT_ALGORITHM,
    qop: read('qop'),
    cnonce: read('cnonce'),
    nc: read('nc'),
    check,
  };
}

function parsed(row: MessageRow, readMessage: ReadMessage): SipMessage | null {
  const bytes = readMessage(row);
  if (bytes === 'evicted') return null;
  const result = parseSip(bytes, 0, bytes.length);
  return result.ok ? result.value : null;
}

const attemptKey = ({ callId, cseqNumber }: MessageRow): string => `${callId}\n${cseqNumber ?? ''}`;

/** Of each attempt the first final response if one was seen, else the last provisional one. */
function responsesIn(messages: readonly MessageRow[]): ReadonlyMap<string, MessageRow> {
  const responses = new Map<string, MessageRow>();
  for (const message of messages) {
    if (message.status === null) continue;
    const key = attemptKey(message);
    if ((responses.get(key)?.status ?? 0) < 200) responses.set(key, message);
  }
  return responses;
}

type Exchange = { readonly request: MessageRow; readonly response: MessageRow | null; readonly check: DigestResult };

function attemptOf({ request, response, check }: Exchange, readMessage: ReadMessage): RegistrationAttempt {
  const asked = parsed(request, readMessage);
  const credentials = asked && authenticationIn(asked, ['authorization', 'proxy-authorization']);
  const isChallenge = response?.status === 401 || response?.status === 407;
  const answer = isChallenge ? parsed(response, readMessage) : null;
  const challenge = answer && authenticationIn(answer, ['www-authenticate', 'proxy-authenticate']);
  return {
    callId: request.callId,
    cseq: request.cseqNumber,
    status: response?.status ?? null,
    roundTripMs: response === null ? null : sixDecimals(response.atMs - request.atMs),
    challenge: challenge && challengeOf(challenge),
    credentials: credentials && credentialsOf(credentials, check),
  };
}

/** The attempts of a registration from its messages, in order; retransmissions belong to the attempt they repeat. */
export function readAttempts(
  messages: readonly MessageRow[],
  readMessage: ReadMessage,
  passwordOf: PasswordOf | null,
): readonly RegistrationAttempt[] {
  const requests = messages.filter(({ method, retransmission }) => method === 'REGISTER' && !retransmission);
  const responses = responsesIn(messages);
  const checks = passwordOf && checkRegisters(messages, readMessage, passwordOf);
  return requests.map((request) => {
    const response = responses.get(attemptKey(request)) ?? null;
    const check = checks?.get(request.index) ?? 'notChecked';
    return attemptOf({ request, response, check }, readMessage);
  });
}
