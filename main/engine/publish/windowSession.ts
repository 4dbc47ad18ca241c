import type { CallKey, StreamKey } from '../../../shared/ids';
import { isCommandName } from '../../../shared/protocol/commandNames';
import type { CommandName } from '../../../shared/protocol/commands';
import type { EngineDelta, Snapshot } from '../../../shared/protocol/deltas';
import type { ToWindow } from '../../../shared/protocol/envelope';
import type { EnginePort } from '../../../shared/protocol/enginePort';
import type { StreamSamples } from '../../../shared/protocol/rows';
import type { ChangedRows } from './captureRows';
import { problemOf } from './problemOf';

/** What a window's session needs of the engine behind it. */
export type SessionBackend = {
  readonly snapshot: () => Snapshot;
  readonly run: (name: CommandName, ask: unknown, session: WindowSession) => Promise<unknown>;
  readonly samplesFrom: (stream: StreamKey, fromMs: number) => StreamSamples | null;
  readonly onClosed: (session: WindowSession) => void;
};

type Envelope = { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly ask?: unknown };

/** Checked by hand: zod comes into memory with the first ask only, to check what is asked. */
const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  message.kind === 'ask' &&
  'id' in message &&
  Number.isSafeInteger(message.id) &&
  'name' in message &&
  typeof message.name === 'string';

/** One window on the line: a snapshot first, then numbered deltas; answers what it asks. */
export class WindowSession {
  readonly #port: EnginePort<ToWindow, unknown>;
  readonly #backend: SessionBackend;
  #number = 0;
  #watched: ReadonlySet<CallKey> = new Set();
  /** Per watched stream the second up to which the window has been told. */
  readonly #sampledUntilMs = new Map<StreamKey, number>();

  constructor(port: EnginePort<ToWindow, unknown>, backend: SessionBackend) {
    this.#port = port;
    this.#backend = backend;
    port.onMessage((message) => void this.#onMessage(message));
    port.onClose(() => backend.onClosed(this));
    port.post({ kind: 'snapshot', number: 0, snapshot: backend.snapshot() });
  }

  watch(calls: readonly CallKey[]): void {
    this.#watched = new Set(calls);
    this.#sampledUntilMs.clear();
  }

  /** Posts what this window is to know of; nothing when nothing concerns it. */
  publish(common: readonly EngineDelta[], changed: ChangedRows): void {
    const deltas = [...common, ...this.#watchedDeltas(changed)];
    if (deltas.length === 0) return;
    this.#post(deltas);
  }

  /** The capture is gone and every key with it: the next capture's first call may well have the same key. */
  reset(): void {
    this.watch([]);
    this.tell({ kind: 'captureReset' });
  }

  /** Tells this window alone, at once. */
  tell(delta: EngineDelta): void {
    this.#post([delta]);
  }

  #post(deltas: readonly EngineDelta[]): void {
    this.#number += 1;
    this.#port.post({ kind: 'deltas', number: this.#number, deltas });
  }

  close(): void {
    this.#port.close();
  }

  #watchedDeltas(changed: ChangedRows): EngineDelta[] {
    if (this.#watched.size === 0) return [];
    const watches = (call: CallKey | null): boolean => call !== null && this.#watched.has(call);
    const deltas: EngineDelta[] = [];
    for (const call of changed.calls) if (watches(call.key)) deltas.push({ kind: 'callChanged', call });
    for (const message of changed.messages) if (watches(message.call)) deltas.push({ kind: 'messageSeen', message });
    for (const companion of changed.companions) {
      if (watches(companion.call)) deltas.push({ kind: 'companionChanged', companion });
    }
    for (const stream of changed.streams) {
      if (!watches(stream.call)) continue;
      deltas.push({ kind: 'streamChanged', stream });
      const samples = this.#newSamples(stream.key);
      if (samples) deltas.push({ kind: 'streamSampled', samples });
    }
    return deltas;
  }

  /** From the last second told on: that one may have been told half full. */
  #newSamples(stream: StreamKey): StreamSamples | null {
    const samples = this.#backend.samplesFrom(stream, this.#sampledUntilMs.get(stream) ?? -Infinity);
    const last = samples?.atMs.at(-1);
    if (samples === null || last === undefined) return null;
    this.#sampledUntilMs.set(stream, last);
    return samples;
  }

  async #onMessage(message: unknown): Promise<void> {
    if (!isEnvelope(message)) return;
    const { id, name, ask } = message;
    try {
      if (!isCommandName(name)) throw new Error(`The engine knows no command ${name.slice(0, 80)}: reload the window.`);
      const answer = await this.#backend.run(name, ask, this);
      this.#port.post({ kind: 'answer', id, ok: true, answer: answer as never });
    } catch (error) {
      this.#port.post({ kind: 'answer', id, ok: false, problem: problemOf(error) });
    }
  }
}
