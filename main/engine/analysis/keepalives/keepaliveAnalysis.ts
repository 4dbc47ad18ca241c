import type { KeepaliveKey } from '../../../../shared/ids';
import type { KeepaliveRow } from '../../../../shared/protocol/exchangeRows';
import type { Endpoint } from '../../../../shared/protocol/rows';
import type { AnalysedMessage } from '../signalling/analysedMessage';

/** How pairs of hosts keep in touch: OPTIONS, line ends and STUN. */
export class KeepaliveAnalysis {
  onMessage(_analysed: AnalysedMessage): void {
    // to be written
  }

  keepalives(): readonly KeepaliveKey[] {
    return [];
  }

  keepaliveRow(_key: KeepaliveKey): KeepaliveRow | null {
    return null;
  }

  /** The keepalives between these two hosts, of whichever method was used last; null when there are none. */
  between(_one: Endpoint, _other: Endpoint): KeepaliveRow | null {
    return null;
  }

  finish(_atMs: number): void {
    // to be written
  }

  takeChanged(): { readonly keepalives: readonly KeepaliveKey[]; readonly removed: readonly KeepaliveKey[] } {
    return { keepalives: [], removed: [] };
  }
}
