import { err, ok, type Result } from '../../../shared/result';
import { ALGORITHMS, findAlgorithm, hashHex, hexDigitsOf, isAka, type DigestAlgorithm } from './digestAlgorithm';
import type { DigestParameters } from './digestParameters';
import { bodyHasher, MOST_CHARACTERS, utf8Bytes, type DigestQuestion } from './digestQuestion';
import type { Ingredients, Qop } from './digestResponse';

/** What the response should have been made of, as the sender writes; `response` is in lower case. */
export type Sent = { readonly ingredients: Ingredients; readonly response: string };

type Reading<T> = Result<T, string>;

const cannotTell = (why: string): Result<never, string> => err(`Cannot tell: ${why}.`);

function algorithmOf({ scheme, read }: DigestParameters): Reading<DigestAlgorithm> {
  if (scheme.toLowerCase() !== 'digest') return cannotTell('the credentials are no digest');
  const name = read('algorithm');
  if (isAka(name)) {
    return cannotTell("AKA makes the password from the SIM's key and the network's random number (RFC 3310, RFC 4169)");
  }
  const algorithm = findAlgorithm(name);
  return algorithm === null ? cannotTell('the algorithm is none of RFC 7616 and RFC 8760') : ok(algorithm);
}

function qopOf({ read }: DigestParameters, hasBody: boolean): Reading<Qop> {
  const name = read('qop')?.toLowerCase() ?? null;
  if (name === null || name === '') return ok(null);
  if (name === 'auth') return ok('auth');
  if (name !== 'auth-int') return cannotTell('the qop is neither auth nor auth-int');
  return hasBody ? ok('auth-int') : cannotTell('auth-int takes the body in, and it is not whole in the capture');
}

/** `username*` in the form of RFC 5987, as one character per byte; null when it is not that. */
function extendedName(text: string): string | null {
  const encoded = /^utf-8'[^']*'(.*)$/is.exec(text)?.[1];
  return (
    encoded?.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) ?? null
  );
}

function usernameOf({ credentials, username }: DigestQuestion, algorithm: DigestAlgorithm): Reading<string> {
  const { read } = credentials;
  const extended = extendedName(read('username*') ?? '');
  if (extended !== null) return ok(extended);
  const sent = read('username');
  if (sent === null) return cannotTell('the credentials name no user');
  if (read('userhash')?.toLowerCase() !== 'true') return ok(sent);
  const plain = username === undefined ? null : utf8Bytes(username);
  const isIt = plain !== null && hashHex(algorithm.hash, `${plain}:${read('realm') ?? ''}`) === sent.toLowerCase();
  return isIt ? ok(plain) : cannotTell('the user name is sent as a hash (userhash) and its plain form is not known');
}

function missingPart({ read }: DigestParameters, algorithm: DigestAlgorithm, qop: Qop): string | null {
  const needed = ['realm', 'nonce', 'uri', 'response'];
  if (qop !== null) needed.push('nc');
  if (qop !== null || algorithm.session) needed.push('cnonce');
  return needed.find((name) => read(name) === null) ?? null;
}

/** Why this cannot be a response; null when it can. */
function badResponse(response: string): string | null {
  if (response === '') return 'the response is empty, as in the first REGISTER of an IMS phone';
  const lengths = ALGORITHMS.map(({ hash }) => hexDigitsOf(hash));
  const isHash = /^[0-9a-f]+$/.test(response) && lengths.includes(response.length);
  return isHash ? null : 'the response has neither 32 nor 64 hex digits';
}

/** Reads the credentials; an error says in words why nothing can be told from them. */
export function sentIngredients(question: DigestQuestion): Reading<Sent> {
  const { credentials, method, body, password } = question;
  const text = (name: string): string => credentials.read(name) ?? '';
  const algorithm = algorithmOf(credentials);
  if (!algorithm.ok) return algorithm;
  const qop = qopOf(credentials, body !== null);
  if (!qop.ok) return qop;
  const missing = missingPart(credentials, algorithm.value, qop.value);
  if (missing !== null) return cannotTell(`the credentials have no ${missing}`);
  const long = ['username', 'username*', 'realm', 'nonce', 'uri', 'nc', 'cnonce', 'response'].find(
    (name) => text(name).length > MOST_CHARACTERS,
  );
  if (long !== undefined) return cannotTell(`the ${long} is longer than ${MOST_CHARACTERS} bytes`);
  const response = text('response').toLowerCase();
  const bad = badResponse(response);
  if (bad !== null) return cannotTell(bad);
  const username = usernameOf(question, algorithm.value);
  if (!username.ok) return username;
  if (hashHex(algorithm.value.hash, '') === null) return cannotTell('this machine does not offer the hash');
  const ingredients: Ingredients = {
    algorithm: algorithm.value,
    username: username.value,
    realm: text('realm'),
    secret: { kind: 'password', text: utf8Bytes(password) },
    nonce: text('nonce'),
    uri: text('uri'),
    method,
    qop: qop.value,
    nc: text('nc'),
    cnonce: text('cnonce'),
    bodyHash: bodyHasher(body),
  };
  return ok({ ingredients, response });
}
