import { describe, expect, it } from 'vitest';
import { RunningExports } from '../../../main/engine/runningExports';

describe('exports under way', () => {
  it('of two windows may have the same number; each cancels its own', () => {
    const running = new RunningExports();
    const [left, right] = [{}, {}];
    const [ofLeft, ofRight, ofNone] = [running.begin(left, 1), running.begin(right, 1), running.begin(null, 1)];
    running.cancel(left, 1);
    running.cancel(left, 2);
    expect([ofLeft.aborted, ofRight.aborted, ofNone.aborted]).toEqual([true, false, false]);
  });

  it('of one window have numbers of their own until they end', () => {
    const running = new RunningExports();
    const window = {};
    running.begin(window, 1);
    expect(() => running.begin(window, 1)).toThrow(/^Export 1 of this window is running already/);
    running.end(window, 1);
    expect(running.begin(window, 1).aborted).toBe(false);
  });

  it('that have ended cannot be cancelled', () => {
    const running = new RunningExports();
    const signal = running.begin(null, 1);
    running.end(null, 1);
    running.cancel(null, 1);
    expect(signal.aborted).toBe(false);
  });
});
