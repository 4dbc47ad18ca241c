import { companionKey, frameNumber, type CallKey, type CompanionKey } from '../../../../shared/ids';
import type {
  CallParties,
  CompanionEvent,
  CompanionKind,
  CompanionRow,
  Encapsulation,
  Endpoint,
  Transport,
} from '../../../../shared/protocol/rows';
import type { StringPool } from '../signalling/stringPool';
import { EventLog } from './eventLog';

/** Longest line of an event that a protocol says; only a HEP agent's report may be longer. */
const MAX_WORDS_LENGTH = 240;

/** How a protocol between two endpoints stands. */
export type CompanionState = {
  /** In a few words. */
  summary(): string;
  isWrong(): boolean;
  /** The companion leaves: what it holds of others is given back. */
  release?(): void;
};

export type CompanionIdentity = {
  readonly kind: CompanionKind;
  readonly number: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly transport: Transport;
  readonly atMs: number;
  readonly encapsulation: Encapsulation | null;
};

/** One protocol beside RTP between two endpoints, both directions. */
export class Companion {
  readonly key: CompanionKey;
  readonly identity: CompanionIdentity;
  readonly log = new EventLog();
  call: CallKey | null = null;
  lastAtMs: number;
  packets = 0;
  /** Stands in the list of changed ones. */
  isChanged = false;
  isDropped = false;

  readonly #words: StringPool;

  constructor(identity: CompanionIdentity, words: StringPool) {
    this.identity = identity;
    this.#words = words;
    this.key = companionKey(`${identity.kind}-${identity.number}`);
    this.lastAtMs = identity.atMs;
  }

  notePacket(atMs: number): void {
    this.packets += 1;
    if (atMs > this.lastAtMs) this.lastAtMs = atMs;
  }

  /** Answers the event that had to leave for it. */
  addEvent({ frame, atMs, forward }: Moment, words: string, wrong = false): CompanionEvent | null {
    const shown = this.#words.keep(words.length > MAX_WORDS_LENGTH ? `${words.slice(0, MAX_WORDS_LENGTH)}…` : words);
    return this.log.add({ frame: frameNumber(frame), atMs, forward, words: shown, wrong });
  }

  row(state: CompanionState, parties: CallParties | null): CompanionRow {
    const { kind, source, destination, transport, atMs, encapsulation } = this.identity;
    return {
      key: this.key,
      kind,
      call: this.call,
      parties,
      source,
      destination,
      transport,
      startedAtMs: atMs,
      durationMs: Math.max(0, this.lastAtMs - atMs),
      packets: this.packets,
      summary: state.summary(),
      wrong: state.isWrong(),
      events: this.log.list(),
      omittedEvents: this.log.omitted,
      encapsulation,
    };
  }
}

/** When something was seen, and whether it went the way of the companion's first packet. */
export type Moment = { readonly frame: number; readonly atMs: number; readonly forward: boolean };
