/** Names of the IANA registries "RTP Parameters", as far as a reader of a capture meets them. */

const SDES_ITEMS = new Map<number, string>([
  [1, 'CNAME'],
  [2, 'NAME'],
  [3, 'EMAIL'],
  [4, 'PHONE'],
  [5, 'LOC'],
  [6, 'TOOL'],
  [7, 'NOTE'],
  [8, 'PRIV'],
  [9, 'H323-CADDR'],
  [10, 'APSI'],
  [11, 'RGRP'],
  [12, 'RtpStreamId'],
  [13, 'RepairedRtpStreamId'],
  [14, 'CCID'],
  [15, 'MID'],
]);

const REPORT_BLOCKS = new Map<number, string>([
  [1, 'Loss RLE'],
  [2, 'Duplicate RLE'],
  [3, 'Packet Receipt Times'],
  [4, 'Receiver Reference Time'],
  [5, 'DLRR'],
  [6, 'Statistics Summary'],
  [7, 'VoIP Metrics'],
  [8, 'RTCP XR'],
  [9, 'Texas Instruments Extended VoIP Quality'],
  [10, 'Post-repair Loss RLE'],
  [11, 'Multicast Acquisition'],
  [12, 'IDMS'],
  [13, 'ECN Summary'],
  [14, 'Measurement Information'],
  [15, 'Packet Delay Variation'],
  [16, 'Delay Metrics'],
  [17, 'Burst/Gap Loss Summary'],
  [18, 'Burst/Gap Discard Summary'],
  [19, 'Frame Impairment Statistics Summary'],
  [20, 'Burst/Gap Loss'],
  [21, 'Burst/Gap Discard'],
  [22, 'MPEG2 Transport Stream PSI-Independent Decodability Statistics'],
  [23, 'De-Jitter Buffer'],
  [24, 'Discard Count'],
  [25, 'Discard RLE'],
  [26, 'Bytes Discarded'],
  [27, 'Synchronization Delay'],
  [28, 'Synchronization Offset'],
  [29, 'Mean Opinion Score'],
]);

const TRANSPORT_FEEDBACK = new Map<number, string>([
  [1, 'Generic NACK'],
  [3, 'TMMBR'],
  [4, 'TMMBN'],
  [5, 'SR request'],
  [6, 'RAMS'],
  [7, 'TLLEI'],
  [8, 'ECN feedback'],
  [9, 'PAUSE-RESUME'],
  [10, 'DBI'],
  [11, 'Congestion control feedback'],
  [15, 'Transport-wide congestion control'],
]);

const PAYLOAD_FEEDBACK = new Map<number, string>([
  [1, 'PLI'],
  [2, 'SLI'],
  [3, 'RPSI'],
  [4, 'FIR'],
  [5, 'TSTR'],
  [6, 'TSTN'],
  [7, 'VBCM'],
  [8, 'PSLEI'],
  [9, 'ROI'],
  [10, 'LRR'],
  [15, 'Application layer feedback'],
]);

const nameFrom = (names: ReadonlyMap<number, string>, value: number): string => names.get(value) ?? `type ${value}`;

/** SDES item type (RFC 3550 §12.2) in its registry's spelling; unknown ones are `type N`, here and below. */
export const sdesItemName = (type: number): string => nameFrom(SDES_ITEMS, type);
/** RTCP XR block type (RFC 3611 §6.2). */
export const reportBlockName = (type: number): string => nameFrom(REPORT_BLOCKS, type);
/** Format of a transport layer feedback message (RFC 4585 §6.2). */
export const transportFeedbackName = (format: number): string => nameFrom(TRANSPORT_FEEDBACK, format);
/** Format of a payload-specific feedback message (RFC 4585 §6.3). */
export const payloadFeedbackName = (format: number): string => nameFrom(PAYLOAD_FEEDBACK, format);
