import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { SignallingBench } from './signallingBench';

describe('what changed since it was last asked', () => {
  it('names each call and registration once and counts messages', () => {
    const bench = new SignallingBench();
    expect(bench.analysis.takeChanged()).toEqual({ calls: [], registrations: [], messages: 0, revised: [] });
    bench.fromAlice(0, sipRequest('INVITE', { callId: 'one' }));
    bench.fromBob(1, sipResponse(180, 'Ringing', { callId: 'one' }));
    bench.fromAlice(2, sipRequest('INVITE', { callId: 'two' }));
    bench.fromAlice(3, sipRequest('REGISTER', { callId: 'three' }));
    const [one, two] = bench.analysis.calls();
    expect(bench.analysis.takeChanged()).toEqual({
      calls: [one, two],
      registrations: bench.analysis.registrations(),
      messages: 4,
      revised: [],
    });
    bench.fromBob(5, sipResponse(486, 'Busy Here', { callId: 'two' }));
    expect(bench.analysis.takeChanged()).toEqual({ calls: [two], registrations: [], messages: 1, revised: [] });
    expect(bench.analysis.takeChanged()).toEqual({ calls: [], registrations: [], messages: 0, revised: [] });
    expect(bench.analysis.callOf('two')).toBe(two);
    expect(bench.analysis.callOf('three')).toBeNull();
  });

  it('includes what the end of the capture settles', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(0, sipRequest('REGISTER', { callId: 'three' }));
    bench.analysis.takeChanged();
    bench.analysis.finish(10);
    expect(bench.analysis.takeChanged()).toEqual({
      calls: bench.analysis.calls(),
      registrations: [],
      messages: 0,
      revised: [],
    });
  });
});
