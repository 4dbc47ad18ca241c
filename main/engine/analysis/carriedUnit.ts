import type { Transport } from '../../../shared/protocol/rows';
import type { SipIssueCode } from '../decode/sip/sipMessage';
import type { UnitKind } from '../decode/unitReader';
import type { FlowPath } from './flowPath';

/**
 * Where the bytes of a message lie in its frames, so that they can be read again. A message that is the payload of a datagram
 * needs none.
 */
export type MessagePlace = {
  readonly carrier: 'datagram' | 'tcp' | 'sctp';
  /** TCP: sequence number of the first byte. SCTP: transmission sequence number of the first DATA chunk. Datagram: 0. */
  readonly sequence: number;
  /** TCP: bytes. SCTP: DATA chunks. Datagram: 0, all of it. */
  readonly length: number;
  /** What has to be taken off what the carrier brought: WebSocket frames, a HEP packet. */
  readonly wrapping: 'none' | 'webSocket' | 'hep';
};

/** What a connection (TCP, SCTP) brought as one piece. bytes[start, end) are only borrowed. */
export type CarriedUnit = {
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly transport: Transport;
  readonly path: FlowPath;
  /** The frame that completed it, and all frames it came from, ascending, each once. */
  readonly frame: number;
  readonly frames: readonly number[];
  /** Of the frame that completed it. */
  readonly atMs: number;
  readonly place: MessagePlace;
  /** What was wrong with the way it came: bytes missing before it, for example. */
  readonly issues: readonly SipIssueCode[];
  /** TCP: the other side was seen to acknowledge, so the capture shows its way, too. */
  readonly peerHeard?: boolean;
};
