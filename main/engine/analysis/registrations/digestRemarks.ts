import type { Challenge } from '../../../../shared/protocol/registrationStory';
import { sameNonce } from './challengeMemory';
import type { SentCredentials } from './digestParts';

/** Credentials with the request around them. */
export type CredentialsInPlace = {
  readonly sent: SentCredentials;
  readonly asked: Challenge | null;
  readonly requestUri: string;
  /** User part of the address of record. */
  readonly user: string;
};

const KNOWN = new Set(['md5', 'md5-sess', 'sha-256', 'sha-256-sess', 'sha-512-256', 'sha-512-256-sess']);

/** What there is to say of an algorithm by itself; null of those that need no words. */
function algorithmRemark(name: string): string | null {
  const aka = /^akav(\d)-(.+)$/i.exec(name);
  if (aka)
    return `${name}: the password is made by the SIM from the network's challenge (${aka[1] === '1' ? 'RFC 3310' : 'RFC 4169'})`;
  return KNOWN.has(name.toLowerCase()) ? null : `algorithm ${name} is none of RFC 7616 and RFC 8760`;
}

function besideChallenge({ realm, nonce, opaque, algorithm, qop }: SentCredentials, asked: Challenge): string[] {
  const remarks: string[] = [];
  if (realm !== asked.realm) remarks.push("realm is not the challenge's");
  if (!sameNonce(nonce, asked.nonce)) remarks.push("nonce is not the challenge's");
  if (asked.opaque !== null && opaque !== asked.opaque) {
    remarks.push(opaque === null ? 'opaque of the challenge is left out' : "opaque is not the challenge's");
  }
  if (algorithm.toLowerCase() !== asked.algorithm.toLowerCase()) {
    remarks.push(`algorithm is ${algorithm}, the challenge asks for ${asked.algorithm}`);
  }
  const offered = asked.qop.map((each) => each.toLowerCase());
  if (qop === null && offered.length > 0) remarks.push(`qop ${asked.qop.join(', ')} is offered and not used`);
  if (qop !== null && !offered.includes(qop.toLowerCase())) remarks.push(`qop ${qop} is not offered`);
  return remarks;
}

/** A user name may carry its domain: `1000@example.org`. */
const isUser = (username: string, user: string): boolean => username === user || username.startsWith(`${user}@`);

/** What is worth saying of credentials beside their challenge and their request, by RFC 7616 §3.4 and RFC 3261 §22.4. */
export function digestRemarks({ sent, asked, requestUri, user }: CredentialsInPlace): readonly string[] {
  if (sent.scheme.toLowerCase() !== 'digest') return [`scheme ${sent.scheme} is not Digest (RFC 3261 §22)`];
  const { username, uri, qop, nc, cnonce, algorithm } = sent;
  const ofAlgorithm = algorithmRemark(algorithm);
  const remarks = ofAlgorithm === null ? [] : [ofAlgorithm];
  if (asked !== null) remarks.push(...besideChallenge(sent, asked));
  if (sent.isAnswer && qop !== null && (nc === null || cnonce === null)) remarks.push('qop needs nc and cnonce');
  if (qop?.toLowerCase() === 'auth-int') remarks.push('auth-int: the body is protected too');
  if (uri !== requestUri) remarks.push('uri is not the Request-URI');
  if (user !== '' && !isUser(username, user))
    remarks.push(`user name is not ${user}, the user of the address of record`);
  return remarks;
}

/** Counts the uses of nonces: each use of one needs an nc of its own, counting up (RFC 7616 §3.4). */
export class NonceCounts {
  readonly #highest = new Map<string, number>();
  readonly #used = new Set<string>();

  /** @returns what is wrong with this use; null when nothing is. */
  note({ nonce, nc, isAnswer }: SentCredentials): string | null {
    if (!isAnswer || nc === null || !/^[0-9a-f]{1,8}$/i.test(nc)) return null;
    const count = Number.parseInt(nc, 16);
    const before = this.#highest.get(nonce) ?? 0;
    const use = `${nonce}\n${count}`;
    const isUsed = this.#used.has(use);
    this.#used.add(use);
    this.#highest.set(nonce, Math.max(before, count));
    if (isUsed) return `nc ${nc} used twice with the same nonce`;
    return count < before ? `nc ${nc} goes back` : null;
  }
}
