import { describe, expect, it } from 'vitest';
import { callKey, streamKey } from '../../../shared/ids';
import type { EngineDelta } from '../../../shared/protocol/deltas';
import { applyDeltas } from '../../../renderer/store/applyDelta';
import { NO_COUNTERS } from '../../../shared/protocol/captureState';
import { applySnapshot, INITIAL_SESSION, type Session } from '../../../renderer/store/session';
import { madeCall, madeMessage, madeSamples, madeSnapshot, madeStream } from '../rows';

const watching: Session = {
  ...INITIAL_SESSION,
  watched: {
    calls: [madeCall(0)],
    messages: [madeMessage(0), madeMessage(2)],
    streams: [madeStream(0)],
    companions: [],
    samples: new Map(),
    group: null,
    groupMark: null,
  },
};

const cases: readonly (readonly [string, readonly EngineDelta[], (session: Session) => unknown, unknown])[] = [
  [
    'capture',
    [{ kind: 'captureChanged', capture: { kind: 'starting', interfaceName: 'lo' } }],
    ({ capture }) => capture.kind,
    'starting',
  ],
  [
    'counters',
    [{ kind: 'countersChanged', counters: { ...NO_COUNTERS, frames: 9 }, engineMemoryBytes: 7 }],
    ({ counters, engineMemoryBytes }) => [counters.frames, engineMemoryBytes],
    [9, 7],
  ],
  ['lists', [{ kind: 'listsChanged', lists: madeSnapshot().lists }], ({ lists }) => lists.calls.total, 1204],
  [
    'export',
    [{ kind: 'exportProgress', task: 3, done: 1, total: 4 }],
    ({ exports }) => exports.get(3),
    { done: 1, total: 4 },
  ],
  [
    'reset',
    [{ kind: 'captureReset' }],
    ({ epoch, watched }) => [epoch, watched.calls.length, watched.messages.length],
    [1, 0, 0],
  ],
  [
    'a watched call',
    [{ kind: 'callChanged', call: madeCall(0, { state: 'completed' }) }],
    ({ watched }) => watched.calls.map(({ state }) => state),
    ['completed'],
  ],
  [
    'a call that is not watched',
    [{ kind: 'callChanged', call: madeCall(5) }],
    ({ watched }) => watched.calls.length,
    1,
  ],
  [
    'a message between others',
    [{ kind: 'messageSeen', message: madeMessage(1) }],
    ({ watched }) => watched.messages.map(({ index }) => index),
    [0, 1, 2],
  ],
  [
    'a message seen again',
    [{ kind: 'messageSeen', message: madeMessage(2, 0, { retransmission: true }) }],
    ({ watched }) => watched.messages.map(({ retransmission }) => retransmission),
    [false, true],
  ],
  [
    'messages of other calls and of none',
    [
      { kind: 'messageSeen', message: madeMessage(3, 5) },
      { kind: 'messageSeen', message: madeMessage(4, null) },
    ],
    ({ watched }) => watched.messages.length,
    2,
  ],
  [
    'a new stream of a watched call',
    [{ kind: 'streamChanged', stream: madeStream(1) }],
    ({ watched }) => watched.streams.length,
    2,
  ],
  [
    'a stream of another call',
    [{ kind: 'streamChanged', stream: madeStream(1, 5) }],
    ({ watched }) => watched.streams.length,
    1,
  ],
  [
    'samples that overlap',
    [
      { kind: 'streamSampled', samples: madeSamples(0, [0, 1, 2]) },
      { kind: 'streamSampled', samples: madeSamples(0, [2, 3], 5) },
    ],
    ({ watched }) => [
      watched.samples.get(streamKey('stream-0'))?.atMs,
      watched.samples.get(streamKey('stream-0'))?.lostPackets,
    ],
    [
      [0, 1000, 2000, 3000],
      [0, 0, 5, 5],
    ],
  ],
  [
    'samples of a stream that is not watched',
    [{ kind: 'streamSampled', samples: madeSamples(8, [0]) }],
    ({ watched }) => watched.samples.size,
    0,
  ],
];

describe('applyDeltas', () => {
  it.each(cases)('takes over %s', (_name, deltas, pick, expected) => {
    expect(pick(applyDeltas(watching, deltas))).toEqual(expected);
  });

  it('leaves the session before as it was', () => {
    applyDeltas(watching, [{ kind: 'messageSeen', message: madeMessage(1) }, { kind: 'captureReset' }]);
    expect(watching.watched.messages).toHaveLength(2);
    expect(watching.epoch).toBe(0);
  });

  it('keeps rows that nothing touched', () => {
    const next = applyDeltas(watching, [{ kind: 'listsChanged', lists: madeSnapshot().lists }]);
    expect(next.watched).toBe(watching.watched);
  });
});

describe('applySnapshot', () => {
  const known = applySnapshot(INITIAL_SESSION, madeSnapshot());

  it('keeps keys and rows of the same capture', () => {
    const next = applySnapshot({ ...known, watched: watching.watched }, madeSnapshot());
    expect([next.epoch, next.watched.calls[0]?.key]).toEqual([known.epoch, callKey('call-0')]);
  });

  it('voids them when the capture is another one', () => {
    const { counters } = madeSnapshot();
    const other = madeSnapshot({ counters: { ...counters, firstAt: { seconds: 5, nanoseconds: 0 } } });
    const next = applySnapshot({ ...known, watched: watching.watched }, other);
    expect([next.epoch, next.watched.calls.length]).toEqual([known.epoch + 1, 0]);
  });
});
