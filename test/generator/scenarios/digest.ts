import { createHash } from 'node:crypto';

/** A digest challenge to be written (RFC 3261 §22, RFC 8760). */
export type ChallengePlan = {
  readonly by: 'WWW' | 'Proxy';
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm?: 'MD5' | 'MD5-sess' | 'SHA-256';
  /** null: a challenge of RFC 2069, without qop. */
  readonly qop?: 'auth' | 'auth-int' | null;
  readonly opaque?: string;
  readonly stale?: boolean;
};

export type Login = {
  readonly user: string;
  readonly password: string;
  /** Another realm or nonce than the challenge's. */
  readonly realm?: string;
  readonly nonce?: string;
};

export type Authorised = {
  readonly method: string;
  readonly uri: string;
  readonly nonceCount?: number;
  readonly body?: string;
};

export function challengeHeader(plan: ChallengePlan): string {
  const { by, realm, nonce, algorithm = 'MD5', qop = 'auth', opaque, stale } = plan;
  return [
    `${by}-Authenticate: Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}`,
    ...(qop === null ? [] : [`qop="${qop}"`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
    ...(stale === undefined ? [] : [`stale=${stale}`]),
  ].join(', ');
}

/** The header field that answers a challenge, its response computed (RFC 7616 §3.4.1). */
export function credentialsHeader(plan: ChallengePlan, login: Login, authorised: Authorised): string {
  const { by, algorithm = 'MD5', qop = 'auth', opaque } = plan;
  const { method, uri, nonceCount = 1, body = '' } = authorised;
  const { user, password, realm = plan.realm, nonce = plan.nonce } = login;
  const hash = (text: string): string =>
    createHash(algorithm === 'SHA-256' ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const cnonce = hash(`${nonce}:${nonceCount}`).slice(0, 16);
  const nc = nonceCount.toString(16).padStart(8, '0');
  const secret = hash(`${user}:${realm}:${password}`);
  const first = algorithm === 'MD5-sess' ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const second = hash(qop === 'auth-int' ? `${method}:${uri}:${hash(body)}` : `${method}:${uri}`);
  const response = hash(
    qop === null ? `${first}:${nonce}:${second}` : `${first}:${nonce}:${nc}:${cnonce}:${qop}:${second}`,
  );
  return [
    `${by === 'WWW' ? 'Authorization' : 'Proxy-Authorization'}: Digest username="${user}", realm="${realm}", nonce="${nonce}"`,
    `uri="${uri}", response="${response}", algorithm=${algorithm}`,
    ...(qop === null ? [] : [`cnonce="${cnonce}", qop=${qop}, nc=${nc}`]),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ].join(', ');
}
