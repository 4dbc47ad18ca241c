import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { SignallingBench } from './signallingBench';

const retry = { cseq: '2 INVITE', branches: ['z9hG4bK2'], headers: ['Proxy-Authorization: Digest username="alice"'] };

function challengedCall(): SignallingBench {
  const bench = new SignallingBench();
  bench.fromAlice(0, sipRequest('INVITE'));
  bench.fromBob(10, sipResponse(407, 'Proxy Authentication Required', { toTag: 'proxy' }));
  bench.fromAlice(20, sipRequest('ACK', { cseq: '1 ACK', toTag: 'proxy' }));
  return bench;
}

describe('a challenge to an INVITE', () => {
  it('is no failure when credentials follow; times count from the first INVITE', () => {
    const bench = challengedCall();
    expect(bench.call().state).toBe('inviting');
    bench.fromAlice(30, sipRequest('INVITE', retry));
    bench.fromBob(200, sipResponse(180, 'Ringing', retry));
    bench.fromBob(900, sipResponse(200, 'OK', retry));
    expect(bench.call()).toMatchObject({
      state: 'talking',
      startedAtMs: 0,
      postDialDelayMs: 200,
      setupMs: 900,
      finalStatus: 200,
      to: { tag: 'bob' },
    });
  });

  it('rejects the call when nothing follows until 64·T1 are over', () => {
    const bench = challengedCall();
    bench.fromAlice(32_009, sipRequest('OPTIONS', { callId: 'other' }));
    expect(bench.call().state).toBe('inviting');
    bench.fromAlice(32_010, sipRequest('OPTIONS', { callId: 'another' }));
    expect(bench.call()).toMatchObject({ state: 'rejected', finalStatus: 407, endedAtMs: 20 });
  });

  it('rejects the call when the capture ends', () => {
    const bench = challengedCall();
    bench.analysis.finish(50);
    expect(bench.call()).toMatchObject({ state: 'rejected', finalStatus: 407 });
  });

  it('goes on when somebody types the password later than that', () => {
    const bench = challengedCall();
    bench.fromAlice(40_000, sipRequest('INVITE', retry));
    expect(bench.call()).toMatchObject({ state: 'inviting', finalStatus: null, endedAtMs: null });
    bench.fromBob(40_100, sipResponse(403, 'Forbidden', retry));
    expect(bench.call()).toMatchObject({ state: 'rejected', finalStatus: 403, endedAtMs: 40_100 });
  });

  it('is unanswered when the retry gets no response', () => {
    const bench = challengedCall();
    bench.fromAlice(30, sipRequest('INVITE', retry));
    bench.analysis.finish(60);
    expect(bench.call().state).toBe('unanswered');
  });
});
