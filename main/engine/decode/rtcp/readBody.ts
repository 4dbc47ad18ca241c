import type { RtcpBody } from './rtcpPacket';

/**
 * The part of an RTCP packet behind its common header, read as far as it goes; `complaint` says what was missing or wrong in
 * it. Readers answer null when not even their fixed part is there.
 */
export type ReadBody = { readonly body: RtcpBody; readonly complaint: string | null };
