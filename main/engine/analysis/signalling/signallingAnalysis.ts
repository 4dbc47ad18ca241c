import type { CallKey, RegistrationKey } from '../../../../shared/ids';
import type {
  CallParties,
  CallRow,
  MessageRow,
  RegistrationRow,
  StreamRow,
  Undeliverable,
} from '../../../../shared/protocol/rows';
import { readBody } from '../../decode/body/readBody';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { SipIssue, SipIssueCode } from '../../decode/sip/sipMessage';
import type { MessagePlace } from '../carriedUnit';
import { noteMediaEndpoints } from './callMedia';
import { noteSentAgain } from './callObservations';
import { senderOf } from './callParties';
import type { CallRecord } from './callRecord';
import { callRow } from './callRow';
import { CallTable } from './callTable';
import { announcementOf, openLines, type OpenLine } from './describedMedia';
import { EndpointPool } from './endpointPool';
import { mediaGist } from './mediaGist';
import { MessageReader, type MessageFacts } from './messageReader';
import { MessageLog, type QuotedPath } from './messageLog';
import { issuesOf } from './messageIssues';
import { messageRow } from './messageRow';
import { mayBelongToCall, OrphanMessages } from './orphanMessages';
import { registrationRow } from '../registrations/registrationRecord';
import { HeardAddresses } from '../registrations/heardAddresses';
import { RegistrationTable } from '../registrations/registrationTable';
import type { Sighting } from './sighting';
import type { SignallingChanges, SignallingInput, SignallingOptions } from './signallingContract';
import { StringPool } from './stringPool';
import { TransactionLedger, type Entry } from './transactionLedger';
import type { TransactionsSummary } from './transactionTotals';

/** A message with all that was found out about it. */
type Understood = {
  readonly facts: MessageFacts;
  readonly sighting: Sighting;
  readonly entry: Entry;
  readonly call: CallRecord | null;
  readonly description: SessionDescription | null;
  readonly bodyIssues: readonly SipIssue[];
  /** Of the description, those that take media. */
  readonly lines: readonly OpenLine[];
};

type Media = { readonly lines: readonly OpenLine[]; readonly description: SessionDescription };

const NO_LINES: readonly OpenLine[] = Object.freeze([]);

/**
 * Transactions, calls and registrations of a capture, message by message (RFC 3261). Keeps a row per message and a record per
 * call and registration; work per message does not grow with their number. Time is the capture's: its clock is the latest
 * `atMs` seen, so it never goes back, and timers run when later messages come.
 */
export class SignallingAnalysis {
  readonly #announce: SignallingOptions['announce'];
  readonly #announceSession: NonNullable<SignallingOptions['announceSession']>;
  readonly #streamsOf: (call: CallKey) => readonly StreamRow[];
  readonly #groupOf: NonNullable<SignallingOptions['groupOf']>;
  readonly #observe: NonNullable<SignallingOptions['observe']>;
  readonly #reader = new MessageReader();
  readonly #gists = new StringPool();
  readonly #endpoints = new EndpointPool();
  readonly #ledger = new TransactionLedger();
  readonly #heard = new HeardAddresses();
  readonly #calls = new CallTable(this.#heard);
  readonly #registrations = new RegistrationTable(this.#heard);
  readonly #orphans = new OrphanMessages();
  readonly #log = new MessageLog();
  #nowMs = Number.NEGATIVE_INFINITY;

  constructor({ announce, announceSession, streamsOf, groupOf, observe }: SignallingOptions) {
    this.#announce = announce;
    this.#announceSession = announceSession ?? (() => undefined);
    this.#streamsOf = streamsOf ?? (() => []);
    this.#groupOf = groupOf ?? (() => null);
    this.#observe = observe ?? (() => undefined);
  }

  /** All messages in order of arrival; a row's `index` is its place. */
  get messages(): readonly MessageRow[] {
    return this.#log.rows;
  }

  message(index: number): MessageRow | null {
    return this.#log.rows[index] ?? null;
  }

  /** Where the bytes of a message lie; null when it is the payload of a datagram. */
  placeOf(index: number): MessagePlace | null {
    return this.#log.placeOf(index);
  }

  /** How many messages have an issue of each kind. */
  get issueCounts(): ReadonlyMap<SipIssueCode, number> {
    return this.#log.issueCounts;
  }

  /** In order of appearance. */
  calls(): readonly CallKey[] {
    return this.#calls.records.map((call) => call.key);
  }

  callRow(key: CallKey): CallRow | null {
    const call = this.#calls.find(key);
    if (call === undefined) return null;
    return callRow(call, { streams: this.#streamsOf(key), group: this.#groupOf(key) });
  }

  partiesOf(key: CallKey): CallParties | null {
    const call = this.#calls.find(key);
    return call === undefined ? null : { from: call.from, to: call.to };
  }

  callIdOf(key: CallKey): string | null {
    return this.#calls.find(key)?.callId ?? null;
  }

  /** The call with this Call-ID. */
  callOf(callId: string): CallKey | null {
    return this.#calls.findByCallId(callId)?.key ?? null;
  }

  messagesOf(key: CallKey): readonly MessageRow[] {
    return (this.#calls.find(key)?.messages ?? []).map((index) => this.#log.rows[index]!);
  }

  /** In order of appearance. */
  registrations(): readonly RegistrationKey[] {
    return this.#registrations.records.map((registration) => registration.key);
  }

  registrationRow(key: RegistrationKey): RegistrationRow | null {
    const registration = this.#registrations.find(key);
    return registration === undefined ? null : registrationRow(registration);
  }

  transactions(): TransactionsSummary {
    return this.#ledger.summary();
  }

  /** Takes the next message; its bytes are not kept. */
  onMessage(input: SignallingInput): MessageRow {
    const { message, bytes, start } = input;
    const sighting = this.#sight(input);
    this.#passTime();
    this.#hear(sighting, input.peerHeard ?? false);
    const facts = this.#reader.read(message);
    const entry = this.#ledger.enter(facts, sighting, this.#log.rows);
    const call = this.#callFor(facts, sighting);
    const { description, issues: bodyIssues } = readBody(message, bytes, start);
    const lines = description === null ? NO_LINES : openLines(description);
    const row = this.#addRow(input, { facts, sighting, entry, call, description, lines, bodyIssues });
    if (call !== null) this.#addToCall(call, row);
    if (call !== null && entry.retransmission) noteSentAgain(call, entry);
    if (call !== null && !entry.retransmission) {
      const { transaction, cancelled } = entry;
      const { transport } = input;
      const step = { facts, transaction, cancelled, sighting, message, bytes, start, description, transport };
      if (entry.copyOf === null) this.#calls.advance(call, step);
      if (description !== null) this.#addMedia(call, facts, { lines, description }, row);
    }
    const { transaction, retransmission } = entry;
    if (facts.cseqMethod === 'REGISTER') {
      const isCopy = entry.copyOf !== null;
      const { index } = row;
      this.#registrations.onMessage({ message, facts, transaction, sighting, retransmission, isCopy, index });
    }
    const { nowMs } = sighting;
    this.#observe({ message, bytes, start, row, facts, transaction, call: call?.key ?? null, description, nowMs });
    return row;
  }

  /**
   * An ICMP error quotes a datagram of this length: the message in it did not arrive.
   * @returns the message; null when none was found.
   */
  noteUndeliverable(path: QuotedPath, undeliverable: Undeliverable): MessageRow | null {
    return this.#log.noteUndeliverable(path, undeliverable);
  }

  /** Settles what only the end of the capture tells: an INVITE or REGISTER that nothing ever answered. */
  finish(atMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, atMs);
    this.#passTime();
    this.#calls.finish(this.#nowMs);
    this.#registrations.finish();
  }

  takeChanged(): SignallingChanges {
    const calls = this.#calls.takeChanged();
    return { calls, registrations: this.#registrations.takeChanged(), ...this.#log.takeChanged() };
  }

  #hear({ source, destination }: Sighting, peerHeard: boolean): void {
    this.#heard.note(source, destination);
    if (peerHeard) this.#heard.note(destination, source);
  }

  #sight({ source, destination, atMs, encapsulation, link, identification }: SignallingInput): Sighting {
    this.#nowMs = Math.max(this.#nowMs, atMs);
    return {
      index: this.#log.rows.length,
      source: this.#endpoints.keep(source),
      destination: this.#endpoints.keep(destination),
      atMs,
      nowMs: this.#nowMs,
      encapsulation,
      link: link ?? null,
      identification: identification ?? null,
    };
  }

  #addRow(
    input: SignallingInput,
    { facts, sighting, entry, call, description, lines, bodyIssues }: Understood,
  ): MessageRow {
    const row = messageRow({
      frame: input.frame,
      frames: input.frames,
      sighting,
      transport: input.transport,
      facts,
      call,
      retransmission: entry.retransmission,
      copyOf: entry.copyOf,
      transaction: entry.transaction.id,
      sdp: description === null ? null : this.#gists.keep(mediaGist(description)),
      mediaEndpoints: lines.map(({ line, address }) => this.#endpoints.of(address, line.port)),
      dscp: input.dscp,
      sizeBytes: input.end - input.start,
      encapsulation: input.encapsulation,
      issues: issuesOf(input, bodyIssues),
    });
    this.#log.add(row, input.place);
    return row;
  }

  #passTime(): void {
    this.#ledger.passTime(this.#nowMs);
    this.#calls.passTime(this.#nowMs);
    this.#registrations.passTime(this.#nowMs);
  }

  /** One call per Call-ID on all its hops; only an INVITE or a response to one opens it. */
  #callFor(facts: MessageFacts, sighting: Sighting): CallRecord | null {
    if (facts.callId === '') return null;
    const known = this.#calls.findByCallId(facts.callId);
    if (known !== undefined) return known;
    if (facts.cseqMethod !== 'INVITE') {
      if (mayBelongToCall(facts.cseqMethod)) this.#orphans.add(facts.callId, this.#log.rows.length);
      return null;
    }
    const call = this.#calls.open(facts, sighting);
    for (const index of this.#orphans.take(facts.callId)) this.#adopt(call, index);
    return call;
  }

  #adopt(call: CallRecord, index: number): void {
    const row: MessageRow = { ...this.#log.rows[index]!, call: call.key, callId: call.callId };
    this.#log.revise(row);
    this.#addToCall(call, row);
  }

  #addToCall(call: CallRecord, row: MessageRow): void {
    call.messages.push(row.index);
    call.lastAtMs = Math.max(call.lastAtMs, row.atMs);
    call.issueCount += row.issues.length;
    if (row.retransmission) call.retransmissionCount += 1;
    this.#calls.noteChanged(call);
  }

  #addMedia(call: CallRecord, facts: MessageFacts, { lines, description }: Media, row: MessageRow): void {
    const byCaller = senderOf(call, facts) !== 'callee';
    const announcer = { call: call.key, byCaller, atMs: row.atMs, signalling: row.source };
    this.#announceSession({ ...announcer, description });
    if (lines.length === 0) return;
    noteMediaEndpoints(call, facts, row.mediaEndpoints);
    for (const line of lines) this.#announce(announcementOf(line, announcer));
  }
}
