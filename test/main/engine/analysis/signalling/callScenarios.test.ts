import { describe, expect, it } from 'vitest';
import type { CallState } from '../../../../../shared/protocol/rows';
import type { CallScenarioKind } from '../../../../../shared/sip/scenarios';
import { sipRequest, type SipOptions } from '../../../../fixtures/sipMessages';
import { ANSWERED, audio, HUNG_UP, play, type Line, type Script } from './callScript';
import { ALICE, BOB, SignallingBench, type Way } from './signallingBench';

const credentials: SipOptions = { headers: ['Proxy-Authorization: Digest username="alice", realm="r"'] };
const TWO_PROXIES = ['A', 'P', 'Q', 'B'];

/** An INVITE over all hops, and a response or request back or on over all of them. */
const there = (path: readonly string[], what: string, options: SipOptions = {}): Line[] =>
  path.slice(1).map((machine, index) => [`${path[index]}>${machine} ${what}`, options]);
const back = (path: readonly string[], what: string, options: SipOptions = {}): Line[] =>
  there([...path].reverse(), what, options);

type Case = Script & {
  readonly name: string;
  readonly state: CallState;
  readonly kind: CallScenarioKind;
  readonly words: string;
  readonly endedBy?: 'caller' | 'callee' | null;
};

const RFC_3665: readonly Case[] = [
  {
    name: '§3.1 successful session',
    lines: [...ANSWERED, ...HUNG_UP],
    state: 'completed',
    kind: 'session',
    words: 'Session',
    endedBy: 'callee',
  },
  {
    name: '§3.2 session through two proxies',
    path: TWO_PROXIES,
    lines: [
      ['A>P INVITE 1', {}],
      ['P>A 407 1 INVITE', { toTag: 'proxy' }],
      ['A>P ACK! 1', { toTag: 'proxy' }],
      ['A>P INVITE 2', credentials],
      'P>A 100 2 INVITE',
      ...there(['P', 'Q', 'B'], 'INVITE 2'),
      ...back(TWO_PROXIES, '180 2 INVITE'),
      ...back(TWO_PROXIES, '200 2 INVITE'),
      ...there(TWO_PROXIES, 'ACK 2'),
      ...back(TWO_PROXIES, 'BYE 1'),
      ...there(TWO_PROXIES, '200 1 BYE'),
    ],
    state: 'completed',
    kind: 'sessionThroughProxies',
    words: 'Session through 2 proxies, with authentication',
    endedBy: 'callee',
  },
  {
    name: '§3.3 both proxies ask for credentials',
    path: TWO_PROXIES,
    lines: [
      'A>P INVITE 1',
      ['P>A 407 1 INVITE', { toTag: 'p' }],
      ['A>P ACK! 1', { toTag: 'p' }],
      ['A>P INVITE 2', credentials],
      'P>Q INVITE 2',
      ['Q>P 407 2 INVITE', { toTag: 'q' }],
      ['P>Q ACK! 2', { toTag: 'q' }],
      ['P>A 407 2 INVITE', { toTag: 'q' }],
      ['A>P ACK! 2', { toTag: 'q' }],
      ['A>P INVITE 3', credentials],
      ...there(['P', 'Q', 'B'], 'INVITE 3', credentials),
      ...back(TWO_PROXIES, '180 3 INVITE'),
      ...back(TWO_PROXIES, '200 3 INVITE'),
      ...there(TWO_PROXIES, 'ACK 3'),
      ...there(TWO_PROXIES, 'BYE 4'),
      ...back(TWO_PROXIES, '200 4 BYE'),
    ],
    state: 'completed',
    kind: 'sessionThroughProxies',
    words: 'Session through 2 proxies, with authentication',
    endedBy: 'caller',
  },
  {
    name: '§3.4 the first proxy is silent, the second refuses no more than the callee does',
    path: ['P', 'A', 'Q', 'B'],
    lines: [
      ['@0 A>P INVITE 1', { from: 'sip:alice@example.org', to: 'sip:bob@example.net', fromTag: 'alice', toTag: null }],
      [
        '@500 A>P INVITE 1',
        { from: 'sip:alice@example.org', to: 'sip:bob@example.net', fromTag: 'alice', toTag: null },
      ],
      ['@32000 A>Q INVITE 1', { branches: ['z9hG4bK-2'] }],
      ['Q>B INVITE 1', { branches: ['z9hG4bK-3', 'z9hG4bK-2'] }],
      ['B>Q 486 1 INVITE', { branches: ['z9hG4bK-3', 'z9hG4bK-2'] }],
      ['Q>A 486 1 INVITE', { branches: ['z9hG4bK-2'] }],
    ],
    state: 'rejected',
    kind: 'busy',
    words: 'Busy',
    endedBy: 'callee',
  },
  {
    name: '§3.6 session by a redirect, with the description in the ACK',
    path: ['R', 'A', 'P', 'B'],
    lines: [
      [
        'A>R INVITE 1',
        {
          fromTag: 'alice',
          branches: ['z9hG4bK-0'],
          toTag: null,
          from: 'sip:alice@example.org',
          to: 'sip:bob@example.net',
        },
      ],
      [
        'R>A 302 1 INVITE',
        {
          fromTag: 'alice',
          branches: ['z9hG4bK-0'],
          from: 'sip:alice@example.org',
          to: 'sip:bob@example.net',
          toTag: 'r',
        },
      ],
      [
        'A>R ACK! 1',
        {
          fromTag: 'alice',
          branches: ['z9hG4bK-0'],
          toTag: 'r',
          from: 'sip:alice@example.org',
          to: 'sip:bob@example.net',
        },
      ],
      ['A>P INVITE 2', { branches: ['z9hG4bK-1'] }],
      ['P>B INVITE 2', { branches: ['z9hG4bK-2', 'z9hG4bK-1'] }],
      ['B>P 200 2 INVITE', { branches: ['z9hG4bK-2', 'z9hG4bK-1'], sdp: audio() }],
      ['P>A 200 2 INVITE', { branches: ['z9hG4bK-1'], sdp: audio() }],
      ['A>P ACK 2', { sdp: audio() }],
      ['A>P BYE 3', {}],
      ['P>A 200 3 BYE', {}],
    ],
    state: 'completed',
    kind: 'sessionThroughProxies',
    words: 'Session through a proxy, via redirect, late offer',
    endedBy: 'caller',
  },
  {
    name: '§3.7 session with a re-INVITE for another address',
    lines: [
      ...ANSWERED,
      ['@5000 B>A INVITE+ 1', { sdp: audio(undefined, '192.0.2.77') }],
      ['A>B 200 1 INVITE+', { sdp: audio() }],
      'B>A ACK 1',
      '@9000 A>B BYE 2',
      'B>A 200 2 BYE',
    ],
    state: 'completed',
    kind: 'session',
    words: 'Session, re-INVITE',
    endedBy: 'caller',
  },
  {
    name: '§3.8 nobody answers and the caller gives up',
    path: TWO_PROXIES,
    lines: [
      ...there(TWO_PROXIES, 'INVITE 1'),
      ...back(TWO_PROXIES, '180 1 INVITE'),
      '@9000 A>P CANCEL 1',
      'P>A 200 1 CANCEL',
      'P>Q CANCEL 1',
      'Q>P 200 1 CANCEL',
      'Q>B CANCEL 1',
      'B>Q 200 1 CANCEL',
      'B>Q 487 1 INVITE',
      ['Q>B ACK! 1', { toTag: 'bob' }],
      'Q>P 487 1 INVITE',
      ['P>Q ACK! 1', { toTag: 'bob' }],
      'P>A 487 1 INVITE',
      ['A>P ACK! 1', { toTag: 'bob' }],
    ],
    state: 'cancelled',
    kind: 'cancelled',
    words: 'Cancelled by the caller',
    endedBy: 'caller',
  },
  {
    name: '§3.9 busy',
    path: TWO_PROXIES,
    lines: [...there(TWO_PROXIES, 'INVITE 1'), ...back(TWO_PROXIES, '486 1 INVITE')],
    state: 'rejected',
    kind: 'busy',
    words: 'Busy',
    endedBy: 'callee',
  },
  {
    name: '§3.10 no response from the user agent',
    path: TWO_PROXIES,
    lines: [
      ...there(TWO_PROXIES, 'INVITE 1'),
      'P>A 100 1 INVITE',
      '@800 Q>B INVITE 1',
      '@1800 Q>B INVITE 1',
      ['@32000 Q>P 480 1 INVITE', { toTag: 'q' }],
      ['P>A 480 1 INVITE', { toTag: 'q' }],
    ],
    state: 'rejected',
    kind: 'noResponse',
    words: 'No response from the other side',
    endedBy: null,
  },
  {
    name: '§3.11 temporarily unavailable after ringing',
    path: TWO_PROXIES,
    lines: [
      ...there(TWO_PROXIES, 'INVITE 1'),
      ...back(TWO_PROXIES, '180 1 INVITE'),
      ...back(TWO_PROXIES, '480 1 INVITE'),
    ],
    state: 'rejected',
    kind: 'unavailable',
    words: 'Temporarily unavailable',
    endedBy: null,
  },
];

describe('the flows of RFC 3665 §3', () => {
  it.each(RFC_3665)('$name', ({ state, kind, words, endedBy = null, ...script }) => {
    const call = play(script).call();
    expect(call).toMatchObject({ state, endedBy, scenario: { kind, words, doubt: null } });
  });
});

const refused = (status: number, options: SipOptions = {}): Line[] => [
  'A>B INVITE 1',
  ['B>A ' + String(status) + ' 1 INVITE', options],
  ['A>B ACK! 1', { toTag: 'bob' }],
];
const q850 = (cause: number): SipOptions => ({ headers: [`Reason: Q.850;cause=${cause}`] });

describe('calls that are refused', () => {
  it.each<[string, readonly Line[], CallState, CallScenarioKind]>([
    ['600', refused(600), 'rejected', 'busy'],
    ['603', refused(603), 'rejected', 'declined'],
    ['403', refused(403), 'rejected', 'forbidden'],
    ['404', refused(404), 'rejected', 'unallocated'],
    ['488', refused(488), 'rejected', 'notAcceptable'],
    ['500', refused(500), 'failed', 'failed'],
    ['480 of a gateway that says busy', refused(480, q850(17)), 'rejected', 'busy'],
    ['503 of a gateway that says unallocated', refused(503, q850(1)), 'failed', 'unallocated'],
    ['480 of a gateway that says no answer', refused(480, q850(19)), 'rejected', 'noAnswer'],
    ['486 whatever the cause', refused(486, q850(34)), 'rejected', 'busy'],
    ['a redirect that nobody follows', refused(302), 'redirected', 'redirected'],
    ['408 of a proxy without ringing', refused(408), 'failed', 'noResponse'],
    ['408 of a proxy after ringing', ['A>B INVITE 1', 'B>A 180 1 INVITE', 'B>A 408 1 INVITE'], 'failed', 'noAnswer'],
    [
      'credentials that are not taken',
      [...refused(401), ['A>B INVITE 2', credentials], 'B>A 401 2 INVITE', ['A>B ACK! 2', { toTag: 'bob' }]],
      'rejected',
      'notAuthenticated',
    ],
  ])('%s', (_name, lines, state, kind) => {
    expect(play({ lines }, undefined, 60_000).call()).toMatchObject({
      state,
      scenario: { kind, doubt: null },
    });
  });

  it.each([
    [486, 'callee'],
    [600, 'callee'],
    [603, 'callee'],
    [606, 'callee'],
    [607, 'callee'],
    [302, null],
    [403, null],
    [404, null],
    [408, null],
    [480, null],
    [487, null],
    [503, null],
    [604, null],
    [608, null],
  ])('%i was given by: %s', (status, endedBy) => {
    expect(play({ lines: refused(status) }).call()).toMatchObject({ endedBy, finalStatus: status });
  });

  it('credentials that are not taken are no trait', () => {
    const lines: Line[] = [...refused(401), ['A>B INVITE 2', credentials], 'B>A 401 2 INVITE'];
    expect(play({ lines }, undefined, 60_000).call().scenario).toMatchObject({
      traits: [],
      words: 'Not authenticated',
    });
  });

  it('a challenge where the capture ends is nothing yet', () => {
    expect(play({ lines: refused(401) }).call().scenario).toMatchObject({
      kind: 'inProgress',
      doubt: 'its end was not captured',
    });
  });

  it('a challenge that is never answered fails the call', () => {
    expect(play({ lines: refused(407) }, undefined, 40_000).call().scenario.kind).toBe('notAuthenticated');
  });
});

describe('silence', () => {
  const repeated: Line[] = ['@0 A>B INVITE 1', '@500 A>B INVITE 1', '@1500 A>B INVITE 1'];

  it.each<[string, readonly Line[], number, CallState, CallScenarioKind]>([
    ['an INVITE that is repeated in vain', repeated, 40_000, 'unanswered', 'noResponse'],
    ['an INVITE that is repeated until the capture ends', repeated, 2000, 'unanswered', 'inProgress'],
    [
      'an INVITE that is sent once: its answer may be beside the capture',
      ['A>B INVITE 1'],
      40_000,
      'unanswered',
      'cannotTell',
    ],
    ['Trying and nothing more', ['A>B INVITE 1', 'B>A 100 1 INVITE'], 300_000, 'unanswered', 'noResponse'],
    ['ringing without an end', ['A>B INVITE 1', 'B>A 180 1 INVITE'], 300_000, 'unanswered', 'noAnswer'],
    ['ringing where the capture ends', ['A>B INVITE 1', 'B>A 180 1 INVITE'], 9000, 'ringing', 'inProgress'],
  ])('%s', (_name, lines, endMs, state, kind) => {
    expect(play({ lines }, undefined, endMs).call()).toMatchObject({ state, scenario: { kind } });
  });

  describe('after an INVITE over a connection', () => {
    const unheard: Line[] = ['A>B INVITE 1'];
    const OVER_TCP = { transport: 'tcp' } as const;

    it.each<[string, Way, readonly Line[], number, CallScenarioKind]>([
      ['says nothing of who was never heard', OVER_TCP, unheard, 40_000, 'cannotTell'],
      ['is no response of who acknowledged', { ...OVER_TCP, peerHeard: true }, unheard, 40_000, 'noResponse'],
      ['is no response over WebSocket either', { transport: 'ws', peerHeard: true }, unheard, 40_000, 'noResponse'],
      ['is in progress until 64·T1 are over', { ...OVER_TCP, peerHeard: true }, unheard, 31_000, 'inProgress'],
    ])('%s', (_name, way, lines, endMs, kind) => {
      const call = play({ lines, way }, undefined, endMs).call();
      expect(call).toMatchObject({ state: 'unanswered', scenario: { kind } });
    });

    it.each([
      ['before', 10],
      ['within 64·T1', 20_000],
      ['later', 50_000],
    ])('is no response of who is heard otherwise %s', (_name, heardAtMs) => {
      const bench = new SignallingBench();
      const heard = () => bench.fromBob(heardAtMs, sipRequest('OPTIONS', { callId: 'other', cseq: '1 OPTIONS' }));
      if (heardAtMs < 100) heard();
      bench.see(100, ALICE, BOB, sipRequest('INVITE'), OVER_TCP);
      if (heardAtMs >= 100) heard();
      bench.analysis.finish(60_000);
      expect(bench.call()).toMatchObject({ state: 'unanswered', scenario: { kind: 'noResponse', doubt: null } });
    });

    it('over UDP still says nothing: the caller would have repeated it', () => {
      const bench = new SignallingBench();
      bench.fromBob(10, sipRequest('OPTIONS', { callId: 'other', cseq: '1 OPTIONS' }));
      bench.fromAlice(100, sipRequest('INVITE'));
      bench.analysis.finish(60_000);
      expect(bench.call().scenario.kind).toBe('cannotTell');
    });
  });
});
