import type { CallKey } from '../../../../shared/ids';
import type { CallGroup, CallGroupMark } from '../../../../shared/protocol/callGroups';
import type { AnalysedMessage } from '../signalling/analysedMessage';

/** Which calls are one story: legs of a back-to-back user agent, transfers, replacements; and what a person says of them. */
export class LinkAnalysis {
  onMessage(_analysed: AnalysedMessage): void {
    // to be written
  }

  groupOf(_call: CallKey): CallGroup | null {
    return null;
  }

  /** What the call's row tells of its group. */
  markOf(_call: CallKey): CallGroupMark | null {
    return null;
  }

  /** A person says that these calls belong together. */
  join(_calls: readonly CallKey[]): void {
    // to be written
  }

  /** A person says that this call stands alone. */
  split(_call: CallKey): void {
    // to be written
  }

  /** Header fields whose equal values join calls, besides Session-ID and the ICID of P-Charging-Vector. */
  setHeaders(_names: readonly string[]): void {
    // to be written
  }

  finish(_atMs: number): void {
    // to be written
  }

  /** Calls whose group is another one since this was last asked. */
  takeChanged(): readonly CallKey[] {
    return [];
  }
}
