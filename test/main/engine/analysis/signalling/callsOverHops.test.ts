import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../../shared/protocol/rows';
import { sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, PROXY, SignallingBench } from './signallingBench';

const MOBILE: Endpoint = { address: '192.0.2.3', port: 5060 };

/** Vias of a message between proxy and callee. */
const inner = (branch: string): SipOptions => ({ branches: [branch, 'z9hG4bK1'], sentBy: '192.0.2.9:5060' });

describe('a call through a proxy', () => {
  const bench = new SignallingBench();
  const { see } = { see: bench.see.bind(bench) };
  see(0, ALICE, PROXY, sipRequest('INVITE'));
  see(1, PROXY, ALICE, sipResponse(100, 'Trying'));
  see(5, PROXY, BOB, sipRequest('INVITE', inner('z9hG4bKi')));
  see(100, BOB, PROXY, sipResponse(180, 'Ringing', inner('z9hG4bKi')));
  see(105, PROXY, ALICE, sipResponse(180, 'Ringing'));
  see(900, BOB, PROXY, sipResponse(200, 'OK', inner('z9hG4bKi')));
  see(905, PROXY, ALICE, sipResponse(200, 'OK'));
  const answered = bench.call();
  const ack = { cseq: '1 ACK', toTag: 'bob' };
  see(910, ALICE, PROXY, sipRequest('ACK', { ...ack, branches: ['z9hG4bKa'] }));
  see(915, PROXY, BOB, sipRequest('ACK', { ...ack, ...inner('z9hG4bKb') }));
  const bye = { cseq: '9 BYE', fromTag: 'bob', toTag: 'alice' };
  see(5000, BOB, PROXY, sipRequest('BYE', { ...bye, branches: ['z9hG4bKc'], sentBy: '192.0.2.2' }));
  see(5005, PROXY, ALICE, sipRequest('BYE', { ...bye, ...inner('z9hG4bKd') }));
  const call = bench.call();

  it('is one call with the messages of all hops and no retransmission', () => {
    expect(call).toMatchObject({ messageCount: 11, retransmissionCount: 0, source: ALICE, destination: PROXY });
  });

  it('rings and is answered when the caller hears of it', () => {
    expect(answered).toMatchObject({ state: 'talking', ringingAtMs: 105, answeredAtMs: 905, postDialDelayMs: 105 });
  });

  it('is ended by the callee, on whatever hop', () => {
    expect(call).toMatchObject({ state: 'completed', endedBy: 'callee', endedAtMs: 5000, durationMs: 4095 });
  });
});

describe('a proxy that tries one target after the other', () => {
  it('hides the refusal of the first from the caller', () => {
    const bench = new SignallingBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(5, PROXY, BOB, sipRequest('INVITE', inner('z9hG4bKi')));
    bench.see(50, BOB, PROXY, sipResponse(486, 'Busy Here', inner('z9hG4bKi')));
    expect(bench.call()).toMatchObject({ state: 'inviting', finalStatus: null });
    bench.see(60, PROXY, MOBILE, sipRequest('INVITE', inner('z9hG4bKj')));
    bench.see(90, MOBILE, PROXY, sipResponse(480, 'Temporarily Unavailable', inner('z9hG4bKj')));
    bench.see(95, PROXY, ALICE, sipResponse(486, 'Busy Here'));
    expect(bench.call()).toMatchObject({ state: 'rejected', finalStatus: 486, endedAtMs: 95 });
  });

  it('goes on though only the side behind the proxy was captured', () => {
    const bench = new SignallingBench();
    bench.see(5, PROXY, BOB, sipRequest('INVITE', inner('z9hG4bKi')));
    bench.see(50, BOB, PROXY, sipResponse(486, 'Busy Here', inner('z9hG4bKi')));
    bench.see(60, PROXY, MOBILE, sipRequest('INVITE', inner('z9hG4bKj')));
    expect(bench.call()).toMatchObject({ state: 'inviting', finalStatus: null, endedAtMs: null });
    bench.see(90, MOBILE, PROXY, sipResponse(200, 'OK', inner('z9hG4bKj')));
    expect(bench.call()).toMatchObject({ state: 'talking', setupMs: 85 });
  });
});

describe('a forked call', () => {
  function forkedCall(): SignallingBench {
    const bench = new SignallingBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(100, PROXY, ALICE, sipResponse(180, 'Ringing', { toTag: 'desk' }));
    bench.see(110, PROXY, ALICE, sipResponse(180, 'Ringing', { toTag: 'mobile' }));
    bench.see(900, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'mobile' }));
    bench.see(950, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'desk' }));
    return bench;
  }
  const bye = (branch: string, toTag: string) => sipRequest('BYE', { cseq: '2 BYE', branches: [branch], toTag });

  it('is answered by the first 2xx', () => {
    expect(forkedCall().call()).toMatchObject({
      state: 'talking',
      ringingAtMs: 100,
      answeredAtMs: 900,
      to: { tag: 'mobile' },
      retransmissionCount: 0,
    });
  });

  it('goes on while one of its dialogs does', () => {
    const bench = forkedCall();
    bench.see(960, ALICE, PROXY, bye('z9hG4bKx', 'desk'));
    expect(bench.call()).toMatchObject({ state: 'talking', endedAtMs: null });
    bench.see(5000, ALICE, PROXY, bye('z9hG4bKy', 'mobile'));
    expect(bench.call()).toMatchObject({ state: 'completed', endedAtMs: 5000, endedBy: 'caller', durationMs: 4100 });
  });
});

describe('an intermediary that shows the caller another To tag', () => {
  it('does not keep the call alive with the tag of its inner hop', () => {
    const bench = new SignallingBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(5, PROXY, BOB, sipRequest('INVITE', inner('z9hG4bKi')));
    bench.see(90, BOB, PROXY, sipResponse(200, 'OK', { ...inner('z9hG4bKi'), toTag: 'second' }));
    bench.see(95, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'first' }));
    expect(bench.call()).toMatchObject({ state: 'talking', answeredAtMs: 95, to: { tag: 'first' } });
    bench.see(500, ALICE, PROXY, sipRequest('BYE', { cseq: '2 BYE', branches: ['z9hG4bKy'], toTag: 'first' }));
    expect(bench.call()).toMatchObject({ state: 'completed', endedBy: 'caller', endedAtMs: 500 });
  });
});
