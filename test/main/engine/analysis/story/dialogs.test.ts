import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, CAROL, PROXY, StoryBench } from './storyBench';
import {
  audio,
  bobAudio,
  callThatIsUp,
  changeByCaller,
  fromCallee,
  fromCaller,
  toCallee,
  toCaller,
} from './storyCalls';

const dialogsOf = (bench: StoryBench, untilMs?: number) => bench.story(untilMs).dialogs;

describe('the dialogs of a call (RFC 3261 §12)', () => {
  it('early, confirmed, ended', () => {
    const bench = callThatIsUp();
    bench.fromBob(5000, fromCallee('BYE', 1));
    bench.fromAlice(5010, toCallee(200, 'BYE', 1));
    expect(dialogsOf(bench)).toEqual([
      {
        callerTag: 'alice',
        calleeTag: 'bob',
        state: 'ended',
        callerTarget: 'sip:192.0.2.1',
        calleeTarget: 'sip:bob@192.0.2.2',
        routeSet: [],
        startedAtMs: 100,
        confirmedAtMs: 1000,
        endedAtMs: 5000,
        endedBy: 'callee',
        sessionTimer: null,
      },
    ]);
  });

  it('the route set begins at the caller', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(
      10,
      sipResponse(200, 'OK', {
        headers: ['Record-Route: <sip:last.example;lr>, <sip:mid.example;lr>', 'Record-Route: <sip:first.example;lr>'],
      }),
    );
    expect(dialogsOf(bench)[0]?.routeSet).toEqual([
      'sip:first.example;lr',
      'sip:mid.example;lr',
      'sip:last.example;lr',
    ]);
  });

  it('UPDATE and re-INVITE move the targets', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('UPDATE', 2, { contact: '<sip:alice@10.0.0.1>' }));
    bench.fromBob(2010, toCaller(200, 'UPDATE', 2, { contact: '<sip:bob@10.0.0.2>' }));
    expect(dialogsOf(bench)[0]).toMatchObject({ callerTarget: 'sip:alice@10.0.0.1', calleeTarget: 'sip:bob@10.0.0.2' });
    bench.fromBob(3000, fromCallee('INVITE', 1, { contact: '<sip:bob@10.0.0.3>' }));
    expect(dialogsOf(bench)[0]).toMatchObject({ callerTarget: 'sip:alice@10.0.0.1', calleeTarget: 'sip:bob@10.0.0.3' });
  });

  it('forks make one each; the early ones go 64·T1 after the answer', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(180, 'Ringing'));
    bench.fromBob(20, sipResponse(180, 'Ringing', { toTag: 'carol' }));
    bench.fromBob(1000, sipResponse(200, 'OK', { toTag: 'carol' }));
    expect(dialogsOf(bench, 32_999).map(({ calleeTag, state }) => [calleeTag, state])).toEqual([
      ['bob', 'early'],
      ['carol', 'confirmed'],
    ]);
    expect(dialogsOf(bench, 33_000)[0]).toMatchObject({ state: 'ended', endedAtMs: 33_000, endedBy: null });
  });

  describe('of a fork over two hops', () => {
    const branch = (name: string) => ({ branches: [`z9hG4bK${name}`, 'z9hG4bK1'], sentBy: '192.0.2.9:5060' });
    const losing = (status: number, toTag = 'carol') =>
      sipResponse(status, 'Phrase', { ...branch('losing'), toTag, ...(status === 200 ? { cseq: '1 CANCEL' } : {}) });

    /** Bob and Carol ring, Bob answers at 1003 ms. */
    function forked(): StoryBench {
      const bench = new StoryBench();
      bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
      bench.see(1, PROXY, BOB, sipRequest('INVITE', branch('winning')));
      bench.see(2, PROXY, CAROL, sipRequest('INVITE', branch('losing')));
      bench.see(100, BOB, PROXY, sipResponse(180, 'Ringing', branch('winning')));
      bench.see(101, PROXY, ALICE, sipResponse(180, 'Ringing'));
      bench.see(200, CAROL, PROXY, losing(180));
      bench.see(201, PROXY, ALICE, sipResponse(180, 'Ringing', { toTag: 'carol' }));
      bench.see(1000, BOB, PROXY, sipResponse(200, 'OK', branch('winning')));
      bench.see(1003, PROXY, ALICE, sipResponse(200, 'OK'));
      return bench;
    }
    const cancel = sipRequest('CANCEL', { ...branch('losing'), cseq: '1 CANCEL' });
    const ends = (bench: StoryBench, untilMs?: number) =>
      dialogsOf(bench, untilMs).map(({ calleeTag, state, endedAtMs, endedBy }) => [
        calleeTag,
        state,
        endedAtMs,
        endedBy,
      ]);
    const WON = ['bob', 'confirmed', null, null];

    it('that nothing ended yet is early', () => {
      expect(ends(forked())).toEqual([WON, ['carol', 'early', null, null]]);
    });

    it('a refusal that the proxy keeps to itself ends it', () => {
      const bench = forked();
      bench.see(1010, PROXY, CAROL, cancel);
      bench.see(1011, CAROL, PROXY, losing(200, 'cancelled'));
      bench.see(1012, CAROL, PROXY, losing(487));
      expect(ends(bench)).toEqual([WON, ['carol', 'ended', 1012, null]]);
    });

    it('a CANCEL to its branch ends it, where the refusal was not captured', () => {
      const bench = forked();
      bench.see(1010, PROXY, CAROL, cancel);
      expect(ends(bench)).toEqual([WON, ['carol', 'ended', 1010, null]]);
      expect(ends(bench, 40_000)).toEqual([WON, ['carol', 'ended', 1010, null]]);
    });

    it('a CANCEL to another branch does not', () => {
      const bench = forked();
      bench.see(1010, PROXY, CAROL, sipRequest('CANCEL', { ...branch('third'), cseq: '1 CANCEL' }));
      expect(ends(bench)).toEqual([WON, ['carol', 'early', null, null]]);
    });

    it('a refusal with another tag does not', () => {
      const bench = forked();
      bench.see(1012, CAROL, PROXY, losing(487, 'dave'));
      expect(ends(bench)).toEqual([WON, ['carol', 'early', null, null]]);
    });
  });

  it('a refusal, a 199 and a lost dialog end them', () => {
    const refused = new StoryBench();
    refused.fromAlice(0, sipRequest('INVITE'));
    refused.fromBob(10, sipResponse(180, 'Ringing'));
    refused.fromBob(20, sipResponse(486, 'Busy Here'));
    expect(dialogsOf(refused)).toMatchObject([{ calleeTag: 'bob', state: 'ended', endedAtMs: 20 }]);

    const dropped = new StoryBench();
    dropped.fromAlice(0, sipRequest('INVITE'));
    dropped.fromBob(10, sipResponse(180, 'Ringing'));
    dropped.fromBob(20, sipResponse(199, 'Early Dialog Terminated'));
    expect(dialogsOf(dropped)).toMatchObject([{ state: 'ended', endedAtMs: 20 }]);

    const lost = callThatIsUp();
    lost.fromAlice(2000, fromCaller('INVITE', 2));
    lost.fromBob(2010, toCaller(481, 'INVITE', 2));
    expect(dialogsOf(lost)).toMatchObject([{ state: 'ended', endedAtMs: 2010, endedBy: null }]);
  });

  it('a CANCEL ends them by the caller', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(180, 'Ringing'));
    bench.fromAlice(20, sipRequest('CANCEL', { cseq: '1 CANCEL' }));
    bench.fromBob(30, sipResponse(487, 'Request Terminated'));
    expect(dialogsOf(bench)).toMatchObject([{ state: 'ended', endedAtMs: 30, endedBy: 'caller' }]);
  });

  it('the tag of a refusal makes no dialog', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(20, sipResponse(486, 'Busy Here'));
    bench.fromAlice(30, sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' }));
    expect(dialogsOf(bench)).toEqual([]);
  });

  it('one whose beginning was not captured is known from its first request', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, fromCaller('INVITE', 7, { sdp: audio() }));
    bench.fromBob(10, toCaller(200, 'INVITE', 7, { sdp: bobAudio() }));
    expect(dialogsOf(bench)).toMatchObject([
      { callerTag: 'alice', calleeTag: 'bob', state: 'confirmed', startedAtMs: 0 },
    ]);
  });

  it('hostile forks are counted, not kept', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    for (let fork = 0; fork < 70; fork += 1)
      bench.fromBob(10 + fork, sipResponse(180, 'Ringing', { toTag: `fork-${fork}` }));
    expect(dialogsOf(bench)).toHaveLength(64);
    expect(bench.words()).toContain('Not told here: 6 dialogs more');
  });
});

describe('the session timer (RFC 4028)', () => {
  const timer = (seconds: number, refresher = 'uac') => [`Session-Expires: ${seconds};refresher=${refresher}`];

  it.each([
    ['uac', 'caller'],
    ['uas', 'callee'],
  ])('refresher=%s of an INVITE is the %s', (role, side) => {
    const { sessionTimer } = dialogsOf(callThatIsUp(audio(), bobAudio(), timer(90, role)))[0]!;
    expect(sessionTimer).toEqual({ intervalS: 90, refresher: side, refreshes: [], missedAtMs: null });
  });

  it('is refreshed by the 2xx to a re-INVITE or UPDATE', () => {
    const bench = callThatIsUp(audio(), bobAudio(), timer(90));
    bench.fromAlice(40_000, fromCaller('UPDATE', 2, { headers: timer(90) }));
    bench.fromBob(40_010, toCaller(200, 'UPDATE', 2, { headers: timer(90) }));
    const { sessionTimer } = dialogsOf(bench, 130_009)[0]!;
    expect(sessionTimer).toMatchObject({ refreshes: [{ atMs: 40_010, message: 5, by: 'caller' }], missedAtMs: null });
    expect(bench.moment('Session refreshed by the caller (UPDATE accepted)').reference).toBe('RFC 4028 §7.4');
    expect(dialogsOf(bench, 140_000)[0]?.sessionTimer?.missedAtMs).toBe(130_010);
    expect(bench.moment('ran out without a refresh by the caller', 140_000)).toMatchObject({
      atMs: 130_010,
      message: null,
      tone: 'wrong',
    });
  });

  it('does not run out after the call', () => {
    const bench = callThatIsUp(audio(), bobAudio(), timer(90));
    bench.fromAlice(50_000, fromCaller('BYE', 2));
    bench.fromBob(50_010, toCaller(200, 'BYE', 2));
    expect(dialogsOf(bench, 500_000)[0]?.sessionTimer?.missedAtMs).toBeNull();
  });

  it('is gone when a later 2xx does not have it', () => {
    const bench = callThatIsUp(audio(), bobAudio(), timer(90));
    changeByCaller(bench, 20_000, 2, audio(), bobAudio());
    expect(dialogsOf(bench, 500_000)[0]?.sessionTimer?.missedAtMs).toBeNull();
  });

  it('may begin with a change of the call', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('INVITE', 2, { sdp: audio({ port: 4002 }) }));
    bench.fromBob(2010, toCaller(200, 'INVITE', 2, { sdp: bobAudio(), headers: timer(90, 'uas') }));
    expect(bench.words()).toContain('Session timer of 90 s, the callee refreshes');
  });

  it.each([['nonsense'], ['-5;refresher=uac'], ['12345678901234']])('Session-Expires: %s is none', (value) => {
    expect(dialogsOf(callThatIsUp(audio(), bobAudio(), [`Session-Expires: ${value}`]))[0]?.sessionTimer).toBeNull();
  });

  it('a 422 says how long it must be', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { headers: ['Session-Expires: 60'] }));
    bench.fromBob(10, sipResponse(422, 'Session Interval Too Small', { headers: ['Min-SE: 90'] }));
    bench.fromAlice(20, sipRequest('ACK', { toTag: 'bob' }));
    bench.fromAlice(
      30,
      sipRequest('INVITE', {
        cseq: '2 INVITE',
        branches: ['z9hG4bK2'],
        headers: ['Session-Expires: 90', 'Min-SE: 90'],
      }),
    );
    expect(bench.words().slice(1, 3)).toEqual([
      'Session timer too short, at least 90 s are asked for (422 Session Interval Too Small)',
      'Invited again with a session timer of 90 s, without an offer',
    ]);
  });
});
