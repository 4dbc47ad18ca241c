import type { SdpMedia } from '../../decode/sdp/sessionDescription';
import { canonicalAddress } from './canonicalAddress';

const NOWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const ICE = /^(?:ice-ufrag|ice-options|candidate)\s*:/i;

/** An address in canonical form to which nothing is sent. */
export const isUnspecified = (address: string): boolean => NOWHERE.has(address);

/** The line says where its media goes: nowhere. */
export const isNowhere = ({ address }: SdpMedia): boolean =>
  address !== null && isUnspecified(canonicalAddress(address));

/**
 * `c=0.0.0.0`, how RFC 2543 put a call on hold (RFC 3264 §8.4). With ICE the same address only means that candidates come later
 * (RFC 8840 §4.1.1); the discard port 9 says the same.
 */
export const isHoldAddress = (line: SdpMedia): boolean =>
  isNowhere(line) && line.port !== 9 && !line.attributes.some((attribute) => ICE.test(attribute));
