import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { BOB, PROXY, SignallingBench } from './signallingBench';

const cancel = sipRequest('CANCEL', { cseq: '1 CANCEL' });
const cancelOk = sipResponse(200, 'OK', { cseq: '1 CANCEL' });

function ringingCall(): SignallingBench {
  const bench = new SignallingBench();
  bench.fromAlice(0, sipRequest('INVITE'));
  bench.fromBob(100, sipResponse(180, 'Ringing'));
  return bench;
}

describe('a call that the caller cancels', () => {
  it('is cancelled by the 487, from the moment of the CANCEL', () => {
    const bench = ringingCall();
    bench.fromAlice(5000, cancel);
    expect(bench.call().state).toBe('cancelled');
    bench.fromBob(5010, cancelOk);
    bench.fromBob(5020, sipResponse(487, 'Request Terminated'));
    bench.fromAlice(5030, sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' }));
    expect(bench.call()).toMatchObject({
      state: 'cancelled',
      ringingAtMs: 100,
      endedAtMs: 5000,
      endedBy: 'caller',
      finalStatus: 487,
      durationMs: null,
    });
  });

  it('stays cancelled when the INVITE then only times out', () => {
    const bench = ringingCall();
    bench.fromAlice(5000, cancel);
    bench.fromBob(8000, sipResponse(408, 'Request Timeout'));
    expect(bench.call()).toMatchObject({ state: 'cancelled', finalStatus: 408, endedBy: 'caller', endedAtMs: 5000 });
  });

  it('is cancelled though nothing answers', () => {
    const bench = ringingCall();
    bench.fromAlice(5000, cancel);
    bench.analysis.finish(6000);
    expect(bench.call()).toMatchObject({ state: 'cancelled', finalStatus: null });
  });

  it('counts repeated CANCELs as retransmissions and the CANCEL as a transaction of its own', () => {
    const bench = ringingCall();
    const first = bench.fromAlice(5000, cancel);
    const second = bench.fromAlice(5500, cancel);
    expect(first).toMatchObject({ transaction: 2, retransmission: false });
    expect(second).toMatchObject({ transaction: 2, retransmission: true });
  });
});

describe('an answer that crosses the CANCEL', () => {
  it('connects the call when it is a 200', () => {
    const bench = ringingCall();
    bench.fromAlice(5000, cancel);
    bench.fromBob(5001, sipResponse(200, 'OK'));
    bench.fromBob(5010, cancelOk);
    expect(bench.call()).toMatchObject({ state: 'talking', answeredAtMs: 5001, endedAtMs: null, endedBy: null });
    bench.fromAlice(5020, sipRequest('BYE', { cseq: '2 BYE', branches: ['z9hG4bKbye'], toTag: 'bob' }));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: 'caller', durationMs: 19, finalStatus: 200 });
  });

  it('rejects the call when it is a refusal', () => {
    const bench = ringingCall();
    bench.fromAlice(5000, cancel);
    bench.fromBob(5001, sipResponse(486, 'Busy Here'));
    expect(bench.call()).toMatchObject({ state: 'rejected', endedAtMs: 5001, endedBy: 'callee', finalStatus: 486 });
  });
});

describe('other ends before the answer', () => {
  it('a CANCEL of a proxy for one of its forks leaves the call ringing', () => {
    const bench = ringingCall();
    const fork = { branches: ['z9hG4bKfork', 'z9hG4bK1'], sentBy: '192.0.2.9' };
    bench.see(200, PROXY, BOB, sipRequest('INVITE', fork));
    bench.see(5000, PROXY, BOB, sipRequest('CANCEL', { ...fork, cseq: '1 CANCEL' }));
    bench.see(5010, BOB, PROXY, sipResponse(487, 'Request Terminated', fork));
    expect(bench.call()).toMatchObject({ state: 'ringing', endedAtMs: null, finalStatus: null });
  });

  it('a BYE in the early dialog cancels', () => {
    const bench = ringingCall();
    bench.fromAlice(900, sipRequest('BYE', { cseq: '2 BYE', branches: ['z9hG4bKbye'], toTag: 'bob' }));
    bench.fromBob(950, sipResponse(487, 'Request Terminated'));
    expect(bench.call()).toMatchObject({ state: 'cancelled', endedBy: 'caller', endedAtMs: 900, finalStatus: 487 });
  });
});
