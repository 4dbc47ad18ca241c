/** An engine that answers from what a test gives it, for the doors' own tests. */
import type { Engine } from '../../main/engine/engine';
import { NO_COUNTERS } from '../../shared/protocol/captureState';
import type { Answers, CommandName } from '../../shared/protocol/commands';
import type { Snapshot } from '../../shared/protocol/deltas';
import { ok } from '../../shared/result';

export const emptySnapshot: Snapshot = {
  engine: { version: '0', door: 'test', platform: 'linux', mayNamePaths: true },
  capture: { kind: 'idle' },
  counters: NO_COUNTERS,
  engineMemoryBytes: 0,
  lists: {
    calls: { total: 0, version: 0 },
    registrations: { total: 0, version: 0 },
    companions: { total: 0, version: 0 },
    streams: { total: 0, version: 0 },
    messages: { total: 0, version: 0 },
    exchanges: { total: 0, version: 0 },
    keepalives: { total: 0, version: 0 },
  },
};

const noRows = { rows: [], from: 0, matching: 0, total: 0, version: 0 };

export type FakeAnswers = { readonly [N in CommandName]?: Answers[N] };

/** `overrides` replace single functions; `answers` are what commands answer. */
export function fakeEngine(
  overrides: Partial<Engine> = {},
  answers: FakeAnswers = {},
): Engine & { closed: () => boolean } {
  let closed = false;
  const known: FakeAnswers = {
    readSnapshot: emptySnapshot,
    listCalls: noRows,
    listStreams: noRows,
    listCompanions: noRows,
    listExchanges: noRows,
    listKeepalives: noRows,
    countIssues: { kinds: [] },
    listRegistrations: noRows,
    listSamples: { samples: [] },
    ...answers,
  };
  return {
    connect: (port) => port.post({ kind: 'snapshot', number: 0, snapshot: emptySnapshot }),
    command: (name) => {
      const answer = known[name];
      return answer === undefined ? Promise.reject(new Error(`no answer to ${name}`)) : Promise.resolve(answer);
    },
    notes: () => [],
    refusal: () => Promise.resolve(null),
    openFiles: () => Promise.resolve(ok(null)),
    capture: () =>
      Promise.resolve(ok({ source: 'dumpcap', frames: 7, droppedPackets: 0, files: ['a.pcapng'], ended: null })),
    stopCapture: () => Promise.resolve(),
    analysisReport: () => ({ schemaVersion: 1, calls: [] }),
    findCalls: () => [],
    exportCalls: () => Promise.resolve({ frames: 1, bytes: 100, evictedFrames: 0, location: 'x', fileName: 'x' }),
    download: () => null,
    close: () => {
      closed = true;
      return Promise.resolve();
    },
    ...overrides,
    closed: () => closed,
  };
}
