import { exchangeKey, type ExchangeKey } from '../../../../shared/ids';
import type { ExchangeState } from '../../../../shared/protocol/exchangeRows';
import { openRecord, type ExchangeRecord, type OpenedRecord } from './exchangeRecord';

/** States in which nothing more is waited for. */
const OVER: ReadonlySet<ExchangeState> = new Set(['done', 'ended', 'rejected', 'unanswered', 'cannotTell']);

/**
 * Exchanges by what their messages have in common, in order of appearance, and which of them have changed. When they are too
 * many the one that has been over for longest leaves, or the oldest when none is over.
 */
export class ExchangeTable {
  dropped = 0;
  readonly #byKey = new Map<ExchangeKey, ExchangeRecord>();
  readonly #byIdentity = new Map<string, ExchangeRecord>();
  /** In the order in which they were over. */
  readonly #over = new Set<ExchangeRecord>();
  readonly #maxExchanges: number;
  readonly #onRemoved: (record: ExchangeRecord) => void;
  #changed = new Set<ExchangeRecord>();
  #removed: ExchangeKey[] = [];
  #opened = 0;

  constructor(maxExchanges: number, onRemoved: (record: ExchangeRecord) => void) {
    this.#maxExchanges = maxExchanges;
    this.#onRemoved = onRemoved;
  }

  get size(): number {
    return this.#byKey.size;
  }

  keys(): readonly ExchangeKey[] {
    return [...this.#byKey.keys()];
  }

  all(): Iterable<ExchangeRecord> {
    return this.#byKey.values();
  }

  find(key: ExchangeKey): ExchangeRecord | undefined {
    return this.#byKey.get(key);
  }

  findByIdentity(identity: string): ExchangeRecord | undefined {
    return this.#byIdentity.get(identity);
  }

  open(opened: Omit<OpenedRecord, 'key'>): ExchangeRecord {
    if (this.#byKey.size >= this.#maxExchanges) this.#dropOne();
    this.#opened += 1;
    const record = openRecord({ ...opened, key: exchangeKey(`exchange-${this.#opened}`) });
    this.#byKey.set(record.key, record);
    this.#byIdentity.set(record.identity, record);
    return record;
  }

  noteChanged(record: ExchangeRecord): void {
    if (!this.#byKey.has(record.key)) return;
    this.#changed.add(record);
    if (OVER.has(record.state)) this.#over.add(record);
    else this.#over.delete(record);
  }

  remove(record: ExchangeRecord): void {
    if (!this.#byKey.delete(record.key)) return;
    this.#byIdentity.delete(record.identity);
    this.#over.delete(record);
    this.#changed.delete(record);
    if (record.isTold) this.#removed.push(record.key);
    this.#onRemoved(record);
  }

  takeChanged(): { readonly exchanges: readonly ExchangeKey[]; readonly removed: readonly ExchangeKey[] } {
    const exchanges = [...this.#changed].map((record) => {
      record.isTold = true;
      return record.key;
    });
    const removed = this.#removed;
    if (exchanges.length > 0) this.#changed = new Set();
    if (removed.length > 0) this.#removed = [];
    return { exchanges, removed };
  }

  #dropOne(): void {
    const oldest = this.#over.values().next().value ?? this.#byKey.values().next().value;
    if (oldest === undefined) return;
    this.dropped += 1;
    this.remove(oldest);
  }
}
