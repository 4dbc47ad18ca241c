import type { Transport } from '../../../../shared/protocol/rows';
import type { SessionDescription } from '../../decode/sdp/sessionDescription';
import type { SipMessage } from '../../decode/sip/sipMessage';
import type { MessageFacts } from './messageReader';
import type { Sighting } from './sighting';
import type { Transaction } from './transaction';

/** A message of a call with what is known around it. Neither a retransmission nor a copy; its bytes are only borrowed. */
export type CallStep = {
  readonly facts: MessageFacts;
  readonly transaction: Transaction;
  /** For a CANCEL: the INVITE that it is about, when that was seen. */
  readonly cancelled: Transaction | undefined;
  readonly sighting: Sighting;
  readonly message: SipMessage;
  readonly bytes: Uint8Array;
  /** Where the message begins in `bytes`. */
  readonly start: number;
  readonly description: SessionDescription | null;
  readonly transport: Transport;
};
