import type { CallKey } from '../../../../shared/ids';
import type { MessageRow } from '../../../../shared/protocol/rows';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { MessageFacts } from './messageReader';
import type { Transaction } from './transaction';

/** A message after the signalling analysis has placed it, for the analyses that build on it. The bytes are only borrowed. */
export type AnalysedMessage = {
  readonly message: SipMessage;
  readonly bytes: Uint8Array;
  /** Where the message begins in `bytes`: ranges of `message` count from here. */
  readonly start: number;
  readonly row: MessageRow;
  readonly facts: MessageFacts;
  readonly transaction: Transaction;
  readonly call: CallKey | null;
  readonly description: SessionDescription | null;
  /** The capture's clock, which never goes back. */
  readonly nowMs: number;
};
