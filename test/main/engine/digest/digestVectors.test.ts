import { describe, expect, it } from 'vitest';
import { checkDigest } from '../../../../main/engine/digest/checkDigest';
import { readDigestParameters } from '../../../../main/engine/digest/digestParameters';

type Vector = {
  readonly name: string;
  readonly credentials: string;
  readonly method: string;
  readonly requestUri: string;
  readonly password: string;
};

const MUFASA =
  'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", nc=00000001, qop=auth, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", ';

const VECTORS: readonly Vector[] = [
  {
    name: 'RFC 2617 §3.5',
    credentials:
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
      'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", ' +
      'response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    method: 'GET',
    requestUri: '/dir/index.html',
    password: 'Circle Of Life',
  },
  {
    name: 'RFC 7616 §3.9.1, MD5',
    credentials: `${MUFASA} algorithm=MD5, response="8ca523f5e9506fed4657c9700eebdbec"`,
    method: 'GET',
    requestUri: '/dir/index.html',
    password: 'Circle of Life',
  },
  {
    name: 'RFC 7616 §3.9.1, SHA-256',
    credentials: `${MUFASA} algorithm=SHA-256, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"`,
    method: 'GET',
    requestUri: '/dir/index.html',
    password: 'Circle of Life',
  },
  {
    name: 'a REGISTER that FreeSWITCH accepted',
    credentials:
      'Digest username="1000",realm="192.168.7.101",nonce="84af446e-92ed-418b-96c4-4ad9fee55771",' +
      'uri="sip:192.168.7.101:5070;transport=UDP",response="de6d3ab9e4a984d1a7a62d69cd00a31a",' +
      'cnonce="c7dafa660149cc55",nc=00000001,qop="auth",algorithm="MD5"',
    method: 'REGISTER',
    requestUri: 'sip:192.168.7.101:5070;transport=UDP',
    password: '1234',
  },
];

describe.each(VECTORS)('$name', ({ credentials, method, requestUri, password }) => {
  const check = (typed: string) =>
    checkDigest({
      challenge: null,
      credentials: readDigestParameters(credentials),
      method,
      requestUri,
      body: '',
      password: typed,
    });

  it('matches its password', () => expect(check(password).result).toBe('matches'));
  it('differs from another', () => {
    expect(check('1235')).toMatchObject({
      result: 'passwordDiffers',
      words: expect.stringContaining('Password differs') as string,
    });
  });
});

/** Made with Python's hashlib: alice, zanzibar, body `v=0`. */
const TABLE: readonly (readonly [string, string | null, string])[] = [
  ['MD5', null, '05eba6d8eae7a92aaea0fac93a213eed'],
  ['MD5', 'auth', '3dbb3b79c1380f0e94ef4f4376cadb8b'],
  ['MD5', 'auth-int', '8190b1eae5494ecd8b7a0519b520d6e0'],
  ['MD5-sess', null, 'bb846c333acabf67ad5cadd3ceb75274'],
  ['MD5-sess', 'auth', '469f0042b4d4f8a3dfe9a5a476218755'],
  ['MD5-sess', 'auth-int', '4a8312f89712e936bf0bef52610a59dd'],
  ['SHA-256', null, 'c4c4dc30bea01fb7e7ecb8a630c6f5e67ed86a87b3e6cc85941f3a05bdec2c50'],
  ['SHA-256', 'auth', 'a8961b9017927b31b910f35fda4db293f523b33bf1c2b1fa2d9f8d95bc648cb3'],
  ['SHA-256', 'auth-int', '873f211e41bbd33bf16264b0fe68f187dd3df53c2cec924666cbf9201e0528b5'],
  ['SHA-256-sess', null, '01d4aed98edacae69b790cae28b4e70fb4b5fc6b591f86a69aa8f2d59cd4828c'],
  ['SHA-256-sess', 'auth', '90fe980d0a078133599f5df9319fa2abe6587277c6d171d9a74769b9c0ec5bb6'],
  ['SHA-256-sess', 'auth-int', '2bb56063a1443a2df957fbf67454b7b837f66ea16744d476aeffa8c2f27624e7'],
  ['SHA-512-256', null, 'd35afdadc9ed956d726056251770a1aff5150a0c436c64fa27229aef820316ae'],
  ['SHA-512-256', 'auth', '53e71b62866a858637c92569fcd5cfa03c122362517bfdebb6272528391a3b20'],
  ['SHA-512-256', 'auth-int', '884e1f6079cd005549cf78baef2949b90dd4b25d2cd52831cad7de957c1467cb'],
  ['SHA-512-256-sess', null, '3906985bfe57affa8191528db8695d89f137e7bd9e0bb0141408a20b30ee0c5d'],
  ['SHA-512-256-sess', 'auth', '72b7091f3ca467d751c0c0a93612dbbe90cf787706409490d55b9f2b0e373776'],
  ['SHA-512-256-sess', 'auth-int', '39e21a5d71289ec98a21cb3938e751f747a81f41bf474321f069881f45846de0'],
];

describe.each(TABLE)('%s with qop %s', (algorithm, qop, response) => {
  it.each([
    ['zanzibar', 'matches'],
    ['Zanzibar', 'passwordDiffers'],
  ])('and the password %s: %s', (password, result) => {
    const protection = `${qop === null ? '' : `qop=${qop}, nc=00000001, `}cnonce="xyz"`;
    const credentials = readDigestParameters(
      `Digest username="alice", realm="atlanta.example", nonce="abc123", uri="sip:atlanta.example", ` +
        `algorithm=${algorithm}, ${protection}, response="${response.toUpperCase()}"`,
    );
    const requestUri = 'sip:atlanta.example';
    const question = { challenge: null, credentials, method: 'REGISTER', requestUri, body: 'v=0', password };
    expect(checkDigest(question).result).toBe(result);
  });
});
