/** Bounds of the media analysis; what leaves because of one is counted. */
export type MediaLimits = {
  /** Endpoints that signalling announced. */
  readonly maxAnnouncements: number;
  /** Streams that nothing has confirmed yet. */
  readonly maxCandidates: number;
  /** Published streams. */
  readonly maxStreams: number;
};

export const MEDIA_LIMITS: MediaLimits = { maxAnnouncements: 200_000, maxCandidates: 16_384, maxStreams: 50_000 };

export type MediaCounts = {
  readonly streams: number;
  readonly candidates: number;
  /** Left because of a bound. */
  readonly droppedCandidates: number;
  readonly droppedStreams: number;
  readonly droppedAnnouncements: number;
  /** RTCP datagrams that belong to no stream. */
  readonly unboundRtcpPackets: number;
};
