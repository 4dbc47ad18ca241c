import type { Packet } from '../../decode/packet';
import { PAIR_WORDS, writePair } from '../endpointPair';
import type { FlowPath } from '../flowPath';
import { WordTable } from '../media/wordTable';
import type { StreamContext } from './streamContext';
import { TcpDirection } from './tcpDirection';

/** How exactly the order of use is kept. */
const TOUCH_MS = 1000;

/** Two endpoints and what runs between them. The lower endpoint sends `forward`. */
export class TcpConnection {
  readonly key: Uint32Array;
  readonly forward: TcpDirection;
  readonly backward: TcpDirection;
  forwardPath: FlowPath | null = null;
  backwardPath: FlowPath | null = null;
  isEncrypted = false;
  isKnown = false;
  heldBytes = 0;
  lastAtMs: number;
  /** Neighbours in the order of use. */
  older: TcpConnection | null = null;
  newer: TcpConnection | null = null;

  constructor(key: Uint32Array, context: StreamContext, atMs: number) {
    this.key = key.slice();
    this.forward = new TcpDirection(context);
    this.backward = new TcpDirection(context);
    this.lastAtMs = atMs;
  }
}

/** Connections in the order of their last use. */
class UseOrder {
  oldest: TcpConnection | null = null;
  size = 0;
  #newest: TcpConnection | null = null;

  append(connection: TcpConnection): void {
    connection.older = this.#newest;
    connection.newer = null;
    if (this.#newest === null) this.oldest = connection;
    else this.#newest.newer = connection;
    this.#newest = connection;
    this.size += 1;
  }

  remove(connection: TcpConnection): void {
    const { older, newer } = connection;
    if (older === null) this.oldest = newer;
    else older.newer = newer;
    if (newer === null) this.#newest = older;
    else newer.older = older;
    this.size -= 1;
  }
}

/**
 * Connections by their two endpoints. Looking one up makes nothing. Those in which something known was found are kept apart, so
 * that a flood of others cannot push them out.
 */
export class ConnectionTable {
  /** Whether the packet looked up last goes forward in its connection. */
  isForward = false;

  readonly #context: StreamContext;
  readonly #table = new WordTable<TcpConnection>(PAIR_WORDS);
  readonly #known = new UseOrder();
  readonly #others = new UseOrder();

  constructor(context: StreamContext) {
    this.#context = context;
  }

  get size(): number {
    return this.#table.size;
  }

  find(packet: Packet): TcpConnection | null {
    this.isForward = writePair(this.#table.key, packet);
    return this.#table.find();
  }

  /** Adds the connection of the packet that was looked up last. */
  add(atMs: number): TcpConnection {
    const connection = new TcpConnection(this.#table.key, this.#context, atMs);
    this.#table.add(connection);
    this.#others.append(connection);
    return connection;
  }

  touch(connection: TcpConnection, atMs: number): void {
    if (Math.abs(atMs - connection.lastAtMs) < TOUCH_MS) return;
    connection.lastAtMs = atMs;
    const order = connection.isKnown ? this.#known : this.#others;
    order.remove(connection);
    order.append(connection);
  }

  /** Something known was found in it. */
  promote(connection: TcpConnection): void {
    this.#others.remove(connection);
    connection.isKnown = true;
    this.#known.append(connection);
  }

  remove(connection: TcpConnection): void {
    this.#table.key.set(connection.key);
    this.#table.remove();
    (connection.isKnown ? this.#known : this.#others).remove(connection);
  }

  /** The one to forget first: of the larger kind, the one that was quiet longest. */
  oldest(): TcpConnection | null {
    return (this.#known.size > this.#others.size ? this.#known : this.#others).oldest;
  }

  *all(): Iterable<TcpConnection> {
    for (const order of [this.#known, this.#others]) {
      for (let connection = order.oldest; connection !== null; connection = connection.newer) yield connection;
    }
  }
}
