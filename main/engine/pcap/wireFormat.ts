/** Numbers of the two capture formats: draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng. */

export const PCAP_MAGIC = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d, modified: 0xa1b2cd34 } as const;
export const PCAP_HEADER_BYTES = 24;
export const PCAP_RECORD_BYTES = 16;
/** Records of the modified format (Kuznetzov's patch, old Red Hat) carry an interface index, a protocol and a packet type too. */
export const MODIFIED_RECORD_BYTES = 24;
/** The link type's upper bits tell of the frame check sequence at the end of frames. */
export const PCAP_LINK_TYPE_MASK = 0x03ffffff;

export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Reads the same in both byte orders. */
export const SECTION_HEADER = 0x0a0d0d0a;

export const BLOCK = {
  interfaceDescription: 1,
  /** Obsolete, still found in old files. */
  packet: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
} as const;

export const OPTION = {
  end: 0,
  comment: 1,
  sectionApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  interfaceResolution: 9,
  interfaceFilter: 11,
  interfaceTimeOffset: 14,
  statisticsStart: 2,
  statisticsEnd: 3,
  statisticsReceived: 4,
  statisticsInterfaceDropped: 5,
  statisticsSystemDropped: 7,
} as const;

/** A block is at least its type, its length, and its length again. */
export const BLOCK_FRAME_BYTES = 12;

/** No record of an honest capture is longer; tshark draws the line at the same place. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** 2^32, for joining two halves of a 64-bit number. */
export const HALF = 4_294_967_296;
