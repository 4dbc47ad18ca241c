import { describe, expect, it } from 'vitest';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, SignallingBench } from './signallingBench';

const reInvite = { cseq: '5 INVITE', branches: ['z9hG4bKre'], toTag: 'bob' };
const bye = { cseq: '6 BYE', branches: ['z9hG4bKbye'], toTag: 'bob' };

describe('a capture that begins in mid-call', () => {
  it('makes a talking call of a re-INVITE, with no times that nobody saw', () => {
    const bench = new SignallingBench();
    const sdp = sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]);
    bench.fromAlice(0, sipRequest('INVITE', { ...reInvite, sdp }));
    bench.fromBob(10, sipResponse(200, 'OK', { ...reInvite, sdp }));
    const talking = bench.call();
    bench.fromAlice(2000, sipRequest('BYE', bye));
    expect(talking).toMatchObject({ state: 'talking', offer: 'none', codecs: ['PCMU'], to: { tag: 'bob' } });
    expect(bench.call()).toMatchObject({
      state: 'completed',
      answeredAtMs: null,
      setupMs: null,
      postDialDelayMs: null,
      durationMs: null,
      endedAtMs: 2000,
      endedBy: 'caller',
      finalStatus: null,
    });
  });

  it('makes a call of responses to an INVITE, in the direction of the INVITE', () => {
    const bench = new SignallingBench();
    bench.fromBob(0, sipResponse(180, 'Ringing'));
    expect(bench.call()).toMatchObject({ state: 'ringing', source: ALICE, destination: BOB, postDialDelayMs: null });
    bench.fromBob(1000, sipResponse(200, 'OK'));
    bench.fromBob(4000, sipRequest('BYE', { ...bye, fromTag: 'bob', toTag: 'alice' }));
    expect(bench.call()).toMatchObject({
      state: 'completed',
      setupMs: null,
      answeredAtMs: 1000,
      durationMs: 3000,
      endedBy: 'callee',
    });
  });

  it('does not take the answer to a re-INVITE of the callee for a dialog of its own', () => {
    const bench = new SignallingBench();
    bench.fromBob(0, sipResponse(200, 'OK'));
    const back = { cseq: '1 INVITE', branches: ['z9hG4bKback'], fromTag: 'bob', toTag: 'alice' };
    bench.fromAlice(1000, sipResponse(200, 'OK', back));
    bench.fromAlice(2000, sipRequest('BYE', bye));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: 'caller', answeredAtMs: 0 });
  });

  it('makes no call of a BYE alone', () => {
    const bench = new SignallingBench();
    const row = bench.fromAlice(0, sipRequest('BYE', bye));
    expect(row.call).toBeNull();
    expect(bench.analysis.calls()).toEqual([]);
  });

  it('gives earlier messages of the dialog to the call once there is one', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INFO', { cseq: '4 INFO', branches: ['z9hG4bKin'], toTag: 'bob' }));
    bench.fromAlice(5, sipRequest('MESSAGE', { callId: 'other' }));
    bench.fromAlice(10, sipRequest('INVITE', reInvite));
    const { key, messageCount } = bench.call();
    expect(messageCount).toBe(2);
    expect(bench.analysis.messagesOf(key).map((row) => row.index)).toEqual([0, 2]);
    expect(bench.analysis.messages.map((row) => row.call)).toEqual([key, null, key]);
    expect(bench.analysis.takeChanged().revised).toEqual([0]);
    expect(bench.analysis.takeChanged().revised).toEqual([]);
  });
});

describe('messages out of order', () => {
  it('in the file: the response before its INVITE', () => {
    const bench = new SignallingBench();
    bench.fromBob(100, sipResponse(180, 'Ringing'));
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(900, sipResponse(200, 'OK'));
    expect(bench.call()).toMatchObject({
      state: 'talking',
      startedAtMs: 0,
      postDialDelayMs: 100,
      setupMs: 900,
      retransmissionCount: 0,
    });
    expect(new Set(bench.analysis.messages.map((row) => row.transaction)).size).toBe(1);
  });

  it('in time: no length of time falls below 0', () => {
    const bench = new SignallingBench();
    bench.fromAlice(1000, sipRequest('INVITE'));
    bench.fromBob(990, sipResponse(180, 'Ringing'));
    bench.fromBob(980, sipResponse(200, 'OK'));
    bench.fromAlice(970, sipRequest('BYE', { ...bye, cseq: '2 BYE' }));
    expect(bench.call()).toMatchObject({ state: 'completed', postDialDelayMs: 0, setupMs: 0, durationMs: 0 });
    expect(bench.analysis.transactions().byMethod['INVITE']?.medianResponseMs).toBeNull();
  });

  it('by a clock that steps back far does not stop the timers', () => {
    const bench = new SignallingBench();
    bench.fromAlice(1_000_000, sipRequest('INVITE', { callId: 'first' }));
    bench.fromAlice(0, sipRequest('INVITE', { callId: 'second' }));
    bench.fromAlice(1_032_000, sipRequest('OPTIONS', { callId: 'other' }));
    const states = bench.analysis.calls().map((key) => bench.analysis.callRow(key)?.state);
    expect(states).toEqual(['unanswered', 'unanswered']);
  });
});

describe('messages that lack what identifies them', () => {
  it('make no call without a Call-ID', () => {
    const bench = new SignallingBench();
    const row = bench.fromAlice(0, sipRequest('INVITE', { callId: '' }));
    expect(row).toMatchObject({ call: null, callId: '' });
    expect(row.issues.length).toBeGreaterThan(0);
    expect(row.issues[0]?.words).not.toBe('');
  });

  it('tell the sides by URI where nobody sends tags', () => {
    const bench = new SignallingBench();
    const untagged = { fromTag: null, toTag: null };
    bench.fromAlice(0, sipRequest('INVITE', untagged));
    bench.fromBob(10, sipResponse(200, 'OK', untagged));
    const back = { from: 'sip:bob@example.net', to: 'sip:alice@example.org', branches: ['z9hG4bKb'] };
    bench.fromBob(500, sipRequest('BYE', { ...untagged, ...back, cseq: '2 BYE' }));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: 'callee', durationMs: 490 });
  });
});
