/** One connection to an engine: asks find their answers by id, and the numbers of deltas are checked for gaps. */
import type { Answers, CallEngine } from '../../shared/protocol/commands';
import type { EngineDelta, Snapshot } from '../../shared/protocol/deltas';
import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';

export type LinkHandlers = {
  /** `afterGap` when deltas were missed, so that rows which only deltas bring have to be read again. */
  readonly onSnapshot: (snapshot: Snapshot, afterGap: boolean) => void;
  readonly onDeltas: (deltas: readonly EngineDelta[]) => void;
  readonly onClose: () => void;
};

export type EngineLink = { readonly ask: CallEngine; readonly close: () => void };

type Pending = { readonly resolve: (answer: never) => void; readonly reject: (problem: Error) => void };

/** The problem that open asks end with when the line breaks. */
export const LINE_BROKEN = 'The engine stopped before it answered.';

export function createEngineLink(port: EnginePort<ToEngine, ToWindow>, handlers: LinkHandlers): EngineLink {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let lastNumber: number | null = null;
  let closed = false;

  const ask: CallEngine = (name, parameters) =>
    new Promise<Answers[typeof name]>((resolve, reject) => {
      if (closed) return reject(new Error(LINE_BROKEN));
      const id = nextId++;
      pending.set(id, { resolve, reject });
      port.post({ kind: 'ask', id, name, ask: parameters });
    });

  const readAgain = (): void => {
    ask('readSnapshot', {}).then(
      (snapshot) => handlers.onSnapshot(snapshot, true),
      () => undefined, // the line broke, which onClose tells
    );
  };

  const onAnswer = (message: Extract<ToWindow, { kind: 'answer' }>): void => {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.ok) waiting?.resolve(message.answer as never);
    else waiting?.reject(new Error(message.problem));
  };

  const onMessage = (message: ToWindow): void => {
    if (message.kind === 'answer') return onAnswer(message);
    const gap = message.kind === 'deltas' && lastNumber !== null && message.number !== lastNumber + 1;
    lastNumber = message.number;
    if (message.kind === 'snapshot') handlers.onSnapshot(message.snapshot, false);
    else handlers.onDeltas(message.deltas); // every delta tells a state, not a difference, so it holds after a gap too
    if (gap) readAgain();
  };

  const onClosed = (): void => {
    if (closed) return;
    closed = true;
    for (const { reject } of pending.values()) reject(new Error(LINE_BROKEN));
    pending.clear();
    handlers.onClose();
  };

  port.onMessage(onMessage);
  port.onClose(onClosed);
  return {
    ask,
    close: () => {
      port.close();
      onClosed();
    },
  };
}
