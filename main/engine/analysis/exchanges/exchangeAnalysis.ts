import type { ExchangeKey } from '../../../../shared/ids';
import type { ExchangeRow } from '../../../../shared/protocol/exchangeRows';
import type { AnalysedMessage } from '../signalling/analysedMessage';

/** Everything that SIP does outside calls and registrations: one exchange per Call-ID. */
export class ExchangeAnalysis {
  onMessage(_analysed: AnalysedMessage): void {
    // to be written
  }

  exchanges(): readonly ExchangeKey[] {
    return [];
  }

  exchangeRow(_key: ExchangeKey): ExchangeRow | null {
    return null;
  }

  /** What waits for an answer when the capture ends gets none. */
  finish(_atMs: number): void {
    // to be written
  }

  takeChanged(): readonly ExchangeKey[] {
    return [];
  }
}
