import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigest } from '../../../../main/engine/digest/checkDigest';
import { readDigestParameters } from '../../../../main/engine/digest/digestParameters';
import type { DigestQuestion } from '../../../../main/engine/digest/digestQuestion';
import { hashHex } from '../../../../main/engine/digest/digestAlgorithm';
import type { DigestCheck } from '../../../../shared/protocol/digestCheck';

const md5 = (text: string): string => hashHex('md5', text)!;

/** What a phone hashes, each part to be got wrong. */
type Made = {
  user: string;
  realm: string;
  password: string;
  nonce: string;
  method: string;
  uri: string;
  between: string;
  bodyHash: string | null;
};
const MADE: Made = {
  user: '1000',
  realm: 'pbx.example',
  password: 'correct horse',
  nonce: 'n-1',
  method: 'REGISTER',
  uri: 'sip:pbx.example',
  between: '00000001:cn:auth',
  bodyHash: null,
};

function responseOf(change: Partial<Made> = {}): string {
  const { user, realm, password, nonce, method, uri, between, bodyHash } = { ...MADE, ...change };
  const second = md5(`${method}:${uri}${bodyHash === null ? '' : `:${bodyHash}`}`);
  return md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${between === '' ? '' : `${between}:`}${second}`);
}

const WRITTEN = {
  username: '"1000"',
  realm: '"pbx.example"',
  nonce: '"n-1"',
  uri: '"sip:pbx.example"',
  qop: 'auth',
  nc: '00000001',
  cnonce: '"cn"',
};

const headerOf = (parts: object): string =>
  `Digest ${Object.entries(parts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ')}`;

function check(response: string, written: object = {}, change: Partial<DigestQuestion> = {}): DigestCheck {
  return checkDigest({
    challenge: readDigestParameters('Digest realm="pbx.example", nonce="n-1", qop="auth", algorithm=MD5'),
    credentials: readDigestParameters(headerOf({ ...WRITTEN, response: `"${response}"`, ...written })),
    method: 'REGISTER',
    requestUri: 'sip:pbx.example',
    body: '',
    password: MADE.password,
    ...change,
  });
}

describe('which part differs', () => {
  it.each<[string, Partial<Made>, object, DigestCheck['result'], RegExp]>([
    ['nothing', {}, {}, 'matches', /^Password matches\.$/],
    ['the password', { password: 'other' }, {}, 'passwordDiffers', /^Password differs: the response was made with ano/],
    ['an empty password', { password: '' }, {}, 'passwordDiffers', /with an empty password/],
    ['the realm written', {}, { realm: '"pbx"' }, 'realmDiffers', /made with the realm of the challenge/],
    ['the realm hashed', { realm: 'pbx' }, { realm: '"pbx"' }, 'realmDiffers', /the realm is not the one of the chall/],
    ['the nonce written', {}, { nonce: '"n-0"' }, 'nonceDiffers', /made with the nonce of the challenge/],
    ['the nonce hashed', { nonce: 'n-0' }, { nonce: '"n-0"' }, 'nonceDiffers', /the nonce is not the one of the chall/],
    ['the uri written', {}, { uri: '"sip:proxy"' }, 'uriDiffers', /with the Request-URI/],
    ['the uri hashed', { uri: 'sip:proxy' }, { uri: '"sip:proxy"' }, 'matches', /proxies may change/],
    ['the method', { method: 'INVITE' }, {}, 'uriDiffers', /for the method INVITE/],
    ['the domain in the user name', { user: '1000@pbx.example' }, {}, 'realmDiffers', /followed by @ and the realm/],
    ['no domain in the user name', {}, { username: '"1000@pbx.example"' }, 'realmDiffers', /without its domain/],
    ['no qop', { between: '' }, {}, 'nonceDiffers', /without qop, as in RFC 2069/],
    ['a qop that was not written', {}, { qop: null }, 'nonceDiffers', /with qop auth/],
    ['nc', {}, { nc: '00000002' }, 'nonceDiffers', /with nc 00000001/],
    ['zeros of nc', { between: '1:cn:auth' }, {}, 'nonceDiffers', /without its zeros/],
    ['cnonce', { between: '00000001::auth' }, {}, 'nonceDiffers', /with an empty cnonce/],
    [
      'two parts',
      { method: 'INVITE', password: '' },
      {},
      'passwordDiffers',
      /empty password and for the method INVITE/,
    ],
    ['realm and uri', {}, { realm: '"x"', uri: '"sip:y"' }, 'realmDiffers', /realm of the challenge and with the Requ/],
    ['backslashes', { user: 'a"b' }, { username: '"a\\"b"' }, 'matches', /backslashes of quoted texts taken out/],
    ['backslashes hashed', { user: 'a\\"b' }, { username: '"a\\"b"' }, 'matches', /^Password matches\.$/],
    ['nothing, without quotes', {}, { realm: 'pbx.example', qop: '"auth"' }, 'matches', /^Password matches\.$/],
    [
      'the body',
      { between: '00000001:cn:auth-int', bodyHash: md5('') },
      { qop: 'auth-int' },
      'uriDiffers',
      /empty body/,
    ],
  ])('%s', (_, made, written, result, words) => {
    const found = check(responseOf(made), written, { body: 'v=0' });
    expect([found.result, found.words]).toEqual([result, expect.stringMatching(words)]);
  });

  it('is the algorithm when another is written', () => {
    const response = responseOf({});
    expect(check(response, { algorithm: 'SHA-256' })).toMatchObject({
      result: 'nonceDiffers',
      words: 'Password matches, but the response was made with the algorithm MD5, not SHA-256.',
    });
  });

  it('takes HA1 for a password and says so', () => {
    const found = check(responseOf(), {}, { password: md5('1000:pbx.example:correct horse') });
    expect(found).toMatchObject({ result: 'matches', words: expect.stringContaining('as HA1') as string });
  });

  it('still sees the realm that is not the one of the challenge', () => {
    const password = md5('1000:pbx:correct horse');
    expect(check(responseOf({ realm: 'pbx' }), { realm: '"pbx"' }, { password }).result).toBe('realmDiffers');
  });

  it('hashes a user name that is not UTF-8 as it was sent', () => {
    const [user, password] = ['J\u00e4son', 'correct horse'];
    expect(check(responseOf({ user }), { username: `"${user}"` }, { password }).words).toBe('Password matches.');
  });

  it('tries the password in ISO-8859-1', () => {
    const found = check(responseOf({ password: 'p\u00e4ss' }), {}, { password: 'p\u00e4ss' });
    expect(found).toMatchObject({ result: 'matches', words: expect.stringContaining('ISO-8859-1') as string });
    expect(check(responseOf({ password: 'p\u00c3\u00a4ss' }), {}, { password: 'p\u00e4ss' }).words).toBe(
      'Password matches.',
    );
  });

  it.each(['ACK', 'CANCEL'])('lets %s carry the credentials of its INVITE', (method) => {
    expect(check(responseOf({ method: 'INVITE' }), {}, { method })).toMatchObject({
      result: 'matches',
      words: expect.stringContaining('RFC 3261 §22.1') as string,
    });
  });

  it('says so when the challenge is not there', () => {
    expect(check(responseOf(), {}, { challenge: null }).words).toContain('The challenge is not in the capture');
  });

  it('sets the parts beside the challenge', () => {
    const { facts } = check(responseOf(), { realm: '"x"', uri: '"sip:pbx.example"' });
    expect(facts).toContainEqual({ name: 'Realm', value: 'x', agrees: false });
    expect(facts).toContainEqual({ name: 'Nonce', value: 'n-1', agrees: true });
    expect(facts).toContainEqual({ name: 'URI', value: 'sip:pbx.example', agrees: true });
    expect(facts).toContainEqual({ name: 'Protection', value: 'qop auth, nc 00000001, cnonce cn', agrees: null });
  });
});

describe('a hashed user name', () => {
  const hashed = { username: `"${md5('1000:pbx.example')}"`, userhash: 'true' };
  it.each<[string, string | undefined, DigestCheck['result']]>([
    ['is known in plain', '1000', 'matches'],
    ['is not known', undefined, 'notChecked'],
    ['is not the one that was thought', '1001', 'notChecked'],
  ])('%s', (_, username, result) => {
    expect(check(responseOf(), hashed, username === undefined ? {} : { username }).result).toBe(result);
  });

  it('may be written with an encoding instead (RFC 5987)', () => {
    const written = { username: null, 'username*': "UTF-8''J%C3%A4s%C3%B8n" };
    expect(check(responseOf({ user: 'J\u00c3\u00a4s\u00c3\u00b8n' }), written).result).toBe('matches');
  });
});

describe('what cannot be told', () => {
  it.each<[string, object, Partial<DigestQuestion>, RegExp]>([
    ['AKA', { algorithm: 'AKAv1-MD5' }, {}, /SIM's key/],
    ['AKA, second version', { algorithm: 'AKAv2-MD5' }, {}, /SIM's key/],
    ['an unknown algorithm', { algorithm: 'ROT13' }, {}, /none of RFC 7616/],
    ['an unknown qop', { qop: 'maybe' }, {}, /neither auth nor auth-int/],
    ['auth-int with a body cut off', { qop: 'auth-int' }, { body: null }, /not whole/],
    ['an empty response', { response: '""' }, {}, /IMS/],
    ['a response of other length', { response: '"abc"' }, {}, /hex digits/],
    ['a response that is no hash', { response: `"${'z'.repeat(32)}"` }, {}, /hex digits/],
    ['a huge realm', { realm: `"${'x'.repeat(5000)}"` }, {}, /longer than 4096 bytes/],
    ...['username', 'realm', 'nonce', 'uri', 'nc', 'cnonce', 'response'].map(
      (name): [string, object, Partial<DigestQuestion>, RegExp] => [`no ${name}`, { [name]: null }, {}, /Cannot tell/],
    ),
    ['another scheme', {}, { credentials: readDigestParameters('Basic QWxhZGRpbjpvcGVu') }, /no digest/],
    ['nothing at all', {}, { credentials: readDigestParameters('') }, /no digest/],
  ])('%s', (_, written, change, words) => {
    const found = check(responseOf(), written, change);
    expect([found.result, found.words]).toEqual(['notChecked', expect.stringMatching(words)]);
  });
});

describe('any credentials', () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((part) => Buffer.from(part).toString('latin1'));
  const names = fc.constantFrom('username', 'realm', 'nonce', 'uri', 'qop', 'nc', 'cnonce', 'algorithm', 'userhash');

  it('are answered without a throw, and never with the password', () => {
    const parts = fc.dictionary(names, bytes);
    fc.assert(
      fc.property(parts, bytes, bytes, (written, challenge, requestUri) => {
        const quoted = Object.entries(written).map(([name, value]) => [name, `"${value}"`]);
        const found = check(responseOf(), Object.fromEntries(quoted) as object, {
          challenge: readDigestParameters(`Digest ${challenge}`),
          requestUri,
          password: 'pass-that-never-shows',
        });
        expect(JSON.stringify(found)).not.toContain('pass-that-never-shows');
        expect(found.facts.every(({ value }) => value.length <= 201)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('are answered soon, however large body and values', () => {
    const large = 'x'.repeat(4096);
    const started = performance.now();
    const found = check(
      responseOf(),
      { qop: 'auth-int', nonce: `"${large}"`, realm: `"${large}"`, uri: `"${large}"`, cnonce: `"${large}"` },
      { body: 'x'.repeat(4_000_000), requestUri: large.replace('x', 'y') },
    );
    expect(found.result).toBe('passwordDiffers');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
