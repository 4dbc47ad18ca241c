import type { UnitReader } from '../unitReader';
import { HEP3_HEADER_BYTES } from './hepChunks';
import { hep3LengthBytes } from './hepVersion3';

const MAGIC = [0x48, 0x45, 0x50, 0x33];

/** Whether what is there of the magic is right. */
function beginsLikeMagic(bytes: Uint8Array, start: number, end: number): boolean {
  const haveBytes = Math.min(MAGIC.length, end - start);
  for (let index = 0; index < haveBytes; index += 1) if (bytes[start + index] !== MAGIC[index]) return false;
  return true;
}

/**
 * Packets of HEP version 3 on a connection, one behind the other; its length frames them. Content is the whole HEP packet, which
 * `readHep` reads on. Versions 1 and 2 have no length and go over UDP only.
 */
export const hepUnit: UnitReader = (bytes, start, end) => {
  if (!beginsLikeMagic(bytes, start, end)) return { outcome: 'lost' };
  if (end - start < HEP3_HEADER_BYTES) return { outcome: 'more', needBytes: HEP3_HEADER_BYTES };
  const lengthBytes = hep3LengthBytes(bytes, start);
  if (lengthBytes < HEP3_HEADER_BYTES) return { outcome: 'lost' };
  if (end - start < lengthBytes) return { outcome: 'more', needBytes: lengthBytes };
  const next = start + lengthBytes;
  return { outcome: 'unit', kind: 'hep', next, content: bytes, contentStart: start, contentEnd: next, wrapping: 'hep' };
};
