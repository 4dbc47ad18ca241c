import { hashHex, type DigestAlgorithm, type HashName } from './digestAlgorithm';

/** A password, or what a registrar may keep in its place: HA1, the hash of user name, realm and password. */
export type Secret = { readonly kind: 'password' | 'ha1'; readonly text: string };

/** Protection that the sender chose (RFC 7616 §3.4); null is the older form of RFC 2069, without nc and cnonce. */
export type Qop = 'auth' | 'auth-int' | null;

/** All that a response is made of. Texts have one character per byte. */
export type Ingredients = {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly secret: Secret;
  readonly nonce: string;
  readonly uri: string;
  readonly method: string;
  readonly qop: Qop;
  readonly nc: string;
  readonly cnonce: string;
  /** Asked for auth-int alone: a body may be large. */
  readonly bodyHash: (hash: HashName) => string | null;
};

function firstHash(parts: Ingredients): string | null {
  const { algorithm, username, realm, secret, nonce, cnonce } = parts;
  const { hash, session } = algorithm;
  const known = secret.kind === 'ha1';
  const plain = known ? secret.text.toLowerCase() : hashHex(hash, `${username}:${realm}:${secret.text}`);
  return plain !== null && session ? hashHex(hash, `${plain}:${nonce}:${cnonce}`) : plain;
}

function secondHash({ algorithm: { hash }, method, uri, qop, bodyHash }: Ingredients): string | null {
  if (qop !== 'auth-int') return hashHex(hash, `${method}:${uri}`);
  const ofBody = bodyHash(hash);
  return ofBody === null ? null : hashHex(hash, `${method}:${uri}:${ofBody}`);
}

/** The response (RFC 7616 §3.4.1 to §3.4.3), in hex; null where this machine cannot hash so, or a body is missing. */
export function digestResponse(parts: Ingredients): string | null {
  const ha1 = firstHash(parts);
  const ha2 = secondHash(parts);
  if (ha1 === null || ha2 === null) return null;
  const { algorithm, nonce, nc, cnonce, qop } = parts;
  const between = qop === null ? nonce : `${nonce}:${nc}:${cnonce}:${qop}`;
  return hashHex(algorithm.hash, `${ha1}:${between}:${ha2}`);
}
