import type { TcpConnection } from './connectionTable';

/** Connections that wait for something, those first that have been waiting longest. Time is capture time. */
export class WaitingList {
  readonly #waitMs: number;
  readonly #since = new Map<TcpConnection, number>();
  /** Not before then is there something to give up. */
  dueMs = Number.POSITIVE_INFINITY;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  has(connection: TcpConnection): boolean {
    return this.#since.has(connection);
  }

  add(connection: TcpConnection, atMs: number): void {
    this.#since.set(connection, atMs);
    this.dueMs = Math.min(this.dueMs, atMs + this.#waitMs);
  }

  remove(connection: TcpConnection): void {
    this.#since.delete(connection);
  }

  all(): Iterable<TcpConnection> {
    return this.#since.keys();
  }

  /** Takes out those that have waited long enough; a clock that stepped back as far counts as well. */
  takeDue(atMs: number): readonly TcpConnection[] {
    this.dueMs = Number.POSITIVE_INFINITY;
    const due: TcpConnection[] = [];
    for (const [connection, sinceMs] of this.#since) {
      if (Math.abs(atMs - sinceMs) < this.#waitMs) {
        this.dueMs = sinceMs + this.#waitMs;
        break;
      }
      due.push(connection);
      this.#since.delete(connection);
    }
    return due;
  }
}
