import { describe, expect, it } from 'vitest';
import type { CallTrait } from '../../../../../shared/sip/scenarios';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ANSWERED, audio, HUNG_UP, play, type Line } from './callScript';
import { ALICE, BOB, SignallingBench } from './signallingBench';

const timer = (seconds: number) => ({ headers: [`Session-Expires: ${seconds};refresher=uac`] });
const trickling = `${audio(undefined, '0.0.0.0')}a=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\n`;
const fax = sdpText('192.0.2.1', [{ type: 'image', port: 4000, formats: [] }]);

const answered = (...between: readonly Line[]): Line[] => [...ANSWERED, ...between, ...HUNG_UP];
const reInvite = (sdp: string, answer = audio()): Line[] => [
  ['@5000 A>B INVITE+ 2', { sdp, toTag: 'bob' }],
  ['B>A 200 2 INVITE', { sdp: answer }],
  'A>B ACK 2',
];

describe('what else happened in a call', () => {
  it.each<[string, readonly Line[], readonly CallTrait[]]>([
    ['nothing', answered(), []],
    ['hold by sendonly', answered(...reInvite(audio('sendonly'), audio('recvonly'))), ['reInvited', 'held']],
    ['hold by inactive', answered(...reInvite(audio('inactive'), audio('inactive'))), ['reInvited', 'held']],
    ['no hold: candidates come later (RFC 8840)', answered(...reInvite(trickling)), ['reInvited']],
    ['hold as RFC 2543 has it', answered(...reInvite(audio(undefined, '0.0.0.0'))), ['reInvited', 'held']],
    [
      'hold by UPDATE of the callee',
      answered(['@5000 B>A UPDATE 7', { sdp: audio('sendonly') }], ['A>B 200 7 UPDATE', { sdp: audio('recvonly') }]),
      ['updated', 'held'],
    ],
    [
      'no hold: a page goes one way from the start',
      [['A>B INVITE 1', { sdp: audio('sendonly') }], ...ANSWERED.slice(2)],
      [],
    ],
    ['fax', answered(...reInvite(fax, fax)), ['reInvited', 'fax']],
    ['INFO', answered('A>B INFO 2', 'B>A 200 2 INFO'), ['info']],
    [
      'PRACK and early media',
      [
        ['A>B INVITE 1', { sdp: audio() }],
        ['B>A 183 1 INVITE', { headers: ['Require: 100rel', 'RSeq: 1'], sdp: audio() }],
        'A>B PRACK 2',
        'B>A 200 2 PRACK',
        'B>A 200 1 INVITE',
        'A>B ACK 1',
        ...HUNG_UP,
      ],
      ['earlyMedia', 'reliableProvisional'],
    ],
    [
      'late offer',
      ['A>B INVITE 1', ['B>A 200 1 INVITE', { sdp: audio() }], ['A>B ACK 1', { sdp: audio() }]],
      ['lateOffer'],
    ],
    [
      'fork: two phones ring',
      [
        'A>B INVITE 1',
        ['B>A 180 1 INVITE', { toTag: 'desk' }],
        ['B>A 180 1 INVITE', { toTag: 'bob' }],
        'B>A 200 1 INVITE',
      ],
      ['forked'],
    ],
    [
      'no fork: the proxy refuses with a tag of its own',
      ['A>B INVITE 1', 'B>A 180 1 INVITE', ['B>A 408 1 INVITE', { toTag: 'p' }]],
      [],
    ],
    ['forwarded, says 181', ['A>B INVITE 1', 'B>A 181 1 INVITE'], ['forwarded']],
    [
      'forwarded, says Diversion',
      [['A>B INVITE 1', { headers: ['Diversion: <sip:x@y>;reason=no-answer'] }]],
      ['forwarded'],
    ],
    [
      'forwarded, says History-Info',
      [
        [
          'A>B INVITE 1',
          { headers: ['History-Info: <sip:x@y?Reason=SIP%3Bcause%3D302>;index=1, <sip:z@y>;index=1.1'] },
        ],
      ],
      ['forwarded'],
    ],
    [
      'not forwarded: History-Info of a first hop',
      [['A>B INVITE 1', { headers: ['History-Info: <sip:x@y>;index=1'] }]],
      [],
    ],
    [
      'glare',
      answered(
        ['@5000 A>B INVITE+ 2', { sdp: audio(), toTag: 'bob' }],
        ['@5001 B>A INVITE+ 1', { sdp: audio() }],
        'B>A 491 2 INVITE',
        'A>B 491 1 INVITE+',
      ),
      ['reInvited', 'glare'],
    ],
    ['another call’s place', [['A>B INVITE 1', { headers: ['Replaces: x@y;to-tag=1;from-tag=2'] }]], ['replacing']],
  ])('%s', (_name, lines, traits) => {
    expect(play({ lines }).call().scenario.traits).toEqual(traits);
  });

  it('a hold goes before the re-INVITE that made it', () => {
    const lines = answered(...reInvite(audio('sendonly')));
    expect(play({ lines }).call().scenario.words).toBe('Session, hold');
  });

  it('a call whose place is taken is told so', () => {
    const bench = play({ lines: ANSWERED });
    const headers = ['Replaces: call-1@example.org;to-tag=bob;from-tag=alice'];
    bench.see(5000, BOB, ALICE, sipRequest('INVITE', { callId: 'second', branches: ['z9hG4bK-s'], headers }));
    const traits = bench.analysis.calls().map((key) => bench.analysis.callRow(key)?.scenario.traits);
    expect(traits).toEqual([['replaced'], ['replacing']]);
  });

  it('a pickup takes the place of a call that only rings', () => {
    const headers = ['Replaces: x@y;to-tag=1;from-tag=2;early-only'];
    const lines: Line[] = [['A>B INVITE 1', { headers }], 'B>A 200 1 INVITE', 'A>B ACK 1', ...HUNG_UP];
    expect(play({ lines }).call().scenario).toMatchObject({ kind: 'pickup', words: 'Call pickup', doubt: null });
  });

  it('a call by the same caller to where a 3xx sent it is via redirect', () => {
    const bench = new SignallingBench();
    const contact = '<sip:bob@mobile.example.net>;q=0.8';
    bench.see(0, ALICE, BOB, sipRequest('INVITE'));
    bench.see(10, BOB, ALICE, sipResponse(302, 'Moved Temporarily', { contact }));
    const next = { callId: 'second', branches: ['z9hG4bK-s'] };
    bench.see(50, ALICE, BOB, sipRequest('INVITE', { ...next, uri: 'sip:bob@mobile.example.net:5060' }));
    bench.see(60, ALICE, BOB, sipRequest('INVITE', { ...next, callId: 'third', uri: 'sip:carol@example.net' }));
    const rows = bench.analysis.calls().map((key) => bench.analysis.callRow(key));
    expect(rows.map((row) => row?.scenario.traits)).toEqual([[], ['redirected'], []]);
    expect(rows[0]).toMatchObject({ state: 'redirected', scenario: { kind: 'redirected', words: 'Redirected' } });
  });
});

describe('session timers', () => {
  const begun: Line[] = ['A>B INVITE 1', ['B>A 200 1 INVITE', timer(100)], 'A>B ACK 1'];
  const refresh: Line[] = [
    ['@60000 A>B UPDATE 2', timer(100)],
    ['B>A 200 2 UPDATE', timer(100)],
  ];
  const endless: Line[] = [['@60000 A>B UPDATE 2', {}], 'B>A 200 2 UPDATE'];

  it.each<[string, readonly Line[], number, readonly CallTrait[]]>([
    ['runs', begun, 50_000, ['sessionTimer']],
    ['is not missed where the capture ends before', begun, 100_100, ['sessionTimer']],
    ['is missed when the capture goes on without a refresh', begun, 100_101, ['sessionTimer', 'refreshMissed']],
    ['is refreshed', [...begun, ...refresh], 160_000, ['updated', 'sessionTimer']],
    ['is missed the second time', [...begun, ...refresh], 161_000, ['updated', 'sessionTimer', 'refreshMissed']],
    ['is over with a 2xx that names none', [...begun, ...endless], 900_000, ['updated', 'sessionTimer']],
    ['ends with the call', [...begun, '@90000 A>B BYE 2', 'B>A 200 2 BYE'], 900_000, ['sessionTimer']],
    ['is missed before a late BYE', [...begun, '@120000 A>B BYE 2'], 900_000, ['sessionTimer', 'refreshMissed']],
  ])('%s', (_name, lines, endMs, traits) => {
    expect(play({ lines }, undefined, endMs).call().scenario.traits).toEqual(traits);
  });

  it('is found missed while the capture goes on', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(100, sipResponse(200, 'OK', timer(100)));
    bench.analysis.takeChanged();
    bench.fromAlice(90_200, sipRequest('OPTIONS', { callId: 'one' }));
    expect(bench.analysis.takeChanged().calls).toEqual([]);
    bench.fromAlice(190_300, sipRequest('OPTIONS', { callId: 'two' }));
    expect(bench.analysis.takeChanged().calls).toHaveLength(1);
    expect(bench.call().scenario.traits).toContain('refreshMissed');
  });
});

describe('transfers inside a call', () => {
  const blind = { headers: ['Refer-To: <sip:carol@example.com>'] };
  const attended = { headers: ['Refer-To: <sip:carol@example.com?Replaces=x%40y%3Bto-tag%3D1%3Bfrom-tag%3D2>'] };
  const news = (status: number, cseq = 1): Line => [
    `B>A NOTIFY ${cseq}`,
    { headers: ['Event: refer'], sdp: `SIP/2.0 ${status} X` },
  ];

  it.each<[string, readonly Line[], string]>([
    ['asked and accepted', answered(['A>B REFER 2', blind], 'B>A 202 2 REFER'), 'Blind transfer'],
    ['that went well', answered(['A>B REFER 2', blind], 'B>A 202 2 REFER', news(100), news(200, 2)), 'Blind transfer'],
    ['with consultation', answered(['A>B REFER 2', attended], 'B>A 202 2 REFER', news(200)), 'Attended transfer'],
    ['to a busy target', answered(['A>B REFER 2', blind], 'B>A 202 2 REFER', news(486)), 'Session, transfer failed'],
    ['that is refused', answered(['A>B REFER 2', blind], 'B>A 603 2 REFER'), 'Session, transfer failed'],
    ['that is challenged first', answered(['A>B REFER 2', blind], 'B>A 407 2 REFER'), 'Session, transfer'],
    ['whose answer is not seen', answered(['A>B REFER 2', blind]), 'Session, transfer'],
    ['that well went in the second go', answered(['A>B REFER 2', blind], news(486), news(200, 2)), 'Blind transfer'],
    [
      'that is none: a REFER for a BYE',
      answered(['A>B REFER 2', { headers: ['Refer-To: <sip:c@d;method=BYE>'] }]),
      'Session',
    ],
  ])('%s', (_name, lines, words) => {
    expect(play({ lines }).call().scenario.words).toBe(words);
  });
});
