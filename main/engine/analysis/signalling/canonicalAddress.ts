import { formatAddress, parseAddress } from '../../decode/ip/address';

const scratch = new Uint32Array(4);

/** An address of SDP or a URI as packets show it (IPv6 in the form of RFC 5952); a host name stays as written. */
export const canonicalAddress = (text: string): string => (parseAddress(text, scratch) ? formatAddress(scratch) : text);
