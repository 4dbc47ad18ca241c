import type { KeepaliveKey } from '../../../../shared/ids';
import type { KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { Endpoint, MessageRow } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { Packet } from '../../decode/packet';
import { singleByteText } from '../../decode/byteText';
import { readStun } from '../../decode/stun/stunMessage';
import { SeenPaths } from '../exchanges/seenPaths';
import { destinationOf, sourceOf } from '../flowPath';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import { chooseBetween } from './chooseBetween';
import { KEEPALIVE_LIMITS, type KeepaliveCounts, type KeepaliveLimits } from './keepaliveLimits';
import type { Moment } from './keepaliveRecord';
import { KeepaliveTable } from './keepaliveTable';
import { Probes, type Probe } from './probes';
import { signOfLifeWords } from './signOfLifeWords';

/** A double line end asks, a single one answers (RFC 5626 §3.5.1, §4.4.1). */
const PING_BYTES = 4;
const STUN_BINDING = 0x001;
/** Where the last 96 bits of the transaction identifier stand (RFC 8489 §5). */
const STUN_IDENTIFIER = { start: 8, end: 20 } as const;

/** Line ends between two messages, or alone in a datagram. */
export type LineEnds = Moment & {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly lengthBytes: number;
  /** Over a connection they may be answered, in datagrams they are not. */
  readonly isConnection: boolean;
};

/**
 * How pairs of hosts keep in touch: OPTIONS outside calls, line ends and STUN, the latter two only between endpoints that were
 * seen to speak SIP. Who never answered a kind of question, and of whom nothing else was captured, is neither up nor down.
 */
export class KeepaliveAnalysis {
  readonly #paths: SeenPaths;
  readonly #table: KeepaliveTable;
  readonly #probes: Probes;
  #nowMs = Number.NEGATIVE_INFINITY;

  constructor(paths = new SeenPaths(), limits: Partial<KeepaliveLimits> = {}) {
    const { maxKeepalives, maxProbes } = { ...KEEPALIVE_LIMITS, ...limits };
    this.#paths = paths;
    this.#table = new KeepaliveTable(maxKeepalives);
    this.#probes = new Probes(maxProbes, (probe) => this.#onLost(probe));
  }

  onMessage(analysed: AnalysedMessage): void {
    const { row, facts, call, nowMs } = analysed;
    this.#paths.note(row.source, row.destination);
    this.#passTime(nowMs);
    if (call !== null || facts.cseqMethod !== 'OPTIONS' || row.copyOf !== null) return;
    if (facts.isRequest) this.#onOptions(analysed);
    else if ((facts.status ?? 0) >= 200 && !row.retransmission) this.#onOptionsAnswered(analysed);
  }

  /** An ICMP error quotes this message: an OPTIONS that did not arrive is lost at once, unless it is sent again and answered. */
  onUndeliverable({ method, transaction, undeliverable }: MessageRow): void {
    const probe = method === 'OPTIONS' ? this.#probes.find(optionsId(transaction)) : undefined;
    if (probe === undefined || probe.isLost || undeliverable === null) return;
    probe.isLost = true;
    probe.record.noteLoss(probe, `${undeliverable.words}, says ${undeliverable.reporter}`);
    this.#table.noteChanged(probe.record);
  }

  /** Line ends on a connection, between messages. */
  onLineEnds(seen: LineEnds): void {
    const { source, destination, lengthBytes, isConnection, atMs, frame } = seen;
    this.#passTime(atMs);
    if (!this.#paths.carries(source, destination)) return;
    if (isConnection && lengthBytes < PING_BYTES && this.#onPong(seen)) return;
    const record = this.#table.obtain('crlf', source, destination, atMs);
    record.noteSent(atMs);
    const isPing = isConnection && lengthBytes >= PING_BYTES;
    if (isPing && this.#probes.find(record.key) === undefined) {
      this.#probes.add(record, record.key, { atMs, frame }, this.#nowMs);
    }
    this.#table.noteChanged(record);
  }

  /** A datagram of line ends or NULs, or an empty one. */
  onKeepalive(packet: Packet, frame: number, atMs: number): void {
    if (!this.#mayBeSip(packet)) return;
    const lengthBytes = packet.payloadEnd - packet.payloadStart;
    const ends = { source: sourceOf(packet), destination: destinationOf(packet) };
    this.onLineEnds({ ...ends, lengthBytes, isConnection: false, atMs, frame });
  }

  /** A STUN message in a datagram. */
  onStun(packet: Packet, frame: number, atMs: number): void {
    if (!this.#mayBeSip(packet)) return;
    const { bytes, payloadStart, payloadEnd } = packet;
    const [source, destination] = [sourceOf(packet), destinationOf(packet)];
    this.#passTime(atMs);
    if (!this.#paths.carries(source, destination)) return;
    const read = readStun(bytes, payloadStart, payloadEnd);
    if (!read.ok || read.value.method !== STUN_BINDING || read.value.messageClass === 'indication') return;
    const { start, end } = STUN_IDENTIFIER;
    const id = `stun ${singleByteText(bytes, payloadStart + start, payloadStart + end)}`;
    if (read.value.messageClass === 'request') this.#onBindingRequest(id, source, destination, { atMs, frame });
    else this.#onBindingAnswered(id, source, destination, { atMs, frame });
  }

  /** In order of appearance. */
  keepalives(): readonly KeepaliveKey[] {
    return this.#table.keys();
  }

  keepaliveRow(key: KeepaliveKey): KeepaliveRow | null {
    return this.#table.find(key)?.row() ?? null;
  }

  /** The keepalives between these two hosts, of whichever method was used last; null when there are none or more than one pair could be meant. */
  between(one: Endpoint, other: Endpoint): KeepaliveRow | null {
    return chooseBetween([...this.#table.ofHosts(one, other)], one, other)?.row() ?? null;
  }

  /** What was sent too shortly before the end is neither answered nor lost; who left it unanswered is not said to be up. */
  finish(atMs: number): void {
    this.#passTime(atMs);
    for (const { record, atMs: sentAtMs, isLost } of this.#probes.open()) {
      if (isLost || (record.method !== 'options' && !record.hasAnswered)) continue;
      record.noteOpenAtEnd(sentAtMs, this.#nowMs);
      this.#table.noteChanged(record);
    }
  }

  /** Rows that are new or different, and those that are no longer kept, since this was last asked. */
  takeChanged(): { readonly keepalives: readonly KeepaliveKey[]; readonly removed: readonly KeepaliveKey[] } {
    return this.#table.takeChanged();
  }

  counts(): KeepaliveCounts {
    return { keepalives: this.#table.size, droppedKeepalives: this.#table.dropped };
  }

  #passTime(nowMs: number): void {
    if (!(nowMs > this.#nowMs)) return;
    this.#nowMs = nowMs;
    this.#probes.passTime(nowMs);
  }

  /** Tells nearly all datagrams beside SIP apart without making anything. */
  #mayBeSip({ sourcePort, destinationPort }: Packet): boolean {
    return this.#paths.isPort(sourcePort) && this.#paths.isPort(destinationPort);
  }

  /** A question that was never answered proves nothing: line ends and STUN need not be understood. */
  #onLost({ record, atMs, frame, isRepeated, isLost }: Probe): void {
    if (isLost) return;
    const isSure = isRepeated || this.#paths.has(record.destination, record.source);
    if (record.method === 'options' ? !isSure : !record.hasAnswered) return;
    record.noteLoss({ atMs, frame });
    this.#table.noteChanged(record);
  }

  #onOptions({ row, facts, transaction }: AnalysedMessage): void {
    const { atMs, frame } = row;
    const id = optionsId(transaction.id);
    const known = this.#probes.find(id);
    if (known !== undefined && row.retransmission) known.isRepeated = true;
    const record = known?.record ?? this.#table.obtain('options', row.source, row.destination, atMs);
    record.noteMessage(row.index);
    record.touch(atMs);
    this.#table.noteChanged(record);
    if (known !== undefined || row.retransmission) return;
    const isSameQuestion = record.challengedCallId === facts.callId;
    record.challengedCallId = null;
    if (isSameQuestion) return;
    record.noteSent(atMs);
    this.#probes.add(record, id, { atMs, frame }, this.#nowMs);
  }

  #onOptionsAnswered({ row, facts, transaction }: AnalysedMessage): void {
    const { atMs, frame, status } = row;
    const probe = this.#probes.take(optionsId(transaction.id));
    // Who asked is clear although the question was not captured.
    const record = probe?.record ?? this.#table.obtain('options', row.destination, row.source, atMs);
    record.noteMessage(row.index);
    record.touch(atMs);
    this.#table.noteChanged(record);
    if (probe === undefined && transaction.requestAtMs !== null) return;
    if (probe === undefined) record.noteSent(atMs);
    else if (probe.isLost) record.takeBackLoss();
    record.noteAnswer(signOfLifeWords(status ?? 0, row.reason), status, probe?.atMs ?? null, { atMs, frame });
    record.challengedCallId = isChallenge(status) ? facts.callId : null;
  }

  /** Whether a single line end answers a double one that came the other way. */
  #onPong({ source, destination, atMs, frame }: LineEnds): boolean {
    const record = this.#table.findBetween('crlf', destination, source);
    const probe = record === undefined ? undefined : this.#probes.take(record.key);
    if (record === undefined || probe === undefined) return false;
    record.noteAnswer('pong', null, probe.atMs, { atMs, frame });
    this.#table.noteChanged(record);
    return true;
  }

  #onBindingRequest(id: string, source: Endpoint, destination: Endpoint, moment: Moment): void {
    const known = this.#probes.find(id);
    if (known !== undefined) {
      known.isRepeated = true;
      return;
    }
    const record = this.#table.obtain('stun', source, destination, moment.atMs);
    record.noteSent(moment.atMs);
    this.#probes.add(record, id, moment, this.#nowMs);
    this.#table.noteChanged(record);
  }

  #onBindingAnswered(id: string, source: Endpoint, destination: Endpoint, moment: Moment): void {
    const record = this.#probes.find(id)?.record;
    if (record === undefined || !isBetween(record, destination, source)) return;
    const probe = this.#probes.take(id);
    record.noteAnswer('answered', null, probe?.atMs ?? null, moment);
    this.#table.noteChanged(record);
  }
}

const optionsId = (transactionId: number): string => `options ${transactionId}`;

const isBetween = (
  { source, destination }: { readonly source: Endpoint; readonly destination: Endpoint },
  from: Endpoint,
  to: Endpoint,
): boolean => sameEndpoint(source, from) && sameEndpoint(destination, to);
