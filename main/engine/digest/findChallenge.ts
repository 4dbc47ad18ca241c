import type { FrameNumber } from '../../../shared/ids';
import type { MessageRow } from '../../../shared/protocol/rows';
import { isChallenge } from '../../../shared/sip/statusCodes';
import { parseSip } from '../decode/sip/parseSip';
import type { SipMessage } from '../decode/sip/sipMessage';
import { digestsIn, nextNoncesIn, type DigestParameters } from './digestParameters';

export type ReadMessage = (message: MessageRow) => Uint8Array | 'evicted';

/** A challenge and the frame that brought it; of a nonce that a 2xx handed on (nextnonce, RFC 7615 §3) there is the nonce alone. */
export type FoundChallenge = { readonly frame: FrameNumber; readonly parameters: DigestParameters };

const handedOn = (nonce: string): DigestParameters => ({
  scheme: 'Digest',
  read: (name) => (name === 'nonce' ? nonce : null),
});

/** The header field of the credentials, and what answers to it. */
export const CREDENTIALS = {
  authorization: { challenge: 'www-authenticate', info: 'authentication-info' },
  'proxy-authorization': { challenge: 'proxy-authenticate', info: 'proxy-authentication-info' },
} as const;
export type CredentialsKey = keyof typeof CREDENTIALS;

/** A challenge stands shortly before the credentials; behind so many messages, or answers that had to be read, it is given up. */
const MOST_LOOKED_AT = 2000;
const MOST_READ = 64;

export function parsed(row: MessageRow, readMessage: ReadMessage): { message: SipMessage; bytes: Uint8Array } | null {
  const bytes = readMessage(row);
  if (bytes === 'evicted') return null;
  const result = parseSip(bytes, 0, bytes.length);
  return result.ok ? { message: result.value, bytes } : null;
}

const mayBringNonce = (status: number | null): boolean =>
  isChallenge(status) || (status !== null && status >= 200 && status < 300);

const hasSame = (one: DigestParameters, other: DigestParameters, name: string): boolean =>
  (one.read(name) ?? '').toLowerCase() === (other.read(name) ?? '').toLowerCase();

/** Of challenges with the nonce of the credentials the one with their algorithm too (RFC 8760 §2.4). */
function withNonce(offered: readonly DigestParameters[], credentials: DigestParameters): DigestParameters | null {
  const fitting = offered.filter(({ read }) => read('nonce') === credentials.read('nonce'));
  return fitting.find((challenge) => hasSame(challenge, credentials, 'algorithm')) ?? fitting[0] ?? null;
}

/**
 * The challenge that credentials answer: the latest with their nonce; failing that the latest of their kind, for their realm where
 * there are several. null when there is none.
 *
 * @param earlier messages of the same Call-ID that came before, oldest first
 */
export function findChallenge(
  earlier: readonly MessageRow[],
  credentials: DigestParameters,
  key: CredentialsKey,
  readMessage: ReadMessage,
): FoundChallenge | null {
  let nearest: FoundChallenge | null = null;
  let nearestHasRealm = false;
  let reads = 0;
  const oldest = Math.max(0, earlier.length - MOST_LOOKED_AT);
  for (let at = earlier.length - 1; at >= oldest && reads < MOST_READ; at -= 1) {
    const row = earlier[at]!;
    if (!mayBringNonce(row.status)) continue;
    reads += 1;
    const answer = parsed(row, readMessage);
    if (answer === null) continue;
    const { message, bytes } = answer;
    const { challenge, info } = CREDENTIALS[key];
    const nonce = credentials.read('nonce');
    if (nonce !== null && nextNoncesIn(message, bytes, info).includes(nonce)) {
      return { frame: row.frame, parameters: handedOn(nonce) };
    }
    const offered = digestsIn(message, bytes, challenge);
    const found = withNonce(offered, credentials);
    if (found !== null) return { frame: row.frame, parameters: found };
    const sameRealm = offered.find((other) => hasSame(other, credentials, 'realm'));
    const candidate = sameRealm ?? offered[0];
    if (candidate && (nearest === null || (sameRealm && !nearestHasRealm))) {
      nearest = { frame: row.frame, parameters: candidate };
      nearestHasRealm = sameRealm !== undefined;
    }
  }
  return nearest;
}
