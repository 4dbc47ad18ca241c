import { describe, expect, it } from 'vitest';
import { ALICE, BOB, PROXY } from '../signalling/signallingBench';
import { challenge, credentials, RegisterTalk } from './registerTalk';

const CONTACT = '<sip:alice@192.0.2.1:5060>';

const registered = (talk = new RegisterTalk()): RegisterTalk =>
  talk
    .ask(['Expires: 3600'])
    .answer(401, [challenge('n1', ', qop="auth,auth-int", opaque="o1", algorithm=MD5')])
    .ask(['Expires: 3600', credentials('n1', ', qop=auth, nc=00000001, cnonce="c", opaque="o1"')])
    .answer(200, [], { contact: `${CONTACT};expires=1800` });

describe('the story of a registration', () => {
  it('tells each attempt with its messages, terms, challenge and answer', () => {
    const { attempts } = registered().story();
    expect(attempts).toHaveLength(2);
    expect(attempts[0]).toMatchObject({
      cseq: 1,
      atMs: 10,
      request: 0,
      response: 1,
      status: 401,
      roundTripMs: 10,
      purpose: 'register',
      askedS: 3600,
      grantedS: null,
      challenge: { realm: 'example.org', nonce: 'n1', qop: ['auth', 'auth-int'], opaque: 'o1', stale: false },
      credentials: null,
      answersTo: null,
      failure: null,
    });
    expect(attempts[1]).toMatchObject({
      request: 2,
      response: 3,
      status: 200,
      grantedS: 1800,
      challenge: null,
      credentials: { username: 'alice', nonce: 'n1', qop: 'auth', nc: '00000001', cnonce: 'c', check: 'notChecked' },
      answersTo: { nonce: 'n1' },
      remarks: ['asked for 3,600 s, granted 1,800 s'],
      failure: null,
    });
  });

  it('says what came of it, and which messages prove it', () => {
    const { verdict, evictedMessages, omittedMessages } = registered().story();
    expect(verdict).toEqual({ words: 'Registered for 1,800 s', confidence: 'certain', messages: [1, 2, 3] });
    expect([evictedMessages, omittedMessages]).toEqual([0, 0]);
  });

  it('makes one attempt of a REGISTER on two hops, measured on the first', () => {
    const inner = { branches: ['z9hG4bKi', 'z9hG4bKo'] };
    const talk = new RegisterTalk().ask([], { at: PROXY }).again([], { ...inner, by: PROXY, at: BOB });
    talk.answer(200, [], { ...inner, by: BOB, at: PROXY }).answer(200, [], { by: PROXY, at: ALICE });
    const { attempts } = talk.story();
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({ request: 0, response: 3, roundTripMs: 30, remarks: [] });
  });

  it('tells an answer without its REGISTER', () => {
    const { attempts, verdict } = new RegisterTalk().answer(200).story();
    expect(attempts[0]).toMatchObject({ request: null, purpose: null, status: 200, failure: null });
    expect(verdict.words).toBe('The registrar accepts a REGISTER that is not in the capture');
  });

  it('checks credentials with what it is given', () => {
    const { attempts } = registered().story({ checkOf: ({ index }) => (index === 2 ? 'matches' : 'notChecked') });
    expect(attempts[1]?.credentials?.check).toBe('matches');
  });

  it('takes in the latest messages of a long one', () => {
    const talk = registered();
    for (let n = 0; n < 10; n += 1) talk.ask(['Expires: 3600']).answer(200);
    const { attempts, omittedMessages, messages } = talk.story({ mostMessages: 6 });
    expect([attempts.length, omittedMessages, messages.length]).toEqual([3, 18, 24]);
  });

  it('counts what the ring has overwritten, and blames nobody for it', () => {
    const { attempts, evictedMessages, verdict } = registered().story({ readMessage: () => 'evicted' });
    expect(evictedMessages).toBe(4);
    expect(attempts.map(({ failure, challenge: asked }) => [failure, asked])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(verdict.words).toBe('Registered for 1,800 s');
  });
});

describe('with hindsight', () => {
  it.each<[string, () => RegisterTalk, readonly (string | null)[]]>([
    ['a challenge that was answered is no failure', () => registered(), [null, null]],
    [
      'a nonce that was renewed is none',
      () =>
        new RegisterTalk()
          .ask([credentials('n0')])
          .answer(401, [challenge('n1', ', stale=true')])
          .ask([credentials('n1')])
          .answer(200),
      [null, null],
    ],
    [
      'a nonce that was renewed in vain is one',
      () =>
        new RegisterTalk()
          .ask([credentials('n0')])
          .answer(401, [challenge('n1', ', stale=true')])
          .ask([credentials('n1')])
          .answer(401, [challenge('n2')]),
      ['staleNonce', 'wrongPassword'],
    ],
    [
      'a longer interval is none',
      () => new RegisterTalk().ask(['Expires: 1']).answer(423).ask(['Expires: 60']).answer(200),
      [null, null],
    ],
    [
      'a challenge that was let go is one',
      () =>
        new RegisterTalk()
          .ask()
          .answer(401, [challenge('n1')])
          .ask()
          .answer(401, [challenge('n2')]),
      ['challengeNotAnswered', 'challengeNotAnswered'],
    ],
  ])('%s', (_, say, failures) => {
    expect(
      say()
        .story()
        .attempts.map(({ failure }) => failure),
    ).toEqual(failures);
  });
});

describe('bindings and routes', () => {
  it('are those of the last 200, with what is known of each', () => {
    const own = '<sip:alice@192.0.2.1:5060;ob>;expires=60;q=0.7;+sip.instance="<urn:uuid:1>";reg-id=1';
    const gruu = ';pub-gruu="sip:alice@example.org;gr=1";temp-gruu="sip:t@example.org;gr"';
    const { bindings, path, serviceRoute } = new RegisterTalk()
      .ask()
      .answer(200, ['Path: <sip:edge.example.org;lr;ob>, <sip:core;lr>', 'Service-Route: <sip:core;lr>'], {
        contact: `${own}${gruu}, <sip:desk@192.0.2.8>;expires=7`,
      })
      .story();
    expect(bindings).toEqual([
      {
        contact: 'sip:alice@192.0.2.1:5060;ob',
        expiresS: 60,
        q: '0.7',
        instance: '<urn:uuid:1>',
        regId: '1',
        publicGruu: 'sip:alice@example.org;gr=1',
        temporaryGruu: 'sip:t@example.org;gr',
        own: true,
      },
      expect.objectContaining({ contact: 'sip:desk@192.0.2.8', expiresS: 7, own: false }),
    ]);
    expect(path).toEqual(['<sip:edge.example.org;lr;ob>', '<sip:core;lr>']);
    expect(serviceRoute).toEqual(['<sip:core;lr>']);
  });

  it.each<[string, readonly string[], string, readonly string[], string]>([
    [
      'asked for and taken',
      ['Supported: path, outbound'],
      ';reg-id=1;+sip.instance="<urn:uuid:1>"',
      ['Require: outbound', 'Flow-Timer: 120'],
      'asked for with reg-id 1 of <urn:uuid:1>, taken by the registrar; a keepalive is due every 120 s (Flow-Timer)',
    ],
    [
      'asked for and not taken',
      [],
      ';reg-id=1;+sip.instance="<urn:uuid:1>"',
      [],
      'asked for with reg-id 1 of <urn:uuid:1>, not taken: the answer has no Require: outbound',
    ],
    ['supported', ['Supported: outbound'], '', [], 'supported by the phone, and not asked for'],
    ['kept by the edge', ['Path: <sip:edge;lr;ob>'], '', [], 'the edge proxy keeps the flow (;ob in Path)'],
    ['not spoken of', [], '', [], ''],
  ])('outbound is %s', (_, headers, parameters, answered, words) => {
    const talk = new RegisterTalk().ask(headers, { contact: `${CONTACT}${parameters}` }).answer(200, answered);
    expect(talk.story().outbound).toBe(words);
  });
});

describe('behind NAT', () => {
  it.each<[string, () => RegisterTalk, string, string]>([
    [
      'packets from elsewhere',
      () => new RegisterTalk().ask([], { by: { address: '203.0.113.7', port: 40_112 } }),
      'behindNat',
      'Contact says 192.0.2.1:5060, packets come from 203.0.113.7:40112',
    ],
    [
      'a Via that says so',
      () =>
        new RegisterTalk()
          .ask()
          .answer(200, [], { branches: ['z9hG4bK-register-1-1;received=203.0.113.7;rport=4000'] }),
      'behindNat',
      'Contact says 192.0.2.1:5060, the Via tells that packets come from 203.0.113.7:4000',
    ],
    ['agreement', () => new RegisterTalk().ask(), 'none', 'Contact and packets agree: 192.0.2.1:5060'],
    [
      'another port',
      () => new RegisterTalk().ask([], { by: { address: '192.0.2.1', port: 9 } }),
      'none',
      'Contact and packets agree on 192.0.2.1; the Contact says port 5060, packets come from 9',
    ],
    [
      'WebSocket',
      () => new RegisterTalk().ask([], { contact: '<sip:a@x.invalid;transport=ws>' }),
      'notTold',
      'The Contact is a placeholder: the phone is reached over the connection it registered on (RFC 7118)',
    ],
    [
      'a name',
      () => new RegisterTalk().ask([], { contact: '<sip:a@phone.example.org>' }),
      'notTold',
      'The Contact is the name phone.example.org: whether packets come from there is not in the capture',
    ],
    ['no contact', () => new RegisterTalk().ask([], { contact: null }), 'notTold', 'No contact was seen'],
  ])('%s', (_, say, kind, words) => {
    expect(say().story().nat).toMatchObject({ kind, words });
  });
});

describe('row and story', () => {
  const via = { branches: ['z9hG4bK-register-1-1;received=203.0.113.7'] };
  it.each<[string, () => RegisterTalk]>([
    ['a registration', () => new RegisterTalk().ask().answer(200, [], via)],
    ['a cancellation', () => new RegisterTalk().ask(['Expires: 0']).answer(200, [], via)],
    ['a refusal', () => new RegisterTalk().ask().answer(403, [], via)],
  ])('say the same of the NAT before %s', (_, say) => {
    const { registration, nat } = say().story();
    expect([registration.behindNat, nat.kind]).toEqual([true, 'behindNat']);
  });
});
