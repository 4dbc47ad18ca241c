import type { DigestResult } from '../../../shared/protocol/digestCheck';
import { METHODS } from '../../../shared/sip/methods';
import { ALGORITHMS, hashHex, hexDigitsOf } from './digestAlgorithm';
import { MOST_CHARACTERS, utf8Bytes, type DigestQuestion } from './digestQuestion';
import type { Ingredients, Qop } from './digestResponse';
import type { Sent } from './sentIngredients';

/** One way in which a sender may have made its response otherwise than it writes. */
export type Deviation = {
  /** Two deviations of one part exclude each other. */
  readonly part: keyof Ingredients | 'escapes';
  readonly result: DigestResult;
  /** `with …`, `over …`: what the response was made with. */
  readonly words: string;
  readonly change: Partial<Ingredients>;
};

const deviation = (
  part: Deviation['part'],
  result: DigestResult,
  words: string,
  change: Partial<Ingredients>,
): Deviation => ({ part, result, words, change });

const password = (text: string): Partial<Ingredients> => ({ secret: { kind: 'password', text } });

function secrets({ password: typed }: DigestQuestion, { ingredients, response }: Sent): Deviation[] {
  const found: Deviation[] = [];
  if (typed.length === response.length && /^[0-9a-f]+$/i.test(typed)) {
    const words = 'with what was given as HA1, the hash of user name, realm and password, in place of a password';
    found.push(deviation('secret', 'matches', words, { secret: { kind: 'ha1', text: typed } }));
  }
  const isLatin = [...typed].every((character) => character.charCodeAt(0) < 0x100 && character.length === 1);
  if (isLatin && utf8Bytes(typed) !== typed) {
    found.push(deviation('secret', 'matches', 'with the password in ISO-8859-1, not UTF-8', password(typed)));
  }
  if (typed.trim() !== typed) {
    const trimmed = password(utf8Bytes(typed.trim()));
    found.push(deviation('secret', 'passwordDiffers', 'with the password without the spaces around it', trimmed));
  }
  const { text } = ingredients.secret;
  if (text !== '') found.push(deviation('secret', 'passwordDiffers', 'with an empty password', password('')));
  return found;
}

function names({ challenge }: DigestQuestion, { ingredients: { username, realm } }: Sent): Deviation[] {
  const found: Deviation[] = [];
  const asked = challenge?.read('realm') ?? realm;
  if (asked !== realm && asked.length <= MOST_CHARACTERS) {
    found.push(deviation('realm', 'realmDiffers', 'with the realm of the challenge', { realm: asked }));
  }
  const at = username.lastIndexOf('@');
  const withRealm = 'with the user name followed by @ and the realm';
  if (at < 0) {
    found.push(deviation('username', 'realmDiffers', withRealm, { username: `${username}@${realm}` }));
  } else {
    const alone = username.slice(0, at);
    found.push(deviation('username', 'realmDiffers', 'with the user name without its domain', { username: alone }));
  }
  return found;
}

function nonceParts({ challenge, body }: DigestQuestion, { ingredients, response }: Sent): Deviation[] {
  const { nonce, nc, cnonce, qop, algorithm } = ingredients;
  const found: Deviation[] = [];
  const add = (part: Deviation['part'], words: string, change: Partial<Ingredients>): void => {
    found.push(deviation(part, 'nonceDiffers', words, change));
  };
  const asked = challenge?.read('nonce') ?? nonce;
  if (asked !== nonce && asked.length <= MOST_CHARACTERS)
    add('nonce', 'with the nonce of the challenge', { nonce: asked });
  for (const other of [null, 'auth', 'auth-int'] satisfies Qop[]) {
    if (other === qop || (other === 'auth-int' && body === null)) continue;
    add('qop', other === null ? 'without qop, as in RFC 2069' : `with qop ${other}`, { qop: other });
  }
  if (qop !== null && nc !== '00000001') add('nc', 'with nc 00000001', { nc: '00000001' });
  if (qop !== null && /^0+[1-9a-f]/i.test(nc)) add('nc', 'with nc without its zeros', { nc: nc.replace(/^0+/, '') });
  if (qop !== null && cnonce !== '') add('cnonce', 'with an empty cnonce', { cnonce: '' });
  for (const other of ALGORITHMS) {
    if (other === algorithm || hexDigitsOf(other.hash) !== response.length || hashHex(other.hash, '') === null)
      continue;
    add('algorithm', `with the algorithm ${other.name}, not ${algorithm.name}`, { algorithm: other });
  }
  return found;
}

/** An ACK and a CANCEL carry the credentials of their INVITE (RFC 3261 §22.1). */
const ofItsInvite = (method: string, other: string): boolean =>
  other === 'INVITE' && (method === 'ACK' || method === 'CANCEL');

function requestParts({ requestUri, body }: DigestQuestion, { ingredients }: Sent): Deviation[] {
  const { uri, method, qop } = ingredients;
  const found: Deviation[] = [];
  if (requestUri !== uri && requestUri.length <= MOST_CHARACTERS) {
    found.push(
      deviation('uri', 'uriDiffers', 'with the Request-URI, not the uri that is written', { uri: requestUri }),
    );
  }
  for (const other of METHODS) {
    if (other === method) continue;
    const change = { method: other };
    if (ofItsInvite(method, other)) {
      found.push(deviation('method', 'matches', 'for the INVITE, as RFC 3261 §22.1 has it', change));
    } else found.push(deviation('method', 'uriDiffers', `for the method ${other}`, change));
  }
  if (qop === 'auth-int' && body !== '') {
    const bodyHash: Ingredients['bodyHash'] = (hash) => hashHex(hash, '');
    found.push(deviation('bodyHash', 'uriDiffers', 'over an empty body', { bodyHash }));
  }
  return found;
}

const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1');

/** RFC 7616 hashes what stands between the quotes as it stands; some take the escapes out first. */
function escapes({ ingredients: { username, realm, nonce, uri, cnonce } }: Sent): Deviation[] {
  if (![username, realm, nonce, uri, cnonce].some((text) => text.includes('\\'))) return [];
  const change = {
    username: unescaped(username),
    realm: unescaped(realm),
    nonce: unescaped(nonce),
    uri: unescaped(uri),
    cnonce: unescaped(cnonce),
  };
  return [deviation('escapes', 'matches', 'with the backslashes of quoted texts taken out', change)];
}

/** All deviations that are tried, likelier ones first; a few dozen. */
export const deviationsOf = (question: DigestQuestion, sent: Sent): readonly Deviation[] => [
  ...secrets(question, sent),
  ...escapes(sent),
  ...names(question, sent),
  ...nonceParts(question, sent),
  ...requestParts(question, sent),
];
