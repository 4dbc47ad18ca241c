import type { CallKey } from '../../../shared/ids';
import type { Endpoint } from '../../../shared/protocol/rows';
import type { SessionDescription } from '../decode/sdp/sessionDescription';

/** A session description that a party of a call sent, for those who look for more in it than where RTP goes. */
export type SessionAnnouncement = {
  readonly call: CallKey;
  /** Who said so: true for the side that sent the first INVITE. */
  readonly byCaller: boolean;
  readonly atMs: number;
  /** Where the SIP message came from. */
  readonly signalling: Endpoint;
  readonly description: SessionDescription;
};
