import type { CallKey, CompanionKey } from '../../../../shared/ids';
import type { CompanionRow } from '../../../../shared/protocol/rows';
import type { Packet } from '../../decode/packet';
import type { CarriedUnit, FlowPath } from '../carriedUnit';
import type { PayloadKind } from '../classify';
import type { SessionAnnouncement } from '../sessionAnnouncement';

/** What a HEP agent said of a call other than its packets. */
export type AgentReport = {
  /** Correlation identifier, the Call-ID as a rule; empty when none was sent. */
  readonly correlationId: string;
  /** `RTCP report`, `log line` … */
  readonly subject: string;
  readonly text: string;
  readonly path: FlowPath;
  readonly frame: number;
  readonly atMs: number;
};

export type CompanionOptions = {
  /** The call with this Call-ID. */
  readonly callOf?: (callId: string) => CallKey | null;
  /** ICE has shown that this path (as it stands in the packet) belongs to a call. */
  readonly onPath?: (packet: Packet, call: CallKey, atMs: number) => void;
};

/** What runs beside RTP: STUN, TURN, DTLS, ZRTP, T.38, MSRP, and what HEP agents report. */
export class CompanionAnalysis {
  readonly options: CompanionOptions;

  constructor(options: CompanionOptions = {}) {
    this.options = options;
  }

  announce(_announcement: SessionAnnouncement): void {}

  /** One datagram that is none of SIP, RTP and RTCP. */
  onDatagram(_kind: PayloadKind, _packet: Packet, _frame: number, _atMs: number): void {}

  /** A unit of MSRP, or STUN over TCP. */
  onUnit(_unit: CarriedUnit): void {}

  onReport(_report: AgentReport): void {}

  companions(): readonly CompanionKey[] {
    return [];
  }

  companionRow(_key: CompanionKey): CompanionRow | null {
    return null;
  }

  companionsOf(_call: CallKey): readonly CompanionRow[] {
    return [];
  }

  takeChanged(): { readonly companions: readonly CompanionKey[]; readonly removed: readonly CompanionKey[] } {
    return { companions: [], removed: [] };
  }
}
