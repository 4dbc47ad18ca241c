import { u16 } from '../../main/engine/decode/bigEndian';
import type { FuzzFrame } from './fuzzFrame';

const ETHERNET = 1;
const ETHERNET_BYTES = 14;
const IPV4_TYPE = 0x0800;
const UDP = 17;
const TCP = 6;

/** Where the transport of a plain frame lies: Ethernet and IPv4, nothing else around it. */
export type Transport = {
  readonly protocol: 6 | 17;
  readonly start: number;
  readonly payloadStart: number;
};

/** null for frames that are wrapped in more, or broken already. */
export function transportOf({ linkType, bytes }: FuzzFrame): Transport | null {
  if (linkType !== ETHERNET || bytes.length < ETHERNET_BYTES + 28 || u16(bytes, 12) !== IPV4_TYPE) return null;
  const protocol = bytes[ETHERNET_BYTES + 9];
  const start = ETHERNET_BYTES + 4 * (bytes[ETHERNET_BYTES]! & 0x0f);
  if (protocol === UDP) return start + 8 <= bytes.length ? { protocol, start, payloadStart: start + 8 } : null;
  if (protocol !== TCP || start + 20 > bytes.length) return null;
  const payloadStart = start + 4 * (bytes[start + 12]! >>> 4);
  return payloadStart >= start + 20 && payloadStart <= bytes.length ? { protocol, start, payloadStart } : null;
}

/** The frame with another payload, its lengths put right, so that readers come as far as the payload. Checksums are not. */
export function withPayload(
  frame: FuzzFrame,
  { protocol, start, payloadStart }: Transport,
  payload: Uint8Array,
): FuzzFrame {
  const bytes = new Uint8Array(payloadStart + payload.length);
  bytes.set(frame.bytes.subarray(0, payloadStart));
  bytes.set(payload, payloadStart);
  const view = new DataView(bytes.buffer);
  view.setUint16(ETHERNET_BYTES + 2, (bytes.length - ETHERNET_BYTES) & 0xffff);
  if (protocol === UDP) view.setUint16(start + 4, (bytes.length - start) & 0xffff);
  return { ...frame, bytes, originalBytes: bytes.length };
}
