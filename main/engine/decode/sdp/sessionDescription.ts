import type { SdpIssueCode } from '../../../../shared/sip/issueKinds';

/** A session description (RFC 8866) as far as a call's analysis needs it. Offsets are bytes from the description's first byte. */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export type SdpFormat = {
  readonly payloadType: number;
  /** Name of rtpmap or of the static table, as written; `unknown` otherwise. */
  readonly codec: string;
  /** 0 when unknown. */
  readonly clockRateHz: number;
  readonly channels: number;
  readonly parameters: string;
};

export type SdpMedia = {
  /** audio, video, image, … */
  readonly type: string;
  /** 0 means the stream is refused. */
  readonly port: number;
  /** Ports that the line asks for (`port/number`), 1 as a rule. */
  readonly portCount: number;
  readonly protocol: string;
  /** Address of the media's own c= line, else of the session's; null when neither is there. */
  readonly address: string | null;
  /** Port of a=rtcp (RFC 3605), else port + 1; with rtcp-mux agreed by both sides RTCP comes to `port` instead. 0 when refused. */
  readonly rtcpPort: number;
  /** Address of a=rtcp; null when RTCP goes to `address` as well. */
  readonly rtcpAddress: string | null;
  readonly rtcpMux: boolean;
  readonly direction: MediaDirection;
  readonly ptimeMs: number | null;
  /** The payload types of an RTP media line, in order of preference; empty for T.38, MSRP, data channels. */
  readonly formats: readonly SdpFormat[];
  /** The formats as the m= line writes them: payload types, or `t38`, `*`, `webrtc-datachannel`. */
  readonly formatNames: readonly string[];
  /** Attributes other than those above, in order: `name` or `name:value` as written. */
  readonly attributes: readonly string[];
};

/** Something wrong but survivable; `line` counts from 1, [start, end) are bytes from the description's first byte. */
export type SdpIssue = {
  readonly line: number;
  readonly code: SdpIssueCode;
  readonly start: number;
  readonly end: number;
};

export type SessionDescription = {
  readonly origin: string;
  readonly sessionName: string;
  /** Attributes before the first media line, other than direction: `name` or `name:value` as written. */
  readonly attributes: readonly string[];
  readonly media: readonly SdpMedia[];
  readonly issues: readonly SdpIssue[];
};
