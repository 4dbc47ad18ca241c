import type { VoipMetrics } from './voipMetrics';

/** What one receiver says of one stream it hears (RFC 3550 §6.4.1). */
export type ReportBlock = {
  /** The stream reported on. */
  readonly ssrc: number;
  /** Loss since the report before, 0 … 255/256: the wire counts 256ths. */
  readonly lossRatio: number;
  /** Since the beginning; negative when duplicates outnumber losses. */
  readonly cumulativeLostPackets: number;
  /** Highest sequence number with the count of wraps in its upper half. */
  readonly extendedHighestSequence: number;
  /** In units of the RTP clock: divide by the clock rate. */
  readonly jitterTicks: number;
  /** Middle 32 bits of the NTP time of the last sender report heard; 0 when none was. */
  readonly lastSenderReport: number;
  /** Time since then in 1/65536 s. */
  readonly delaySinceLastSenderReportTicks: number;
};

export type SdesItem = { readonly type: number; readonly name: string; readonly text: string };
export type SdesChunk = { readonly ssrc: number; readonly items: readonly SdesItem[] };

/** An extended report block (RFC 3611 §3): raw behind its header of four bytes, and read where it is of use to others. */
export type ExtendedReportBlock = {
  readonly type: number;
  readonly name: string;
  readonly typeSpecific: number;
  readonly body: Uint8Array;
  /** Of a VoIP metrics block that is whole. */
  readonly voipMetrics: VoipMetrics | null;
};

export type RtcpBody =
  | {
      readonly kind: 'senderReport';
      readonly ssrc: number;
      /** NTP time: seconds since 1900 and 1/2³² s. */
      readonly ntpSeconds: number;
      readonly ntpFraction: number;
      readonly rtpTimestamp: number;
      readonly sentPackets: number;
      readonly sentBytes: number;
      readonly reports: readonly ReportBlock[];
    }
  | { readonly kind: 'receiverReport'; readonly ssrc: number; readonly reports: readonly ReportBlock[] }
  | { readonly kind: 'sourceDescription'; readonly chunks: readonly SdesChunk[] }
  | { readonly kind: 'goodbye'; readonly ssrcs: readonly number[]; readonly reason: string }
  | {
      readonly kind: 'application';
      readonly ssrc: number;
      readonly subtype: number;
      readonly name: string;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'extendedReport'; readonly ssrc: number; readonly blocks: readonly ExtendedReportBlock[] }
  | {
      readonly kind: 'transportFeedback' | 'payloadFeedback';
      readonly format: number;
      readonly name: string;
      readonly senderSsrc: number;
      readonly mediaSsrc: number;
      /** Feedback control information, raw. */
      readonly body: Uint8Array;
    }
  | { readonly kind: 'unknown'; readonly body: Uint8Array };

/** One packet of a compound RTCP datagram. Owns its bytes; `offset` counts from the start of the datagram. */
export type RtcpPacket = RtcpBody & {
  /** 200 SR … 207 XR, as on the wire. */
  readonly packetType: number;
  readonly offset: number;
  readonly lengthBytes: number;
};
