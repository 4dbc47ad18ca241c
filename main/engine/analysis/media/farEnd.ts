import type { ReportBlock } from '../../decode/rtcp/rtcpPacket';

/** What RTCP last said of a stream: its sender's own count, and how its receiver hears it. */
export type FarEnd = {
  lastFrame: number;
  /** Last sender report of the stream's own SSRC. */
  sentPackets: number | null;
  sentBytes: number | null;
  senderReportAtMs: number | null;
  /** Last report block about the stream. Jitter is in RTP clock units: divide by the clock rate. */
  report: ReportBlock | null;
  reportAtMs: number | null;
};

export const unheardFarEnd = (): FarEnd => ({
  lastFrame: 0,
  sentPackets: null,
  sentBytes: null,
  senderReportAtMs: null,
  report: null,
  reportAtMs: null,
});
