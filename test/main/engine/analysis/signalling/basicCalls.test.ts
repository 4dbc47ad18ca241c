import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, SignallingBench } from './signallingBench';

function answeredCall(): SignallingBench {
  const bench = new SignallingBench();
  bench.fromAlice(1000, sipRequest('INVITE'));
  bench.fromBob(1010, sipResponse(100, 'Trying'));
  bench.fromBob(1500, sipResponse(180, 'Ringing'));
  bench.fromBob(4000, sipResponse(200, 'OK'));
  bench.fromAlice(4020, sipRequest('ACK', { cseq: '1 ACK', branches: ['z9hG4bKack'], toTag: 'bob' }));
  return bench;
}

const aliceHangsUp = sipRequest('BYE', { cseq: '2 BYE', branches: ['z9hG4bKbye'], toTag: 'bob' });

describe('a call that is answered and ended', () => {
  const bench = answeredCall();
  const talking = bench.call();
  bench.fromAlice(14_000, aliceHangsUp);
  bench.fromBob(14_010, sipResponse(200, 'OK', { cseq: '2 BYE', branches: ['z9hG4bKbye'] }));
  const call = bench.call();

  it('is talking until the BYE, and lasts to what was seen last', () => {
    expect(talking).toMatchObject({ state: 'talking', durationMs: 20, endedAtMs: null, endedBy: null });
  });

  it('has its times', () => {
    expect(call).toMatchObject({
      state: 'completed',
      startedAtMs: 1000,
      ringingAtMs: 1500,
      answeredAtMs: 4000,
      endedAtMs: 14_000,
      endedBy: 'caller',
      postDialDelayMs: 500,
      setupMs: 3000,
      durationMs: 10_000,
      finalStatus: 200,
      finalReason: 'OK',
    });
  });

  it('has its parties and counts', () => {
    expect(call).toMatchObject({
      callId: 'call-1@example.org',
      from: { uri: 'sip:alice@example.org', display: 'Alice', user: 'alice', tag: 'alice' },
      to: { uri: 'sip:bob@example.net', user: 'bob', tag: 'bob' },
      source: ALICE,
      destination: BOB,
      messageCount: 7,
      retransmissionCount: 0,
      issueCount: 0,
      offer: 'none',
      codecs: [],
      streamCount: 0,
      callerToCallee: null,
    });
  });

  it('gives each message its place, call and transaction', () => {
    const { analysis } = bench;
    expect(analysis.messages.map((row) => row.index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(analysis.messagesOf(call.key)).toEqual(analysis.messages);
    expect(analysis.messages.map((row) => row.transaction)).toEqual([1, 1, 1, 1, 2, 3, 3]);
    expect(analysis.message(0)).toMatchObject({
      frame: 1,
      frames: [1],
      method: 'INVITE',
      status: null,
      requestUri: 'sip:bob@example.net',
      call: call.key,
      cseqNumber: 1,
      cseqMethod: 'INVITE',
      branch: 'z9hG4bK1',
      fromUser: 'alice',
      toUser: 'bob',
      retransmission: false,
      sdp: null,
      mediaEndpoints: [],
      issues: [],
    });
    expect(analysis.message(2)).toMatchObject({ method: null, status: 180, reason: 'Ringing' });
    expect(analysis.message(7)).toBeNull();
  });
});

describe('who ended', () => {
  it('is the callee when the BYE carries the tags the other way round', () => {
    const bench = answeredCall();
    bench.fromBob(9000, sipRequest('BYE', { cseq: '7 BYE', branches: ['z9hG4bKb'], fromTag: 'bob', toTag: 'alice' }));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: 'callee', durationMs: 5000 });
  });

  it('is nobody known when the tags are of no one', () => {
    const bench = answeredCall();
    bench.fromBob(9000, sipRequest('BYE', { branches: ['z9hG4bKb'], fromTag: 'eve', toTag: 'mallory' }));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: null });
  });
});

describe('final answers', () => {
  it.each([
    [486, 'rejected'],
    [603, 'rejected'],
    [403, 'rejected'],
    [404, 'rejected'],
    [480, 'rejected'],
    [488, 'rejected'],
    [499, 'rejected'],
    [699, 'rejected'],
    [408, 'failed'],
    [481, 'failed'],
    [483, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
    [599, 'failed'],
    [302, 'redirected'],
    [487, 'cancelled'],
  ])('%i makes the call %s', (status, state) => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(700, sipResponse(status, 'Because'));
    bench.fromAlice(710, sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' }));
    expect(bench.call()).toMatchObject({
      state,
      finalStatus: status,
      finalReason: 'Because',
      endedAtMs: 700,
      endedBy: status === 486 || status === 603 ? 'callee' : null,
      answeredAtMs: null,
      setupMs: null,
      postDialDelayMs: null,
      durationMs: null,
    });
  });

  it('an ACK to a refusal belongs to the INVITE', () => {
    const bench = new SignallingBench();
    const invite = bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(700, sipResponse(486, 'Busy Here'));
    const ack = bench.fromAlice(710, sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' }));
    expect(ack).toMatchObject({ transaction: invite.transaction, retransmission: false });
  });

  it('a redirected call that is tried again at the new place goes on', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(302, 'Moved Temporarily'));
    bench.fromAlice(20, sipRequest('INVITE', { cseq: '2 INVITE', branches: ['z9hG4bK2'], uri: 'sip:bob@192.0.2.7' }));
    expect(bench.call()).toMatchObject({ state: 'inviting', finalStatus: null, endedAtMs: null });
    bench.fromBob(30, sipResponse(200, 'OK', { cseq: '2 INVITE', branches: ['z9hG4bK2'] }));
    expect(bench.call()).toMatchObject({ state: 'talking', setupMs: 30, finalStatus: 200 });
  });
});

describe('calls that nobody answers', () => {
  it('are inviting at first, unanswered 64·T1 later, seen by the next message of anybody', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(500, sipRequest('INVITE'));
    bench.analysis.takeChanged();
    expect(bench.call().state).toBe('inviting');
    bench.fromAlice(31_999, sipRequest('OPTIONS', { callId: 'other' }));
    expect(bench.call().state).toBe('inviting');
    bench.fromAlice(32_000, sipRequest('OPTIONS', { callId: 'another' }));
    expect(bench.call()).toMatchObject({ state: 'unanswered', finalStatus: null, retransmissionCount: 1 });
    expect(bench.analysis.takeChanged().calls).toEqual([bench.call().key]);
  });

  it('are unanswered when the capture ends without any response', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.analysis.finish(100);
    expect(bench.call().state).toBe('unanswered');
  });

  it.each([
    [100, 'Trying', 'inviting'],
    [180, 'Ringing', 'ringing'],
    [183, 'Session Progress', 'ringing'],
    [181, 'Call Is Being Forwarded', 'inviting'],
  ])('stay as they are when the capture ends after %i', (status, reason, state) => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(status, reason));
    bench.analysis.finish(100_000);
    expect(bench.call().state).toBe(state);
  });

  it('are unanswered when ringing has not been renewed for as long as Timer C', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(180, 'Ringing'));
    bench.fromBob(60_010, sipResponse(180, 'Ringing', { headers: ['RSeq: 2'] }));
    bench.fromAlice(190_000, sipRequest('OPTIONS', { callId: 'other' }));
    expect(bench.call().state).toBe('ringing');
    bench.analysis.finish(240_010);
    expect(bench.call().state).toBe('unanswered');
  });

  it('are answered after all when the answer comes late', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(40_000, sipRequest('OPTIONS', { callId: 'other' }));
    bench.fromBob(41_000, sipResponse(200, 'OK'));
    expect(bench.call()).toMatchObject({ state: 'talking', answeredAtMs: 41_000 });
  });
});
