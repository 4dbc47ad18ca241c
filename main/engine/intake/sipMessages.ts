import type { MessagePlace } from '../analysis/carriedUnit';
import type { EncapsulationPool } from '../analysis/encapsulation';
import { type FlowPath, flowPathOf } from '../analysis/flowPath';
import type { SignallingAnalysis } from '../analysis/signalling/signallingAnalysis';
import type { Packet } from '../decode/packet';
import { parseSip } from '../decode/sip/parseSip';
import type { SipIssueCode } from '../decode/sip/sipMessage';
import type { Transport } from '../../../shared/protocol/rows';
import type { Arrival } from './arrival';

const NO_ISSUES: readonly SipIssueCode[] = Object.freeze([]);
const WENT_BACK: readonly SipIssueCode[] = Object.freeze(['timeWentBack']);
const CUT_OFF: readonly SipIssueCode[] = Object.freeze(['cutOffByCapture']);

/** SIP text with all that is known of its way here. */
export type SipText = {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly path: FlowPath;
  readonly transport: Transport;
  readonly frame: number;
  readonly frames: readonly number[];
  readonly atMs: number;
  readonly place: MessagePlace | null;
  readonly issues: readonly SipIssueCode[];
  /** As in `SignallingInput`; only of datagrams. */
  readonly link?: number;
  readonly identification?: number;
  /** As of a `CarriedUnit`; only of connections. */
  readonly peerHeard?: boolean;
};

/**
 * Steps back in time up to this are none to speak of, in ms: processors and queues of a network card hand their packets on side by
 * side, so the times of neighbours may cross by microseconds.
 */
const TIME_TOLERANCE_MS = 1;

/** More interfaces than these are not told apart within one of the capture's. */
const MAX_LINK_INTERFACES = 2 ** 32;

/** The capture's interface, and below it the one that `any` names. */
const linkOf = ({ linkInterface }: Packet, { interfaceId }: Arrival): number =>
  interfaceId * MAX_LINK_INTERFACES + linkInterface;

/** Reads SIP texts and hands the messages to the signalling analysis. */
export class SipMessages {
  readonly #signalling: SignallingAnalysis;
  readonly #encapsulations: EncapsulationPool;
  #latestMs = -Infinity;

  constructor(signalling: SignallingAnalysis, encapsulations: EncapsulationPool) {
    this.#signalling = signalling;
    this.#encapsulations = encapsulations;
  }

  /** The payload of a datagram. */
  onDatagram(packet: Packet, arrival: Arrival): void {
    this.onText({
      bytes: packet.bytes,
      start: packet.payloadStart,
      end: packet.payloadEnd,
      path: flowPathOf(packet, this.#encapsulations),
      transport: 'udp',
      frame: arrival.frame,
      frames: arrival.frames(),
      atMs: arrival.atMs,
      place: null,
      issues: this.#issuesOf(packet, arrival.atMs),
      link: linkOf(packet, arrival),
      identification: packet.identification,
    });
  }

  /**
   * False when it is no SIP message. Written out field by field: spreading costs more than reading a header field.
   */
  onText(text: SipText): boolean {
    const { bytes, start, end, path } = text;
    const parsed = parseSip(bytes, start, end);
    if (!parsed.ok) return false;
    this.#signalling.onMessage({
      bytes,
      start,
      end,
      message: parsed.value,
      frame: text.frame,
      frames: text.frames,
      atMs: text.atMs,
      source: path.source,
      destination: path.destination,
      transport: text.transport,
      dscp: path.dscp,
      encapsulation: path.encapsulation,
      place: text.place,
      carriageIssues: text.issues,
      link: text.link ?? null,
      identification: text.identification ?? null,
      peerHeard: text.peerHeard ?? false,
    });
    return true;
  }

  /** Datagrams come in the order of the capture, so their times should not go back; connections hand out late what waited. */
  #issuesOf({ truncated }: Packet, atMs: number): readonly SipIssueCode[] {
    const wentBack = atMs < this.#latestMs - TIME_TOLERANCE_MS;
    if (atMs > this.#latestMs) this.#latestMs = atMs;
    if (!wentBack) return truncated ? CUT_OFF : NO_ISSUES;
    return truncated ? [...CUT_OFF, ...WENT_BACK] : WENT_BACK;
  }
}
