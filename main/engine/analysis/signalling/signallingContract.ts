import type { CallKey, RegistrationKey } from '../../../../shared/ids';
import type { CallGroupMark } from '../../../../shared/protocol/callGroups';
import type { Encapsulation, Endpoint, StreamRow, Transport } from '../../../../shared/protocol/rows';
import type { SipIssueCode, SipMessage } from '../../decode/sip/sipMessage';
import type { AnalysedMessage } from './analysedMessage';
import type { MessagePlace } from '../carriedUnit';
import type { MediaAnnouncement } from '../mediaAnnouncement';
import type { SessionAnnouncement } from '../sessionAnnouncement';

/** Whom the signalling analysis tells and asks. */
export type SignallingOptions = {
  readonly announce: (announcement: MediaAnnouncement) => void;
  /** Told of every session description of a call. */
  readonly announceSession?: (announcement: SessionAnnouncement) => void;
  /** Streams bound to a call, asked whenever a row of it is made. */
  readonly streamsOf?: (call: CallKey) => readonly StreamRow[];
  /** The story that a call is part of, asked whenever a row of it is made. */
  readonly groupOf?: (call: CallKey) => CallGroupMark | null;
  /** Told of every message when it has its place. */
  readonly observe?: (analysed: AnalysedMessage) => void;
};

/** A SIP message as the pipeline hands it over: bytes[start, end) are only borrowed. */
export type SignallingInput = {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly message: SipMessage;
  /** The frame that completed the message, and all frames it came from. */
  readonly frame: number;
  readonly frames: readonly number[];
  /** Since the capture's first frame; may go back. */
  readonly atMs: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly transport: Transport;
  readonly dscp: number;
  readonly encapsulation: Encapsulation | null;
  /** Where its bytes lie; null when it is the payload of a datagram. */
  readonly place: MessagePlace | null;
  /** What was wrong with the way it came. */
  readonly carriageIssues: readonly SipIssueCode[];
  /** A number for the interface that saw it; null or missing when that is not told, as of a connection. */
  readonly link?: number | null;
  /** Identification of its IPv4 packet, 0 when the sender sets none; null or missing when it is no datagram's payload. */
  readonly identification?: number | null;
  /** The other side of the connection was seen to acknowledge: what it answers would be seen, too. */
  readonly peerHeard?: boolean;
};

/** What changed since it was last asked; `messages` counts the new ones. */
export type SignallingChanges = {
  readonly calls: CallKey[];
  readonly registrations: RegistrationKey[];
  /** How many messages are new. */
  readonly messages: number;
  /** Earlier messages whose rows have changed: a call has taken them in, or they did not arrive. */
  readonly revised: number[];
};
