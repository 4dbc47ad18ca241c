/** An engine that answers with made rows: the window's other end in tests and while looking at it. Test only. */
import type { Answers, Ask, CommandName } from '../../shared/protocol/commands';
import type { EngineDelta, Snapshot } from '../../shared/protocol/deltas';
import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';
import { madeCallStory, madeExchange, madeKeepalive, madeRegistrationStory } from './stories';
import {
  madeCall,
  madeCompanion,
  madeFrame,
  madeMessage,
  madeRegistration,
  madeSamples,
  madeSnapshot,
  madeStream,
} from './rows';

export type Script = { readonly [N in CommandName]?: (ask: Ask<N>) => Answers[N] | Error };

export type ScriptedEngine = {
  /** All that the window asked, in order. */
  readonly asked: readonly { readonly name: string; readonly ask: unknown }[];
  readonly tell: (...deltas: readonly EngineDelta[]) => void;
  /** Loses a batch of deltas on the way. */
  readonly skipNumber: () => void;
  readonly close: () => void;
};

const PORTS = ['10.0.0.1', '192.168.7.101', '127.0.0.1'];

function listing<Row>(total: number, make: (n: number) => Row, from = 0, count = 200) {
  const rows = Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => make(from + at));
  return { rows, from, matching: total, total, version: 1 };
}

const numberOf = (key: string): number => Number(key.split('-').at(-1));

function defaultScript(snapshot: Snapshot): Script {
  const { lists } = snapshot;
  return {
    readSnapshot: () => snapshot,
    listInterfaces: () => ({
      interfaces: ['eth0', 'any', 'lo'].map((name, at) => ({
        number: at + 1,
        name,
        description: '',
        addresses: [PORTS[at]!],
        loopback: name === 'lo',
        up: true,
      })),
      sources: [
        { name: 'dumpcap', available: true, detail: '4.0.17' },
        { name: 'tcpdump', available: false, detail: 'not installed' },
        { name: 'cap', available: true, detail: '0.2.1' },
      ],
      problem: null,
    }),
    listSamples: () => ({
      samples: [{ name: 'first-call', title: 'A first call', words: 'one call that goes well' }],
    }),
    checkCaptureFilter: ({ filter }) => ({ valid: !filter.includes('(('), words: 'syntax error in the filter' }),
    listCalls: ({ from, count }) => listing(lists.calls.total, madeCall, from, count),
    listRegistrations: ({ from, count }) => listing(lists.registrations.total, madeRegistration, from, count),
    listStreams: ({ from, count }) => listing(lists.streams.total, (n) => madeStream(n, n >> 1), from, count),
    listCompanions: ({ from, count }) =>
      listing(lists.companions.total, (n) => madeCompanion(n, n % 5 === 4 ? null : n >> 1), from, count),
    countIssues: () => ({ kinds: [] }),
    readFrame: ({ frame }) => madeFrame(frame),
    listMessages: ({ from, count }) =>
      listing(lists.messages.total, (n) => madeMessage(n, Math.floor(n / 7)), from, count),
    watchCalls: ({ calls }) => ({
      calls: calls.map((key) => madeCall(numberOf(key))),
      messages: calls.flatMap((key) =>
        Array.from({ length: 7 }, (_, at) => madeMessage(numberOf(key) * 7 + at, numberOf(key))),
      ),
      streams: calls.flatMap((key) => [0, 1].map((way) => madeStream(numberOf(key) * 2 + way, numberOf(key)))),
      companions: [],
    }),
    readMessage: ({ message }) => ({
      row: madeMessage(message),
      bytes: new TextEncoder().encode('INVITE sip:2000@example.test SIP/2.0\r\nCall-ID: made\r\n\r\n'),
      fields: [],
    }),
    readRegistration: ({ registration }) => madeRegistrationStory(numberOf(registration)),
    readCall: ({ call }) => madeCallStory(numberOf(call)),
    readCallGroup: () => null,
    joinCalls: () => null,
    splitCall: () => null,
    setLegHeaders: () => null,
    listExchanges: ({ from, count }) => listing(lists.exchanges.total, madeExchange, from, count),
    listKeepalives: ({ from, count }) => listing(lists.keepalives.total, madeKeepalive, from, count),
    readExchange: ({ exchange }) => ({ exchange: madeExchange(numberOf(exchange)), messages: [madeMessage(0, null)] }),
    readKeepalive: ({ keepalive }) => ({
      keepalive: madeKeepalive(numberOf(keepalive)),
      messages: [madeMessage(0, null)],
    }),
    readStreamSamples: ({ stream }) =>
      madeSamples(
        numberOf(stream),
        Array.from({ length: 42 }, (_, second) => second),
      ),
    startCapture: () => null,
    stopCapture: () => null,
    openCapture: () => null,
    followCapture: () => null,
    stopFollowing: () => null,
    openSample: () => null,
    closeCapture: () => null,
    cancelOpen: () => null,
    cancelExport: () => null,
    exportCalls: ({ format }) => ({
      frames: 4190,
      bytes: 900_000,
      evictedFrames: 0,
      location: '/download/1',
      fileName: `call.${format}`,
    }),
  };
}

/** Serves one window over its end of a line. Answers come a turn later, as over a real line. */
export function scriptedEngine(
  port: EnginePort<ToWindow, ToEngine>,
  snapshot: Snapshot = madeSnapshot(),
  changes: Script = {},
): ScriptedEngine {
  const script = { ...defaultScript(snapshot), ...changes } as Record<string, ((ask: unknown) => unknown) | undefined>;
  const asked: { name: string; ask: unknown }[] = [];
  let number = 0;
  port.onMessage(({ id, name, ask }) => {
    asked.push({ name, ask });
    const answer = script[name]?.(ask) ?? (name in script ? null : new Error(`no script for ${name}`));
    if (answer instanceof Error) port.post({ kind: 'answer', id, ok: false, problem: answer.message });
    else port.post({ kind: 'answer', id, ok: true, answer: answer as Answers[CommandName] });
  });
  port.post({ kind: 'snapshot', number, snapshot });
  return {
    asked,
    tell: (...deltas) => port.post({ kind: 'deltas', number: (number += 1), deltas }),
    skipNumber: () => (number += 1),
    close: () => port.close(),
  };
}
