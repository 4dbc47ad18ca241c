import type {
  CallKey,
  CompanionKey,
  ExchangeKey,
  KeepaliveKey,
  MessageIndex,
  RegistrationKey,
  StreamKey,
} from '../../../shared/ids';
import type {
  CallSort,
  CompanionSort,
  ExchangeSort,
  KeepaliveSort,
  MessageSort,
  RegistrationSort,
  StreamSort,
} from '../../../shared/protocol/commands';
import type { ListStates } from '../../../shared/protocol/deltas';
import type { CallRow, CompanionRow, MessageRow, RegistrationRow, StreamRow } from '../../../shared/protocol/rows';
import type { ExchangeRow, KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import type { CompanionAnalysis } from '../analysis/companions/companionAnalysis';
import type { ExchangeAnalysis } from '../analysis/exchanges/exchangeAnalysis';
import type { KeepaliveAnalysis } from '../analysis/keepalives/keepaliveAnalysis';
import type { LinkAnalysis } from '../analysis/links/linkAnalysis';
import type { MediaAnalysis } from '../analysis/media/mediaAnalysis';
import type { SignallingAnalysis } from '../analysis/signalling/signallingAnalysis';
import { GroupedCalls } from './groupedCalls';
import { RowList } from './rowList';
import { exchangeOrder, keepaliveOrder } from './exchangeOrders';
import { callOrder, companionOrder, messageOrder, registrationOrder, streamOrder } from './rowOrders';

/** Rows that are new or different since somebody last took them. */
export type ChangedRows = {
  readonly calls: readonly CallRow[];
  readonly streams: readonly StreamRow[];
  readonly companions: readonly CompanionRow[];
  readonly messages: readonly MessageRow[];
};

export const NO_LISTS: ListStates = {
  calls: { total: 0, version: 0 },
  registrations: { total: 0, version: 0 },
  streams: { total: 0, version: 0 },
  companions: { total: 0, version: 0 },
  messages: { total: 0, version: 0 },
  exchanges: { total: 0, version: 0 },
  keepalives: { total: 0, version: 0 },
};

/** What the rows are made from. */
export type Analyses = {
  readonly signalling: SignallingAnalysis;
  readonly media: MediaAnalysis;
  readonly companions: CompanionAnalysis;
  readonly links: LinkAnalysis;
  readonly exchanges: ExchangeAnalysis;
  readonly keepalives: KeepaliveAnalysis;
};

/** The lists of one capture, brought up to date from the analysis when somebody looks. */
export class CaptureRows {
  readonly calls = new RowList<CallKey, CallRow, CallSort>(callOrder);
  readonly groupedCalls = new GroupedCalls(this.calls);
  readonly registrations = new RowList<RegistrationKey, RegistrationRow, RegistrationSort>(registrationOrder);
  readonly streams = new RowList<StreamKey, StreamRow, StreamSort>(streamOrder);
  readonly companions = new RowList<CompanionKey, CompanionRow, CompanionSort>(companionOrder);
  readonly messages = new RowList<MessageIndex, MessageRow, MessageSort>(messageOrder);
  readonly exchanges = new RowList<ExchangeKey, ExchangeRow, ExchangeSort>(exchangeOrder);
  readonly keepalives = new RowList<KeepaliveKey, KeepaliveRow, KeepaliveSort>(keepaliveOrder);
  readonly #signalling: SignallingAnalysis;
  readonly #media: MediaAnalysis;
  readonly #companions: CompanionAnalysis;
  readonly #links: LinkAnalysis;
  readonly #exchanges: ExchangeAnalysis;
  readonly #keepalives: KeepaliveAnalysis;
  readonly #staleCalls = new Set<CallKey>();
  readonly #changedCalls = new Set<CallKey>();
  readonly #changedStreams = new Set<StreamKey>();
  readonly #changedCompanions = new Set<CompanionKey>();
  readonly #changedMessages = new Set<number>();
  #takenMessages = 0;

  constructor({ signalling, media, companions, links, exchanges, keepalives }: Analyses) {
    this.#signalling = signalling;
    this.#media = media;
    this.#companions = companions;
    this.#links = links;
    this.#exchanges = exchanges;
    this.#keepalives = keepalives;
  }

  /** Brings the lists up to date; what changed waits for `takeChanged`. */
  refresh(): void {
    this.#refreshStreams();
    this.#refreshCompanions();
    this.#refreshSignalling();
    this.#refreshBeside();
    const { messages } = this.#signalling;
    for (let index = this.messages.total; index < messages.length; index += 1) {
      const message = messages[index];
      if (message) this.messages.put(message.index, message);
    }
  }

  /** Rows that are new or different since this was last asked. */
  takeChanged(): ChangedRows {
    this.refresh();
    const { messages } = this.#signalling;
    const revised = [...this.#changedMessages].map((index) => messages[index]).filter((row) => row !== undefined);
    const changed: ChangedRows = {
      calls: [...this.#changedCalls].map((key) => this.calls.row(key)).filter((row) => row !== null),
      streams: [...this.#changedStreams].map((key) => this.streams.row(key)).filter((row) => row !== null),
      companions: [...this.#changedCompanions].map((key) => this.companions.row(key)).filter((row) => row !== null),
      messages: [...revised, ...messages.slice(this.#takenMessages)],
    };
    this.#changedCalls.clear();
    this.#changedStreams.clear();
    this.#changedCompanions.clear();
    this.#changedMessages.clear();
    this.#takenMessages = this.messages.total;
    return changed;
  }

  #refreshStreams(): void {
    const { streams, removed } = this.#media.takeChanged();
    if (removed.length > 0) this.streams.removeAll(new Set(removed));
    for (const key of removed) this.#changedStreams.delete(key);
    for (const key of streams) {
      const row = this.#media.streamRow(key);
      if (!row) continue;
      this.streams.put(key, row);
      this.#changedStreams.add(key);
      if (row.call !== null) this.#staleCalls.add(row.call);
    }
  }

  #refreshCompanions(): void {
    const { companions, removed } = this.#companions.takeChanged();
    if (removed.length > 0) this.companions.removeAll(new Set(removed));
    for (const key of removed) this.#changedCompanions.delete(key);
    for (const key of companions) {
      const row = this.#companions.companionRow(key);
      if (!row) continue;
      this.companions.put(key, row);
      this.#changedCompanions.add(key);
    }
  }

  #refreshBeside(): void {
    const { exchanges, removed } = this.#exchanges.takeChanged();
    if (removed.length > 0) this.exchanges.removeAll(new Set(removed));
    for (const key of exchanges) {
      const row = this.#exchanges.exchangeRow(key);
      if (row) this.exchanges.put(key, row);
    }
    const changed = this.#keepalives.takeChanged();
    if (changed.removed.length > 0) this.keepalives.removeAll(new Set(changed.removed));
    for (const key of changed.keepalives) {
      const row = this.#keepalives.keepaliveRow(key);
      if (row) this.keepalives.put(key, row);
    }
  }

  /** A call's row shows its streams' quality and its group, so it changes with them. */
  #refreshSignalling(): void {
    const { calls, registrations, revised } = this.#signalling.takeChanged();
    for (const index of revised) this.#refreshMessage(index);
    for (const key of new Set([...calls, ...this.#staleCalls, ...this.#links.takeChanged()])) {
      const row = this.#signalling.callRow(key);
      if (!row) continue;
      this.calls.put(key, row);
      this.#changedCalls.add(key);
    }
    this.#staleCalls.clear();
    for (const key of registrations) {
      const row = this.#signalling.registrationRow(key);
      if (row) this.registrations.put(key, row);
    }
  }

  /** A message that the list holds already; a newer one comes with the new ones. */
  #refreshMessage(index: number): void {
    const row = this.#signalling.message(index);
    if (!row || index >= this.messages.total) return;
    this.messages.put(row.index, row);
    if (index < this.#takenMessages) this.#changedMessages.add(index);
  }

  states(): ListStates {
    const stateOf = ({ total, version }: { total: number; version: number }) => ({ total, version });
    return {
      calls: stateOf(this.calls),
      registrations: stateOf(this.registrations),
      streams: stateOf(this.streams),
      companions: stateOf(this.companions),
      messages: stateOf(this.messages),
      exchanges: stateOf(this.exchanges),
      keepalives: stateOf(this.keepalives),
    };
  }
}
