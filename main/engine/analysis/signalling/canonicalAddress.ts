import { detached } from './stringPool';
import { formatAddress, parseAddress } from '../../decode/ip/address';

/** Four numbers up to 255 without leading zeros: in canonical form already. */
const PLAIN_IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

const scratch = new Uint32Array(4);

/** An address of SDP or a URI as packets show it (IPv6 in the form of RFC 5952); a host name stays as written. */
export function canonicalAddress(text: string): string {
  if (PLAIN_IPV4.test(text)) return detached(text);
  return parseAddress(text, scratch) ? formatAddress(scratch) : text;
}
