import { keepaliveKey, type KeepaliveKey } from '../../../../shared/ids';
import type { KeepaliveMethod } from '../../../../shared/protocol/exchangeRows';
import type { Endpoint } from '../../../../shared/protocol/rows';
import { detached } from '../signalling/stringPool';
import { KeepaliveRecord } from './keepaliveRecord';

/** The keepalives by method and both ends, which of them have changed, and those between two hosts. Those quiet longest leave. */
export class KeepaliveTable {
  dropped = 0;
  /** In order of their last use. */
  readonly #byIdentity = new Map<string, KeepaliveRecord>();
  /** In order of appearance. */
  readonly #byKey = new Map<KeepaliveKey, KeepaliveRecord>();
  /** By both addresses, in either order. */
  readonly #byHosts = new Map<string, Set<KeepaliveRecord>>();
  readonly #maxKeepalives: number;
  #changed = new Set<KeepaliveRecord>();
  #removed: KeepaliveKey[] = [];
  #opened = 0;

  constructor(maxKeepalives: number) {
    this.#maxKeepalives = maxKeepalives;
  }

  get size(): number {
    return this.#byKey.size;
  }

  keys(): readonly KeepaliveKey[] {
    return [...this.#byKey.keys()];
  }

  find(key: KeepaliveKey): KeepaliveRecord | undefined {
    return this.#byKey.get(key);
  }

  findBetween(method: KeepaliveMethod, source: Endpoint, destination: Endpoint): KeepaliveRecord | undefined {
    return this.#byIdentity.get(identityOf(method, source, destination));
  }

  obtain(method: KeepaliveMethod, source: Endpoint, destination: Endpoint, atMs: number): KeepaliveRecord {
    const identity = identityOf(method, source, destination);
    const known = this.#byIdentity.get(identity);
    if (known !== undefined) {
      this.#byIdentity.delete(identity);
      this.#byIdentity.set(known.identity, known);
      return known;
    }
    if (this.#byIdentity.size >= this.#maxKeepalives) this.#dropOne();
    this.#opened += 1;
    const key = keepaliveKey(`keepalive-${this.#opened}`);
    const record = new KeepaliveRecord({ key, identity: detached(identity), method }, { source, destination }, atMs);
    this.#add(record);
    return record;
  }

  noteChanged(record: KeepaliveRecord): void {
    if (this.#byKey.has(record.key)) this.#changed.add(record);
  }

  ofHosts(one: Endpoint, other: Endpoint): Iterable<KeepaliveRecord> {
    return this.#byHosts.get(hostsOf(one, other)) ?? [];
  }

  takeChanged(): { readonly keepalives: readonly KeepaliveKey[]; readonly removed: readonly KeepaliveKey[] } {
    const keepalives = [...this.#changed].map((record) => {
      record.isTold = true;
      return record.key;
    });
    const removed = this.#removed;
    if (keepalives.length > 0) this.#changed = new Set();
    if (removed.length > 0) this.#removed = [];
    return { keepalives, removed };
  }

  #add(record: KeepaliveRecord): void {
    this.#byIdentity.set(record.identity, record);
    this.#byKey.set(record.key, record);
    const hosts = hostsOf(record.source, record.destination);
    const known = this.#byHosts.get(hosts);
    if (known === undefined) this.#byHosts.set(detached(hosts), new Set([record]));
    else known.add(record);
  }

  #dropOne(): void {
    const quiet = this.#byIdentity.values().next().value;
    if (quiet === undefined) return;
    this.dropped += 1;
    this.#byIdentity.delete(quiet.identity);
    this.#byKey.delete(quiet.key);
    this.#changed.delete(quiet);
    const hosts = hostsOf(quiet.source, quiet.destination);
    const others = this.#byHosts.get(hosts);
    others?.delete(quiet);
    if (others?.size === 0) this.#byHosts.delete(hosts);
    if (quiet.isTold) this.#removed.push(quiet.key);
  }
}

const identityOf = (method: KeepaliveMethod, source: Endpoint, destination: Endpoint): string =>
  `${method} ${source.address} ${source.port} ${destination.address} ${destination.port}`;

const hostsOf = ({ address: one }: Endpoint, { address: other }: Endpoint): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;
