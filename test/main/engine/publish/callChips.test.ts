import { describe, expect, it } from 'vitest';
import { callChipCondition } from '../../../../main/engine/publish/callChips';
import type { CallChip } from '../../../../shared/protocol/commands';
import type { CallRow, DirectionQuality } from '../../../../shared/protocol/rows';

const side = (lossPercent: number, maxJitterMs: number): DirectionQuality => ({ lossPercent, maxJitterMs, packets: 9 });

const call = (over: Partial<CallRow>): CallRow =>
  ({ state: 'completed', answeredAtMs: 1, callerToCallee: null, calleeToCaller: null, ...over }) as CallRow;

describe('chips of the call list', () => {
  it.each<[string, readonly CallChip[], Partial<CallRow>, boolean]>([
    ['failed: rejected', ['failed'], { state: 'rejected' }, true],
    ['failed: failed', ['failed'], { state: 'failed' }, true],
    ['failed: unanswered', ['failed'], { state: 'unanswered' }, true],
    ['failed: a cancelled call did not fail', ['failed'], { state: 'cancelled' }, false],
    ['failed: completed', ['failed'], {}, false],
    ['answered', ['answered'], {}, true],
    ['answered: never', ['answered'], { answeredAtMs: null }, false],
    ['answered at the very start', ['answered'], { answeredAtMs: 0 }, true],
    ['active: ringing', ['active'], { state: 'ringing' }, true],
    ['active: over', ['active'], {}, false],
    ['bad audio: no media', ['badAudio'], {}, false],
    ['bad audio: at the limits', ['badAudio'], { callerToCallee: side(1, 30) }, false],
    ['bad audio: loss one way', ['badAudio'], { calleeToCaller: side(1.1, 0) }, true],
    ['bad audio: jitter', ['badAudio'], { callerToCallee: side(0, 30.5) }, true],
    ['both have to hold', ['answered', 'badAudio'], { callerToCallee: side(0, 0) }, false],
    ['both hold', ['answered', 'badAudio'], { callerToCallee: side(9, 0) }, true],
  ])('%s', (_name, chips, row, holds) => {
    expect(callChipCondition(chips)?.holds(call(row))).toBe(holds);
  });

  it('has no condition without chips, and one name however they are ordered', () => {
    expect(callChipCondition([])).toBeNull();
    expect(callChipCondition(['failed', 'active'])?.name).toBe(callChipCondition(['active', 'failed'])?.name);
  });
});
