import type { CallKey } from '../../../shared/ids';
import type { SdpFormat } from '../decode/sdp/sessionDescription';

/**
 * One media line that a party of a call sent: "send RTP for me to address:port". The signalling analysis makes it of every SDP
 * body; the media analysis binds streams with it.
 */
export type MediaAnnouncement = {
  readonly call: CallKey;
  /** Who said so: true for the side that sent the first INVITE. */
  readonly byCaller: boolean;
  readonly atMs: number;
  readonly mediaType: string;
  /** Address and port where this party receives. Address as text, IPv6 in canonical form; port never 0. */
  readonly address: string;
  readonly port: number;
  readonly rtcpAddress: string;
  readonly rtcpPort: number;
  /** Where the SIP message that carried it came from: media behind NAT often comes from there. */
  readonly signallingAddress: string;
  readonly formats: readonly SdpFormat[];
};
