import type { Frame } from '../../../shared/capture/frame';
import { formatCount } from '../../../shared/format/quantity';
import type { ByteWindow } from './byteWindow';
import type { CaptureFacts } from './captureFacts';
import type { PcapMagic } from './captureMagic';
import {
  MAX_RECORD_BYTES,
  MODIFIED_RECORD_BYTES,
  PCAP_HEADER_BYTES,
  PCAP_LINK_TYPE_MASK,
  PCAP_RECORD_BYTES,
} from './wireFormat';

/**
 * Records of a pcap file:
 *
 *     seconds (4) · µs or ns (4) · captured bytes (4) · bytes on the wire (4) · [modified: 8 more] · frame
 */
export class PcapFormat {
  readonly kind = 'pcap';
  /** Every record of a pcap has its time. */
  readonly untimed = false;
  readonly #facts: CaptureFacts;
  readonly #littleEndian: boolean;
  readonly #headerBytes: number;
  readonly #fractionNanoseconds: number;
  #linkType: number | null = null;

  constructor(magic: PcapMagic, facts: CaptureFacts) {
    this.#facts = facts;
    this.#littleEndian = magic.littleEndian;
    this.#headerBytes = magic.kind === 'modified' ? MODIFIED_RECORD_BYTES : PCAP_RECORD_BYTES;
    this.#fractionNanoseconds = magic.kind === 'nanoseconds' ? 1 : 1000;
  }

  /** Fills the frame with the next whole record; false when it has not arrived, or nothing more can be read. */
  next(window: ByteWindow, frame: Frame): boolean {
    if (this.#linkType === null && !this.#readFileHeader(window)) return false;
    const at = window.position;
    if (window.end - at < this.#headerBytes) return false;
    const capturedBytes = window.view.getUint32(at + 8, this.#littleEndian);
    if (capturedBytes > MAX_RECORD_BYTES) {
      this.#facts.stop(`A record of ${formatCount(capturedBytes)} bytes, which is impossible,`, window.streamOffset);
      return false;
    }
    if (capturedBytes === 0 && this.#isBlank(window, at)) {
      this.#facts.stop('The file holds nothing but zeros', window.streamOffset);
      return false;
    }
    if (window.end - at < this.#headerBytes + capturedBytes) return false;
    this.#fill(window, at, capturedBytes, frame);
    window.position = frame.end;
    return true;
  }

  /** Fills the frame again from the record at the window's position; false when it is not there as a whole. */
  reread(window: ByteWindow, frame: Frame): boolean {
    const wanted = this.recordBytes(window);
    if (wanted === null || window.unreadBytes < wanted) return false;
    this.#fill(window, window.position, wanted - this.#headerBytes, frame);
    return true;
  }

  /** Length of the record at the window's position; null when its header is not there or impossible. */
  recordBytes(window: ByteWindow): number | null {
    if (window.unreadBytes < this.#headerBytes) return null;
    const capturedBytes = window.view.getUint32(window.position + 8, this.#littleEndian);
    return capturedBytes > MAX_RECORD_BYTES ? null : this.#headerBytes + capturedBytes;
  }

  /** A pcap has no comments. */
  comments(): readonly string[] {
    return [];
  }

  /** magic (4) · version (2 + 2) · two unused words · snaplen (4) · link type (4) */
  #readFileHeader(window: ByteWindow): boolean {
    const { view, position: at } = window;
    if (window.unreadBytes < PCAP_HEADER_BYTES) return false;
    const linkType = view.getUint32(at + 20, this.#littleEndian) & PCAP_LINK_TYPE_MASK;
    this.#linkType = linkType;
    this.#facts.interfaces.push({
      id: 0,
      linkType,
      snapLengthBytes: view.getUint32(at + 16, this.#littleEndian),
      name: null,
      description: null,
      filter: null,
    });
    window.position = at + PCAP_HEADER_BYTES;
    return true;
  }

  /** A capture whose machine crashed may end in blocks of zeros, which would read as endless empty frames. */
  #isBlank({ view }: ByteWindow, at: number): boolean {
    return view.getUint32(at) === 0 && view.getUint32(at + 4) === 0 && view.getUint32(at + 12) === 0;
  }

  #fill(window: ByteWindow, at: number, capturedBytes: number, frame: Frame): void {
    const { view } = window;
    const littleEndian = this.#littleEndian;
    const originalBytes = view.getUint32(at + 12, littleEndian);
    frame.seconds = view.getUint32(at, littleEndian);
    frame.nanoseconds = view.getUint32(at + 4, littleEndian) * this.#fractionNanoseconds;
    if (frame.nanoseconds >= 1e9) this.#carryFraction(window, at, frame);
    frame.linkType = this.#linkType ?? 0;
    frame.interfaceId = 0;
    frame.bytes = window.bytes;
    frame.start = at + this.#headerBytes;
    frame.end = frame.start + capturedBytes;
    frame.originalBytes = originalBytes < capturedBytes ? capturedBytes : originalBytes;
    frame.fileOffset = window.offset + at;
  }

  #carryFraction(window: ByteWindow, at: number, frame: Frame): void {
    this.#facts.count('badFraction', window.offset + at);
    const seconds = Math.floor(frame.nanoseconds / 1e9);
    frame.seconds += seconds;
    frame.nanoseconds -= seconds * 1e9;
  }
}
