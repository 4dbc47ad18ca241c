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
  readonly protocol: string;
  /** Address of the media's own c= line, else of the session's; null when neither is there. */
  readonly address: string | null;
  readonly rtcpPort: number;
  readonly rtcpAddress: string | null;
  readonly rtcpMux: boolean;
  readonly direction: MediaDirection;
  readonly ptimeMs: number | null;
  readonly formats: readonly SdpFormat[];
  /** Attributes other than those above, in order: `name` or `name:value` as written. */
  readonly attributes: readonly string[];
};

export type SdpIssue = { readonly line: number; readonly detail: string };

export type SessionDescription = {
  readonly origin: string;
  readonly sessionName: string;
  readonly media: readonly SdpMedia[];
  readonly issues: readonly SdpIssue[];
};
