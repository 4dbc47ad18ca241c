import type { CallKey } from '../ids';
import type { CompanionRow, MessageRow, StreamRow } from '../protocol/rows';

/** What a ladder is drawn from. */
export type LadderRows = {
  readonly messages: readonly MessageRow[];
  readonly streams: readonly StreamRow[];
  readonly companions: readonly CompanionRow[];
};

/** What the reader wants to see of it; null wants all. A call or transaction that the rows do not have narrows nothing. */
export type LadderNarrowing = {
  readonly call: CallKey | null;
  readonly transaction: number | null;
  readonly hidesCopies: boolean;
};

export type NarrowedLadder = LadderRows & {
  /** Which messages get a row; the others still have their lanes. null where all do, and media too. */
  readonly shows: ((message: MessageRow) => boolean) | null;
  /** What of the narrowing takes effect. */
  readonly call: CallKey | null;
  readonly transaction: number | null;
  /** Copies in what is left, shown or hidden. */
  readonly copies: number;
};

/** A leg leaves with its lanes, and so do copies; of a transaction the lanes stay, so that it is seen where it happened. */
export function narrowLadder(rows: LadderRows, { call, transaction, hidesCopies }: LadderNarrowing): NarrowedLadder {
  const hasCall = call !== null && [...rows.messages, ...rows.streams].some((row) => row.call === call);
  const ofLeg = hasCall ? onlyCall(rows, call) : rows;
  const copies = ofLeg.messages.reduce((count, { copyOf }) => count + (copyOf === null ? 0 : 1), 0);
  const messages = hidesCopies && copies > 0 ? ofLeg.messages.filter(({ copyOf }) => copyOf === null) : ofLeg.messages;
  const hasTransaction = transaction !== null && messages.some((message) => message.transaction === transaction);
  return {
    ...ofLeg,
    messages,
    shows: hasTransaction ? (message) => message.transaction === transaction : null,
    call: hasCall ? call : null,
    transaction: hasTransaction ? transaction : null,
    copies,
  };
}

function onlyCall({ messages, streams, companions }: LadderRows, call: CallKey): LadderRows {
  const belongs = (row: { readonly call: CallKey | null }): boolean => row.call === call;
  return {
    messages: messages.filter(belongs),
    streams: streams.filter(belongs),
    companions: companions.filter(belongs),
  };
}

/** When the first of these rows is, in milliseconds since the capture's first frame; 0 without rows. */
export function beginningOf({ messages, streams, companions }: LadderRows): number {
  let firstMs = Infinity;
  for (const { atMs } of messages) firstMs = Math.min(firstMs, atMs);
  for (const { startedAtMs } of [...streams, ...companions]) firstMs = Math.min(firstMs, startedAtMs);
  return Number.isFinite(firstMs) ? firstMs : 0;
}
