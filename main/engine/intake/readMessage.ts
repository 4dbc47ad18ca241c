import type { MessagePlace } from '../analysis/carriedUnit';
import { readHep } from '../decode/hep/readHep';
import type { FrameStore } from '../store/frameStore';
import { readMessageBytes } from '../store/messageBytes';
import { hepPayload } from './hepPackets';

/** A message's own bytes, read again: what its frames carried, without the HEP packet around it. 'evicted' when they are gone. */
export function readMessage(
  store: FrameStore,
  frames: readonly number[],
  place: MessagePlace | null,
): Uint8Array | 'evicted' {
  const bytes = readMessageBytes(store, frames, place);
  if (bytes === 'evicted' || place?.wrapping !== 'hep') return bytes;
  const hep = readHep(bytes, 0, bytes.length);
  const payload = hep.ok ? hepPayload(bytes, hep.value) : null;
  return payload === null ? 'evicted' : payload.bytes.slice(payload.start, payload.end);
}
