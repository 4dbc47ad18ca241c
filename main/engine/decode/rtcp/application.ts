import { u32 } from '../bigEndian';
import type { ReadBody } from './readBody';

const NAME_BYTES = 4;

/** Application-defined packet (RFC 3550 §6.7): SSRC, a name of four ASCII characters, data. */
export function readApplication(bytes: Uint8Array, start: number, end: number, subtype: number): ReadBody | null {
  const bodyStart = start + 4 + NAME_BYTES;
  if (end < bodyStart) return null;
  const name = String.fromCharCode(...bytes.subarray(start + 4, bodyStart));
  const body = bytes.slice(bodyStart, end);
  return { body: { kind: 'application', ssrc: u32(bytes, start), subtype, name, body }, complaint: null };
}
