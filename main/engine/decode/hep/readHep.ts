import { err, ok, type Result } from '../../../../shared/result';
import { u16 } from '../bigEndian';
import type { Fault } from '../fault';
import { HEP3_HEADER_BYTES } from './hepChunks';
import type { HepPacket } from './hepPacket';
import { looksLikeHep2, readHep2Header, readHepVersion2 } from './hepVersion2';
import { hasMagic, hep3LengthBytes, readHepVersion3 } from './hepVersion3';

/** Ids of vendors end far below; a first chunk of another is no chunk. */
const MAX_VENDOR = 0x00ff;

/** HEP version 3: magic, and a first chunk that can be one within the length. */
function looksLikeHep3(bytes: Uint8Array, start: number, end: number): boolean {
  if (!hasMagic(bytes, start, end)) return false;
  const chunkAt = start + HEP3_HEADER_BYTES;
  const chunksBytes = hep3LengthBytes(bytes, start) - HEP3_HEADER_BYTES;
  if (chunksBytes < 6 || end - chunkAt < 6) return false;
  const chunkBytes = u16(bytes, chunkAt + 4);
  return u16(bytes, chunkAt) <= MAX_VENDOR && chunkBytes >= 6 && chunkBytes <= chunksBytes;
}

/** Whether a packet of HEP begins at bytes[start]; strict enough to take nothing else for it. */
export function looksLikeHep(bytes: Uint8Array, start: number, end: number): boolean {
  if (end <= start) return false;
  const first = bytes[start]!;
  if (first === 0x48) return looksLikeHep3(bytes, start, end);
  return (first === 1 || first === 2) && looksLikeHep2(bytes, start, end);
}

/**
 * Reads a packet of HEP, the HOMER encapsulation protocol, version 1, 2 or 3, from bytes[start, end). Fails only when it is none.
 */
export function readHep(bytes: Uint8Array, start: number, end: number): Result<HepPacket, Fault> {
  if (hasMagic(bytes, start, end)) return ok(readHepVersion3(bytes, start, end));
  const header = readHep2Header(bytes, start, end);
  if (header !== null) return ok(readHepVersion2(bytes, start, end, header));
  return err({
    kind: 'malformed',
    layer: 'hep',
    detail: 'neither the magic of version 3 nor a header of version 1 or 2',
  });
}
