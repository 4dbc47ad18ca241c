import type { Endpoint, MessageRow, Undeliverable } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { MessagePlace } from '../carriedUnit';
import { RecentMessages } from './recentMessages';

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
  readonly #recent = new RecentMessages();
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
    if (row.transport === 'udp') this.#recent.add(row);
    if (row.issues.length > 0) this.#countIssues(row);
  }

  /** Puts a row in place of the one with its index. */
  revise(row: MessageRow): void {
    this.#rows[row.index] = row;
    this.#revised.push(row.index);
  }

  /** Marks the message that an ICMP error quotes; false when none fits. The first error counts. */
  noteUndeliverable(path: QuotedPath, undeliverable: Undeliverable): boolean {
    const index = this.#recent.find(path.source, path.destination, path.payloadBytes);
    const row = index === null ? undefined : this.#rows[index];
    if (row === undefined) return false;
    if (row.undeliverable === null) this.revise({ ...row, undeliverable });
    return true;
  }

  /** How many messages are new since the last time, and which earlier ones have changed. */
  takeChanged(): { readonly messages: number; readonly revised: number[] } {
    const messages = this.#rows.length - this.#taken;
    const revised = this.#revised;
    this.#taken = this.#rows.length;
    this.#revised = [];
    return { messages, revised };
  }

  #countIssues({ issues }: MessageRow): void {
    for (const code of new Set(issues.map((issue) => issue.code as SipIssueCode))) {
      this.#issueCounts.set(code, (this.#issueCounts.get(code) ?? 0) + 1);
    }
  }
}
