import { u16 } from '../bigEndian';

const IPV4_HEADER_BYTES = 20;
const IPV6_HEADER_BYTES = 40;

function isWholeIpv4(bytes: Uint8Array, start: number, haveBytes: number, isCutOff: boolean): boolean {
  const headerBytes = (bytes[start]! & 0x0f) * 4;
  if (headerBytes < IPV4_HEADER_BYTES) return false;
  if (haveBytes < IPV4_HEADER_BYTES) return isCutOff;
  const totalBytes = u16(bytes, start + 2);
  return totalBytes >= headerBytes && (totalBytes === haveBytes || (isCutOff && totalBytes > haveBytes));
}

function isWholeIpv6(bytes: Uint8Array, start: number, haveBytes: number, isCutOff: boolean): boolean {
  if (haveBytes < IPV6_HEADER_BYTES) return isCutOff;
  const totalBytes = IPV6_HEADER_BYTES + u16(bytes, start + 4);
  return totalBytes === haveBytes || (isCutOff && totalBytes > haveBytes);
}

/**
 * Whether bytes[start, end) are one IP packet by version, header length and a length that is exactly theirs: enough to believe
 * that a tunnel is one. Of a packet that the capture cut off, only what is there can be asked.
 */
export function isWholeIp(bytes: Uint8Array, start: number, end: number, isCutOff: boolean): boolean {
  if (start >= end) return false;
  const version = bytes[start]! >>> 4;
  if (version === 4) return isWholeIpv4(bytes, start, end - start, isCutOff);
  return version === 6 && isWholeIpv6(bytes, start, end - start, isCutOff);
}
