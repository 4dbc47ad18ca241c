/** Addresses of packets as text and back. */
export { formatAddress } from './formatAddress';
export { parseAddress } from './parseAddress';
