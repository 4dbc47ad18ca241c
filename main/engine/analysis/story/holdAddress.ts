import type { SdpMedia } from '../../decode/sdp/sessionDescription';
import { canonicalAddress } from '../signalling/canonicalAddress';

const NOWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const ICE = /^(?:ice-ufrag|ice-options|candidate)\s*:/i;

export const isNowhere = ({ address }: SdpMedia): boolean => address !== null && NOWHERE.has(canonicalAddress(address));

/**
 * `c=0.0.0.0`, how RFC 2543 put a call on hold (RFC 3264 §8.4). With ICE the same address only means that candidates come later
 * (RFC 8840 §4.1.1); the discard port 9 says the same.
 */
export const isHoldAddress = (line: SdpMedia): boolean =>
  isNowhere(line) && line.port !== 9 && !line.attributes.some((attribute) => ICE.test(attribute));
