import type { FlowPath, MessagePlace } from '../analysis/carriedUnit';
import type { EncapsulationPool } from '../analysis/encapsulation';
import type { SignallingAnalysis } from '../analysis/signalling/signallingAnalysis';
import { formatAddress } from '../decode/ip/address';
import type { Packet } from '../decode/packet';
import { parseSip } from '../decode/sip/parseSip';
import type { SipIssueCode } from '../decode/sip/sipMessage';
import type { Transport } from '../../../shared/protocol/rows';
import type { Arrival } from './arrival';

const NO_ISSUES: readonly SipIssueCode[] = Object.freeze([]);
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
};

/** Between whom a packet goes, and in what. */
export const pathOf = (packet: Packet, encapsulations: EncapsulationPool): FlowPath => ({
  source: { address: formatAddress(packet.sourceWords), port: packet.sourcePort },
  destination: { address: formatAddress(packet.destinationWords), port: packet.destinationPort },
  encapsulation: encapsulations.of(packet),
  dscp: packet.dscp,
});

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
    this.onCaptured({
      bytes: packet.bytes,
      start: packet.payloadStart,
      end: packet.payloadEnd,
      path: pathOf(packet, this.#encapsulations),
      transport: 'udp',
      frame: arrival.frame,
      frames: arrival.frames(),
      atMs: arrival.atMs,
      place: null,
      issues: packet.truncated ? CUT_OFF : NO_ISSUES,
    });
  }

  /** A text that was captured here; its time is the capture's and should not go back. */
  onCaptured(text: SipText): void {
    const wentBack = text.atMs < this.#latestMs;
    if (wentBack) this.onText({ ...text, issues: [...text.issues, 'timeWentBack'] });
    else {
      this.#latestMs = text.atMs;
      this.onText(text);
    }
  }

  /** A text that somebody else captured, in whatever order. */
  onText({ path, issues, ...text }: SipText): void {
    const parsed = parseSip(text.bytes, text.start, text.end);
    if (!parsed.ok) return;
    this.#signalling.onMessage({ ...text, ...path, message: parsed.value, carriageIssues: issues });
  }
}
