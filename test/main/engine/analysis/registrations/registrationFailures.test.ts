import { describe, expect, it } from 'vitest';
import type { RegistrationFailure } from '../../../../../shared/protocol/registrationStory';
import type { RegistrationScenarioKind } from '../../../../../shared/sip/scenarios';
import { ALICE, BOB, PROXY } from '../signalling/signallingBench';
import { challenge, credentials, RegisterTalk } from './registerTalk';

type Case = [string, (talk: RegisterTalk) => RegisterTalk, RegistrationScenarioKind, RegistrationFailure | null];

const challenged = (talk: RegisterTalk, nonce = 'n1', more = ''): RegisterTalk =>
  talk.ask().answer(401, [challenge(nonce, more)]);
const registered = (talk: RegisterTalk): RegisterTalk =>
  challenged(talk)
    .ask([credentials('n1')])
    .answer(200);

const wrong: readonly Case[] = [
  [
    'challenged again for the same nonce',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(401, [challenge('n1')]),
    'unsuccessful',
    'wrongPassword',
  ],
  [
    'challenged again with a new nonce',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(401, [challenge('n2')]),
    'unsuccessful',
    'wrongPassword',
  ],
  [
    'forbidden after credentials',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(403),
    'unsuccessful',
    'credentialsRefused',
  ],
  [
    'credentials before the capture, same nonce again',
    (t) => t.ask([credentials('n0')]).answer(401, [challenge('n0')]),
    'unsuccessful',
    'wrongPassword',
  ],
  [
    'a realm of its own',
    (t) =>
      challenged(t)
        .ask([credentials('n1', '', 'pbx')])
        .answer(401, [challenge('n2')]),
    'unsuccessful',
    'wrongRealm',
  ],
  [
    'a realm of its own, then forbidden',
    (t) =>
      challenged(t)
        .ask([credentials('n1', '', 'pbx')])
        .answer(403),
    'unsuccessful',
    'wrongRealm',
  ],
  [
    'a nonce called stale',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(401, [challenge('n2', ', stale=TRUE')]),
    'unsuccessful',
    'staleNonce',
  ],
  [
    'a nonce that is not the challenge’s',
    (t) =>
      challenged(t)
        .ask([credentials('old')])
        .answer(401, [challenge('n2')]),
    'unsuccessful',
    'staleNonce',
  ],
  [
    'a nonce that was accepted before',
    (t) =>
      registered(t)
        .ask([credentials('n1', ', nc=00000002')])
        .answer(401, [challenge('n2')]),
    'unsuccessful',
    'staleNonce',
  ],
  ['no user of this name', (t) => t.ask().answer(404), 'unsuccessful', 'unknownUser'],
  ['no user of this name anywhere', (t) => t.ask().answer(604), 'unsuccessful', 'unknownUser'],
  ['forbidden before any challenge', (t) => t.ask().answer(403), 'unsuccessful', 'unknownUser'],
  [
    'forbidden where it was registered before',
    (t) =>
      registered(t)
        .ask([credentials('n1')])
        .answer(403),
    'unsuccessful',
    'forbidden',
  ],
  ['forbidden without answering the challenge', (t) => challenged(t).ask().answer(403), 'unsuccessful', 'forbidden'],
  ['a challenge that nothing follows', (t) => challenged(t), 'unsuccessful', 'challengeNotAnswered'],
  [
    'a challenge to a user name with an empty response',
    (t) => t.ask([credentials('').replace(/response="\w+"/, 'response=""')]).answer(401, [challenge('n1')]),
    'unsuccessful',
    'challengeNotAnswered',
  ],
  [
    'AKA credentials that ask for another challenge',
    (t) =>
      challenged(t)
        .ask([credentials('n1', ', auts="abc"')])
        .answer(401, [challenge('n2')]),
    'unsuccessful',
    'challengeNotAnswered',
  ],
  [
    'a proxy that asks after the registrar',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(407, ['Proxy-Authenticate: Digest realm="edge", nonce="p"']),
    'unsuccessful',
    'challengeNotAnswered',
  ],
  [
    'an interval too brief',
    (t) => t.ask(['Expires: 10']).answer(423, ['Min-Expires: 60']),
    'unsuccessful',
    'intervalTooBrief',
  ],
  ['a loop', (t) => t.ask().answer(482), 'unsuccessful', 'loop'],
  ['too many hops', (t) => t.ask().answer(483), 'unsuccessful', 'loop'],
  ['its own REGISTER coming back', (t) => t.ask().again([], { by: BOB, at: ALICE }), 'unsuccessful', 'loop'],
  ['a registrar in trouble', (t) => t.ask().answer(503), 'unsuccessful', 'serverFailure'],
  ['a registrar that a proxy cannot reach', (t) => t.ask().answer(408), 'unsuccessful', 'noAnswer'],
  ['anything else', (t) => t.ask().answer(420), 'unsuccessful', 'rejected'],
  ['a redirection', (t) => t.ask().answer(302), 'unsuccessful', 'rejected'],
  [
    'no answer to a REGISTER sent again',
    (t) => t.ask([], { atMs: 0 }).again([], { atMs: 500 }),
    'unanswered',
    'noAnswer',
  ],
  ['no answer of a registrar that speaks', (t) => t.registrarSpeaks().ask(), 'unanswered', 'noAnswer'],
];

const right: readonly Case[] = [
  ['challenge and answer', registered, 'registration', null],
  ['no challenge', (t) => t.ask().answer(200), 'registration', null],
  [
    'a refresh',
    (t) =>
      registered(t)
        .ask([credentials('n1', ', nc=00000002')])
        .answer(200),
    'update',
    null,
  ],
  [
    'a new registration after the last ran out',
    (t) => t.ask(['Expires: 60']).answer(200).ask(['Expires: 60'], { atMs: 90_000 }).answer(200),
    'registration',
    null,
  ],
  [
    'a cancellation',
    (t) =>
      registered(t)
        .ask(['Expires: 0', credentials('n1')])
        .answer(200),
    'cancellation',
    null,
  ],
  [
    'a new registration after a cancellation',
    (t) => registered(t).ask(['Expires: 0']).answer(200).ask().answer(200),
    'registration',
    null,
  ],
  ['a query', (t) => t.ask([], { contact: null }).answer(200), 'query', null],
  [
    'a query between two refreshes',
    (t) => registered(t).ask([], { contact: null }).answer(200).ask().answer(200),
    'update',
    null,
  ],
  [
    'a stale nonce that is renewed',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(401, [challenge('n2', ', stale=true')])
        .ask([credentials('n2')])
        .answer(200),
    'registration',
    null,
  ],
  [
    'a longer interval after 423',
    (t) => t.ask(['Expires: 10']).answer(423).ask(['Expires: 60']).answer(200),
    'registration',
    null,
  ],
  [
    'the nonce that the answer before handed on',
    (t) =>
      registered(t)
        .answer(200, ['Authentication-Info: nextnonce="n9"'])
        .ask([credentials('n9')])
        .answer(200),
    'update',
    null,
  ],
  [
    'a wrong password, then the right one',
    (t) =>
      challenged(t)
        .ask([credentials('n1')])
        .answer(401, [challenge('n2')])
        .ask([credentials('n2')])
        .answer(200),
    'registration',
    null,
  ],
];

const untold: readonly Case[] = [
  ['a REGISTER alone', (t) => t.ask(), 'cannotTell', null],
  ['requests alone, one with credentials', (t) => t.ask().ask([credentials('n1')]), 'cannotTell', null],
  ['answers alone', (t) => t.answer(401, [challenge('n1')]).answer(200), 'cannotTell', null],
  ['a challenge alone', (t) => t.answer(401, [challenge('n1')]), 'cannotTell', null],
  ['credentials for a challenge before the capture', (t) => t.ask([credentials('n0')]).answer(200), 'cannotTell', null],
  [
    'a copy of a REGISTER, of which no answer was seen',
    (t) => t.ask([], { atMs: 0 }).again([], { atMs: 1 }),
    'cannotTell',
    null,
  ],
];

describe.each([
  ['a registration that fails', wrong],
  ['a registration that succeeds', right],
  ['what the capture does not tell', untold],
])('%s', (_, cases) => {
  it.each(cases)('%s', (_name, say, scenario, failure) => {
    const { scenario: told, failure: why } = say(new RegisterTalk()).ended();
    expect([told, why]).toEqual([scenario, failure]);
  });
});

describe('an answer alone that says why', () => {
  it.each<[number, RegistrationFailure]>([
    [404, 'unknownUser'],
    [403, 'forbidden'],
    [500, 'serverFailure'],
  ])('%i', (status, failure) => {
    expect(new RegisterTalk().answer(status).ended()).toMatchObject({ scenario: 'unsuccessful', failure });
  });
});

describe('where the capture ends just after', () => {
  it.each<[string, (talk: RegisterTalk) => RegisterTalk]>([
    ['a challenge', (t) => challenged(t)],
    ['a REGISTER', (t) => t.registrarSpeaks().ask()],
    ['credentials', (t) => challenged(t).ask([credentials('n1')])],
  ])('%s nobody can tell', (_, say) => {
    expect(say(new RegisterTalk()).ended(100)).toMatchObject({ scenario: 'cannotTell', failure: null });
    expect(say(new RegisterTalk()).ended(5000).failure).not.toBeNull();
  });

  it('another challenge it is told', () => {
    const talk = challenged(new RegisterTalk())
      .ask([credentials('n1')])
      .answer(401, [challenge('n2')]);
    expect(talk.ended(0).failure).toBe('wrongPassword');
  });
});

describe('while it goes on', () => {
  it('a challenge is no failure yet, and is one when nothing followed for 32 s', () => {
    const talk = challenged(new RegisterTalk());
    expect(talk.bench.registration()).toMatchObject({ outcome: 'challenged', scenario: 'cannotTell', failure: null });
    talk.bench.analysis.takeChanged();
    talk.registrarSpeaks();
    talk.bench.fromBob(40_000, 'OPTIONS sip:a SIP/2.0\r\nCSeq: 2 OPTIONS\r\n\r\n');
    expect(talk.bench.registration()).toMatchObject({ scenario: 'unsuccessful', failure: 'challengeNotAnswered' });
    expect(talk.bench.analysis.takeChanged().registrations).toHaveLength(1);
  });

  it('a refresh that is challenged keeps what stood before', () => {
    const talk = registered(new RegisterTalk())
      .ask()
      .answer(401, [challenge('n2')]);
    expect(talk.bench.registration()).toMatchObject({ outcome: 'challenged', scenario: 'registration', failure: null });
  });
});

describe('phones of one user', () => {
  it('are challenged apart from each other', () => {
    const other = { callId: 'register-2', fromTag: 'desk' };
    const talk = new RegisterTalk();
    talk.ask().answer(401, [challenge('n1')]);
    talk.ask([], other).answer(401, [challenge('m1')], other);
    talk.ask([credentials('n1')]).answer(401, [challenge('n2')]);
    expect(talk.bench.registration().failure).toBe('wrongPassword');
    talk.ask([credentials('m1')], other).answer(200, [], other);
    expect(talk.ended()).toMatchObject({ scenario: 'registration', failure: null });
  });
});

describe('over hops', () => {
  it('is judged by what the challenge was when the credentials were sent', () => {
    const inner = { branches: ['z9hG4bKi', 'z9hG4bKo'], by: PROXY, at: BOB };
    const back = { branches: ['z9hG4bKi', 'z9hG4bKo'], by: BOB, at: PROXY };
    const talk = challenged(new RegisterTalk());
    talk.ask([credentials('n1')], { at: PROXY }).again([credentials('n1')], inner);
    talk.answer(401, [challenge('n2')], back).answer(401, [challenge('n2')], { by: PROXY, at: ALICE });
    expect(talk.ended()).toMatchObject({ failure: 'wrongPassword', attemptCount: 2 });
  });
});

describe('behind NAT', () => {
  const at = (address: string, port = 5060) => ({ address, port });
  it.each<[string, (talk: RegisterTalk) => RegisterTalk, boolean | null]>([
    ['not when contact and packets agree', (t) => t.ask().answer(200), false],
    ['not when only the port differs', (t) => t.ask([], { by: at('192.0.2.1', 40_112) }), false],
    ['when packets come from elsewhere', (t) => t.ask([], { by: at('203.0.113.7', 40_112) }), true],
    ['not told by a name', (t) => t.ask([], { contact: '<sip:alice@phone.example.org>' }), null],
    ['not told without a contact', (t) => t.ask([], { contact: null }), null],
    [
      'when the Via of the answer says so',
      (t) => t.ask().answer(200, [], { branches: ['z9hG4bK-register-1-1;received=203.0.113.7;rport=4000'] }),
      true,
    ],
    [
      'not when a proxy says that it agrees',
      (t) => t.ask([], { branches: ['a', 'b;received=192.0.2.1'], by: PROXY }),
      false,
    ],
    [
      'when a proxy says that it differs',
      (t) => t.ask([], { branches: ['a', 'b;received=203.0.113.7'], by: PROXY }),
      true,
    ],
    [
      'not where IPv6 is only written in another way',
      (t) => t.ask([], { contact: '<sip:a@[2001:DB8:0::1]>', by: at('2001:db8::1') }),
      false,
    ],
  ])('%s', (_, say, behindNat) => {
    expect(say(new RegisterTalk()).ended().behindNat).toBe(behindNat);
  });
});
