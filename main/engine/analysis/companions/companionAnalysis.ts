import type { CallKey, CompanionKey } from '../../../../shared/ids';
import type { CallParties, CompanionRow } from '../../../../shared/protocol/rows';
import type { Packet } from '../../decode/packet';
import type { CarriedUnit } from '../carriedUnit';
import type { PayloadKind } from '../classify';
import type { PathEnds } from '../endpointPair';
import type { SessionAnnouncement } from '../sessionAnnouncement';
import type { AgentReport } from './agentReport';
import { COMPANION_LIMITS, type CompanionCounts, type CompanionLimits } from './companionLimits';
import type { Hash } from './certificateCheck';
import { CompanionRegister } from './companionRegister';
import { DatagramKeeper } from './datagramKeeper';
import { ReportKeeper } from './reportKeeper';

export type CompanionOptions = {
  /** The call with this Call-ID. */
  readonly callOf?: (callId: string) => CallKey | null;
  /** Who a call is between. */
  readonly partiesOf?: (call: CallKey) => CallParties | null;
  /** The call that media between these ends belongs to. */
  readonly callOnPath?: (ends: PathEnds) => CallKey | null;
  /** ICE has shown that this path (as it stands in the packet) belongs to a call. */
  readonly onPath?: (ends: PathEnds, call: CallKey, atMs: number) => void;
  /** Hash of a certificate by the name that SDP gives the hash function; null when it cannot be had. */
  readonly hash?: Hash;
  readonly limits?: Partial<CompanionLimits>;
};

/** What runs beside RTP: STUN, TURN, DTLS, ZRTP, T.38, MSRP, and what HEP agents report. */
export class CompanionAnalysis {
  readonly #register: CompanionRegister;
  readonly #datagrams: DatagramKeeper;
  readonly #reports: ReportKeeper;

  constructor(options: CompanionOptions = {}) {
    const limits = { ...COMPANION_LIMITS, ...options.limits };
    const { callOnPath = () => null, partiesOf = () => null } = options;
    this.#register = new CompanionRegister(limits, { callOnPath, partiesOf });
    this.#datagrams = new DatagramKeeper(this.#register, limits, options);
    this.#reports = new ReportKeeper(this.#register, limits, options.callOf ?? (() => null));
  }

  announce(announcement: SessionAnnouncement): void {
    this.#register.announce(announcement);
  }

  /**
   * One datagram that is none of SIP, RTP and RTCP.
   * @returns number of the companion that took it up, never used for another one; 0 for none.
   */
  onDatagram(kind: PayloadKind, packet: Packet, frame: number, atMs: number): number {
    return this.#datagrams.onDatagram(kind, packet, frame, atMs);
  }

  /** Whether SDP announced fax over UDPTL for an end of a packet's path, and the packet reads as such: then it is no RTP. */
  isFax(packet: Packet): boolean {
    return this.#datagrams.isFax(packet);
  }

  /** A unit of MSRP, or STUN over TCP; answers as `onDatagram` does. */
  onUnit(unit: CarriedUnit): number {
    return this.#datagrams.onUnit(unit);
  }

  onReport(report: AgentReport): void {
    this.#reports.onReport(report);
  }

  companions(): readonly CompanionKey[] {
    return this.#register.store.keys();
  }

  companionRow(key: CompanionKey): CompanionRow | null {
    return this.#register.store.row(key);
  }

  companionsOf(call: CallKey): readonly CompanionRow[] {
    return this.#register.store.rowsOf(call);
  }

  /** What `onDatagram` and `onUnit` answer for the packets of this call's companions. */
  numbersOf(call: CallKey): readonly number[] {
    return this.#register.store.numbersOf(call);
  }

  takeChanged(): { readonly companions: readonly CompanionKey[]; readonly removed: readonly CompanionKey[] } {
    return this.#register.store.takeChanged();
  }

  counts(): CompanionCounts {
    return { ...this.#register.counts(), ...this.#datagrams.counts(), droppedReports: this.#reports.dropped };
  }
}
