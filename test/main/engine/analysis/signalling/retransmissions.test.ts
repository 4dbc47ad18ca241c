import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, SignallingBench } from './signallingBench';

const flags = (bench: SignallingBench): boolean[] => bench.analysis.messages.map((row) => row.retransmission);

describe('retransmissions', () => {
  it('are the same request or response again between the same two endpoints', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(500, sipRequest('INVITE'));
    bench.fromBob(600, sipResponse(180, 'Ringing'));
    bench.fromBob(700, sipResponse(200, 'OK'));
    bench.fromBob(1200, sipResponse(200, 'OK'));
    const ack = sipRequest('ACK', { cseq: '1 ACK', branches: ['z9hG4bKack'], toTag: 'bob' });
    bench.fromAlice(1210, ack);
    bench.fromAlice(1220, ack);
    expect(flags(bench)).toEqual([false, true, false, false, true, false, true]);
    expect(bench.call()).toMatchObject({ retransmissionCount: 3, startedAtMs: 0, answeredAtMs: 700 });
  });

  it('are not the 2xx of another fork', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(700, sipResponse(200, 'OK', { toTag: 'desk' }));
    bench.fromBob(710, sipResponse(200, 'OK', { toTag: 'mobile' }));
    expect(flags(bench)).toEqual([false, false, false]);
  });

  it('are not the same message on the next hop, even with an unchanged Via', () => {
    const bench = new SignallingBench();
    bench.see(0, ALICE, PROXY, sipRequest('MESSAGE'));
    bench.see(2, PROXY, BOB, sipRequest('MESSAGE'));
    expect(flags(bench)).toEqual([false, false]);
  });

  it('are not the next reliable provisional response, nor one that now has a session description', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(1, sipResponse(183, 'Session Progress', { headers: ['RSeq: 1'] }));
    bench.fromBob(2, sipResponse(183, 'Session Progress', { headers: ['RSeq: 1'] }));
    bench.fromBob(3, sipResponse(183, 'Session Progress', { headers: ['RSeq: 2'] }));
    bench.fromBob(4, sipResponse(183, 'Session Progress', { headers: ['RSeq: 2'], sdp: 'v=0\r\n' }));
    expect(flags(bench)).toEqual([false, false, true, false, false]);
  });

  it('are told by Call-ID, CSeq and From tag where RFC 2543 senders have no branch', () => {
    const bench = new SignallingBench();
    const old = { branches: [''] };
    const first = bench.fromAlice(0, sipRequest('INVITE', old));
    const again = bench.fromAlice(500, sipRequest('INVITE', old));
    const answer = bench.fromBob(600, sipResponse(486, 'Busy Here', old));
    const ack = bench.fromAlice(610, sipRequest('ACK', { ...old, cseq: '1 ACK', toTag: 'bob' }));
    const next = bench.fromAlice(620, sipRequest('INVITE', { ...old, cseq: '2 INVITE' }));
    expect([first, again, answer, ack].map((row) => row.transaction)).toEqual([1, 1, 1, 1]);
    expect(again.retransmission).toBe(true);
    expect(next).toMatchObject({ transaction: 2, retransmission: false });
  });

  it('are not other requests of a sender whose branch never changes', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('OPTIONS', { cseq: '1 OPTIONS' }));
    bench.fromAlice(9, sipRequest('OPTIONS', { cseq: '2 OPTIONS' }));
    bench.fromAlice(18, sipRequest('OPTIONS', { cseq: '1 OPTIONS', callId: 'other' }));
    expect(flags(bench)).toEqual([false, false, false]);
  });

  it('are still told while an INVITE rings for minutes', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(100, sipResponse(180, 'Ringing'));
    bench.fromAlice(170_000, sipRequest('OPTIONS', { callId: 'other' }));
    const answer = bench.fromBob(171_000, sipResponse(200, 'OK'));
    const again = bench.fromBob(171_500, sipResponse(200, 'OK'));
    expect(answer).toMatchObject({ transaction: 1, retransmission: false });
    expect(again.retransmission).toBe(true);
  });
});

describe('the summary of transactions', () => {
  it('counts by method, with the median time to the first response', () => {
    const bench = new SignallingBench();
    for (const [index, responseMs] of [10, 30, 20, 100].entries()) {
      const options = { callId: `options-${index}`, branches: [`z9hG4bK${index}`] };
      bench.fromAlice(1000 * index, sipRequest('OPTIONS', options));
      bench.fromBob(1000 * index + responseMs, sipResponse(200, 'OK', { ...options, cseq: '1 OPTIONS' }));
    }
    bench.fromAlice(9000, sipRequest('INVITE'));
    bench.fromAlice(9500, sipRequest('INVITE'));
    expect(bench.analysis.transactions()).toEqual({
      total: 5,
      byMethod: {
        OPTIONS: { count: 4, retransmissions: 0, medianResponseMs: 25 },
        INVITE: { count: 1, retransmissions: 1, medianResponseMs: null },
      },
    });
  });
});
