/** Made stories for tests of the window: what the engine tells of one call, registration, exchange or pair of hosts. */
import { exchangeKey, frameNumber, keepaliveKey, messageIndex } from '../../shared/ids';
import type { CallStory } from '../../shared/protocol/callStory';
import type { ExchangeRow, KeepaliveRow } from '../../shared/protocol/exchangeRows';
import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { madeCall, madeMessage, madeRegistration } from './rows';

const A = { address: '10.0.0.1', port: 5060 };
const B = { address: '10.0.0.99', port: 5060 };
const party = (user: string) => ({ uri: `sip:${user}@example.test`, display: '', user, tag: '' });

export function madeCallStory(n: number, change: Partial<CallStory> = {}): CallStory {
  const call = madeCall(n);
  return {
    call,
    group: null,
    moments: [
      {
        atMs: call.startedAtMs,
        message: messageIndex(n * 7),
        words: 'INVITE by the caller',
        reference: '',
        tone: 'plain',
      },
      {
        atMs: call.startedAtMs + 2400,
        message: messageIndex(n * 7 + 3),
        words: 'Answered with 200 OK',
        reference: 'RFC 3261 §13.2.2.4',
        tone: 'good',
      },
    ],
    dialogs: [
      {
        callerTag: 'a',
        calleeTag: 'b',
        state: 'confirmed',
        callerTarget: 'sip:1000@10.0.0.1:5060',
        calleeTarget: 'sip:2000@10.0.0.99:5060',
        routeSet: [],
        startedAtMs: call.startedAtMs + 800,
        confirmedAtMs: call.startedAtMs + 2400,
        endedAtMs: null,
        endedBy: null,
        sessionTimer: null,
      },
    ],
    negotiations: [
      {
        offer: messageIndex(n * 7),
        offeredBy: 'caller',
        atMs: call.startedAtMs,
        words: 'early offer in INVITE',
        answer: messageIndex(n * 7 + 3),
        answeredAtMs: call.startedAtMs + 2400,
        outcome: 'agreed',
        media: [
          {
            type: 'audio',
            accepted: true,
            callerToCallee: { codec: 'PCMU/8000', payloadType: 0, ptimeMs: 20, dtmfPayloadType: 101 },
            calleeToCaller: { codec: 'PCMU/8000', payloadType: 0, ptimeMs: 20, dtmfPayloadType: 101 },
            callerEndpoint: { address: '10.0.0.1', port: 10_000 },
            calleeEndpoint: { address: '10.0.0.99', port: 20_000 },
            profile: 'RTP/AVP',
            crypto: '',
            ice: false,
            heldBy: 'none',
          },
        ],
        changes: [],
      },
    ],
    transactions: [
      {
        transaction: n * 7,
        method: 'INVITE',
        by: 'caller',
        source: A,
        destination: B,
        request: messageIndex(n * 7),
        startedAtMs: call.startedAtMs,
        firstResponseMs: 12,
        finalStatus: 200,
        finalMs: 2400,
        retransmissions: 0,
        copies: 0,
        outcome: 'ended',
      },
    ],
    evictedMessages: 0,
    omittedMessages: 0,
    ...change,
  };
}

const madeChallenge = {
  scheme: 'Digest',
  realm: 'example.test',
  nonce: '84af446e',
  algorithm: 'MD5',
  qop: ['auth'],
  stale: false,
  opaque: null,
} as const;

/** Challenged, tried again, and registered through an edge proxy by a phone behind NAT. */
export function madeRegistrationStory(n: number, change: Partial<RegistrationStory> = {}): RegistrationStory {
  const registration = madeRegistration(n);
  const common = { callId: 'registration@10.0.0.1', purpose: 'register', askedS: 3600, failure: null } as const;
  return {
    registration,
    messages: [0, 1, 2, 3].map((index) => madeMessage(index, null)),
    attempts: [
      {
        ...common,
        cseq: 1,
        atMs: registration.firstAtMs,
        request: messageIndex(0),
        response: messageIndex(1),
        status: 401,
        reason: 'Unauthorized',
        roundTripMs: 4.2,
        grantedS: null,
        challenge: madeChallenge,
        credentials: null,
        answersTo: null,
        remarks: [],
      },
      {
        ...common,
        cseq: 2,
        atMs: registration.firstAtMs + 20,
        request: messageIndex(2),
        response: messageIndex(3),
        status: 200,
        reason: 'OK',
        roundTripMs: 6.1,
        grantedS: 1800,
        challenge: null,
        credentials: {
          scheme: 'Digest',
          username: '1000',
          realm: 'example.test',
          nonce: '84af446e',
          uri: 'sip:example.test',
          response: 'de6d3ab9e4a984d1a7a62d69cd00a31a',
          algorithm: 'MD5',
          qop: 'auth',
          cnonce: 'c7dafa66',
          nc: '00000001',
          opaque: null,
          check: 'notChecked',
        },
        answersTo: madeChallenge,
        remarks: ['asked for 3,600 s, granted 1,800 s'],
      },
    ],
    bindings: [
      {
        contact: registration.contact,
        expiresS: 1800,
        q: '0.7',
        instance: '<urn:uuid:1>',
        regId: '1',
        publicGruu: 'sip:1000@example.test;gr=1',
        temporaryGruu: '',
        own: true,
      },
      {
        contact: 'sip:1000@10.0.0.8',
        expiresS: 60,
        q: '',
        instance: '',
        regId: '',
        publicGruu: '',
        temporaryGruu: '',
        own: false,
      },
    ],
    path: ['<sip:edge.example.test;lr;ob>'],
    serviceRoute: ['<sip:core.example.test;lr>'],
    outbound: 'asked for with reg-id 1 of <urn:uuid:1>, taken by the registrar',
    nat: {
      kind: 'behindNat',
      words: 'Contact says 10.0.0.1:5060, packets come from 203.0.113.7:40112',
      contact: A,
      source: { address: '203.0.113.7', port: 40_112 },
    },
    keepalive: null,
    verdict: {
      words: 'Registered for 1,800 s',
      confidence: 'certain',
      messages: [messageIndex(1), messageIndex(2), messageIndex(3)],
    },
    evictedMessages: 0,
    omittedMessages: 0,
    ...change,
  };
}

export function madeExchange(n: number, change: Partial<ExchangeRow> = {}): ExchangeRow {
  const kinds = ['message', 'options', 'subscription', 'messageWaiting', 'presence', 'publish'] as const;
  const kind = kinds[n % kinds.length]!;
  return {
    key: exchangeKey(`exchange-${n}`),
    kind,
    event: kind === 'presence' ? 'presence' : '',
    state: 'done',
    words: 'made exchange',
    from: party('1000'),
    to: party('2000'),
    source: A,
    destination: B,
    callId: `exchange-${n}@10.0.0.1`,
    startedAtMs: n * 800,
    lastAtMs: n * 800 + 40,
    status: 200,
    reason: 'OK',
    roundTripMs: 12.5,
    expiresS: null,
    messageCount: 2,
    messages: [messageIndex(0), messageIndex(1)],
    ...change,
  };
}

export function madeKeepalive(n: number, change: Partial<KeepaliveRow> = {}): KeepaliveRow {
  const down = n % 3 === 2;
  return {
    key: keepaliveKey(`keepalive-${n}`),
    method: 'options',
    source: { address: `10.0.0.${n + 1}`, port: 5060 },
    destination: B,
    firstAtMs: 0,
    lastAtMs: 600_000,
    sent: 20,
    answered: down ? 12 : 20,
    lost: down ? 8 : 0,
    unansweredAtEnd: 0,
    intervalMs: 30_000,
    minRoundTripMs: 1.1,
    medianRoundTripMs: 2.4,
    maxRoundTripMs: 9.8,
    lastStatus: 200,
    state: down ? 'down' : 'up',
    changes: [
      { atMs: 0, frame: frameNumber(1), up: true, words: '200 OK' },
      ...(down ? [{ atMs: 360_000, frame: frameNumber(900), up: false, words: 'no answer for 3 requests' }] : []),
    ],
    omittedChanges: 0,
    messages: [messageIndex(0), messageIndex(1)],
    ...change,
  };
}
