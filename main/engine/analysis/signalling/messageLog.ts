import type { Endpoint, MessageRow, Undeliverable } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { MessagePlace } from '../carriedUnit';

/** An ICMP error follows its packet within moments: among so many messages it is looked for. */
const MOST_RECENT = 2000;

/** Between whom a quoted datagram went; its payload's length when the quotation tells it. */
export type QuotedPath = {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly payloadBytes: number | null;
};

/** The rows of all messages in order of arrival, where their bytes lie, and what is counted of them. */
export class MessageLog {
  readonly #rows: MessageRow[] = [];
  /** Of messages that are no datagram's payload, by their index. */
  readonly #places = new Map<number, MessagePlace>();
  readonly #issueCounts = new Map<SipIssueCode, number>();
  #taken = 0;
  #revised: number[] = [];

  /** A row's `index` is its place here. */
  get rows(): readonly MessageRow[] {
    return this.#rows;
  }

  /** How many messages have an issue of each kind. */
  get issueCounts(): ReadonlyMap<SipIssueCode, number> {
    return this.#issueCounts;
  }

  /** Where the bytes of a message lie; null when it is the payload of a datagram. */
  placeOf(index: number): MessagePlace | null {
    return this.#places.get(index) ?? null;
  }

  add(row: MessageRow, place: MessagePlace | null): void {
    this.#rows.push(row);
    if (place !== null) this.#places.set(row.index, place);
    if (row.issues.length > 0) this.#countIssues(row);
  }

  /** Puts a row in place of the one with its index. */
  revise(row: MessageRow): void {
    this.#rows[row.index] = row;
    this.#revised.push(row.index);
  }

  /** Marks the message that an ICMP error quotes, and tells which it is; null when none fits. The first error counts. */
  noteUndeliverable(path: QuotedPath, undeliverable: Undeliverable): MessageRow | null {
    const row = this.#latestOn(path);
    if (row === null || row.undeliverable !== null) return row;
    const marked = { ...row, undeliverable };
    this.revise(marked);
    return marked;
  }

  /** How many messages are new since the last time, and which earlier ones have changed. */
  takeChanged(): { readonly messages: number; readonly revised: number[] } {
    const messages = this.#rows.length - this.#taken;
    const revised = this.#revised;
    this.#taken = this.#rows.length;
    this.#revised = [];
    return { messages, revised };
  }

  /** The latest message of this size on the way, or the latest at all where the size is not told. */
  #latestOn({ source, destination, payloadBytes }: QuotedPath): MessageRow | null {
    const oldest = Math.max(0, this.#rows.length - MOST_RECENT);
    for (let index = this.#rows.length - 1; index >= oldest; index -= 1) {
      const row = this.#rows[index]!;
      if (row.transport !== 'udp' || (payloadBytes !== null && row.sizeBytes !== payloadBytes)) continue;
      if (sameEndpoint(row.source, source) && sameEndpoint(row.destination, destination)) return row;
    }
    return null;
  }

  #countIssues({ issues }: MessageRow): void {
    for (const code of new Set(issues.map((issue) => issue.code as SipIssueCode))) {
      this.#issueCounts.set(code, (this.#issueCounts.get(code) ?? 0) + 1);
    }
  }
}
