import { describe, expect, it } from 'vitest';
import { ALICE, BOB } from '../signalling/signallingBench';
import { challenge, credentials, RegisterTalk } from './registerTalk';

describe('what is worth saying of an attempt', () => {
  const asked = (more = ', qop="auth", opaque="o1"'): RegisterTalk =>
    new RegisterTalk().ask().answer(401, [challenge('n1', more)]);
  const full = ', qop=auth, nc=00000001, cnonce="c", opaque="o1"';
  it.each<[string, () => RegisterTalk, readonly string[]]>([
    [
      'nothing of what is right',
      () =>
        asked()
          .ask([credentials('n1', full)])
          .answer(200),
      [],
    ],
    [
      'another realm',
      () =>
        asked()
          .ask([credentials('n1', full, 'pbx')])
          .answer(401),
      ["realm is not the challenge's"],
    ],
    [
      'another nonce',
      () =>
        asked()
          .ask([credentials('n0', full)])
          .answer(401),
      ["nonce is not the challenge's"],
    ],
    [
      'another opaque',
      () =>
        asked()
          .ask([credentials('n1', full.replace('o1', 'o2'))])
          .answer(401),
      ["opaque is not the challenge's"],
    ],
    [
      'no opaque',
      () =>
        asked()
          .ask([credentials('n1', full.replace(', opaque="o1"', ''))])
          .answer(401),
      ['opaque of the challenge is left out'],
    ],
    [
      'no qop',
      () =>
        asked()
          .ask([credentials('n1', ', opaque="o1"')])
          .answer(401),
      ['qop auth is offered and not used'],
    ],
    [
      'a qop of its own',
      () =>
        asked()
          .ask([credentials('n1', full.replace('auth', 'auth-int'))])
          .answer(401),
      ['qop auth-int is not offered', 'auth-int: the body is protected too'],
    ],
    [
      'qop without its parts',
      () =>
        asked()
          .ask([credentials('n1', ', qop=auth, opaque="o1"')])
          .answer(401),
      ['qop needs nc and cnonce'],
    ],
    [
      'another algorithm',
      () =>
        asked()
          .ask([credentials('n1', `${full}, algorithm=SHA-256`)])
          .answer(401),
      ['algorithm is SHA-256, the challenge asks for MD5'],
    ],
    [
      'an unknown algorithm',
      () =>
        asked()
          .ask([credentials('n1', `${full}, algorithm=ROT13`)])
          .answer(401),
      ['algorithm ROT13 is none of RFC 7616 and RFC 8760', 'algorithm is ROT13, the challenge asks for MD5'],
    ],
    [
      'AKA',
      () =>
        asked(', algorithm=AKAv1-MD5')
          .ask([credentials('n1', ', algorithm=AKAv1-MD5')])
          .answer(200),
      ["AKAv1-MD5: the password is made by the SIM from the network's challenge (RFC 3310)"],
    ],
    [
      'another uri',
      () =>
        asked()
          .ask([credentials('n1', full).replace('sip:example.org', 'sip:pbx')])
          .answer(200),
      ['uri is not the Request-URI'],
    ],
    [
      'another user',
      () =>
        asked()
          .ask([credentials('n1', full).replace('alice', 'bob')])
          .answer(200),
      ['user name is not alice, the user of the address of record'],
    ],
    [
      'not a user name with its domain',
      () =>
        asked()
          .ask([credentials('n1', full).replace('alice', 'alice@example.org')])
          .answer(200),
      [],
    ],
    [
      'another scheme',
      () => asked().ask(['Authorization: Basic YTpi']).answer(403),
      ['scheme Basic is not Digest (RFC 3261 §22)'],
    ],
    [
      'an nc used twice',
      () =>
        asked()
          .ask([credentials('n1', full)])
          .answer(200)
          .ask([credentials('n1', full)])
          .answer(200),
      ['nc 00000001 used twice with the same nonce'],
    ],
    [
      'no nc that counts up',
      () =>
        asked()
          .ask([credentials('n1', full)])
          .answer(200)
          .ask([credentials('n1', full.replace('01', '02'))])
          .answer(200),
      [],
    ],
    [
      'a stale nonce',
      () =>
        asked()
          .ask([credentials('n1', full)])
          .answer(401, [challenge('n2', ', stale=true')]),
      ['the registrar calls the nonce stale, not the password wrong'],
    ],
    [
      'several challenges',
      () => new RegisterTalk().ask().answer(401, [challenge('a', ', algorithm=SHA-256'), challenge('b')]),
      ['2 challenges: SHA-256, MD5'],
    ],
    [
      'an interval too brief',
      () => new RegisterTalk().ask(['Expires: 30']).answer(423, ['Min-Expires: 3600']),
      ['asked for 30 s, the registrar takes 3,600 s and more (Min-Expires)'],
    ],
    [
      'when to try again',
      () => new RegisterTalk().ask().answer(503, ['Retry-After: 120 (maintenance)']),
      ['to be tried again after 120 s (Retry-After)'],
    ],
    [
      'being sent again',
      () => new RegisterTalk().ask([], { atMs: 0 }).again([], { atMs: 500 }).again([], { atMs: 1500 }),
      ['sent again 2 times'],
    ],
    ['coming back', () => new RegisterTalk().ask().again([], { by: BOB, at: ALICE }), ['came back to its sender']],
  ])('%s', (_, say, remarks) => {
    expect(say().story().attempts.at(-1)?.remarks).toEqual(remarks);
  });
});
