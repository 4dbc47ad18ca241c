import { closeSync, openSync } from 'node:fs';
import { Frame, type CaptureInterface, type StoredFrame } from '../../../shared/capture/frame';
import { fillEnhancedPacket } from '../pcap/pcapngPackets';
import { PcapngSection } from '../pcap/pcapngSection';
import type { RingFiles, RingPlace } from '../pcap/ringFiles';
import { TimestampClock } from '../pcap/timestampClock';
import { BLOCK, BLOCK_FRAME_BYTES, MAX_RECORD_BYTES } from '../pcap/wireFormat';
import type { FrameStore } from './frameStore';
import { RecordWindow } from './recordWindow';

const NANOSECOND_RESOLUTION = 9;

/** Frames of a live capture, read back from the ring's own files: one section each, little-endian. */
export class RingStore implements FrameStore {
  readonly #ring: RingFiles;
  readonly #section = new PcapngSection(0, true);
  readonly #window = new RecordWindow();
  readonly #frame = new Frame();
  #open: { readonly path: string; readonly fd: number } | null = null;

  constructor(ring: RingFiles) {
    this.#ring = ring;
  }

  get frames(): number {
    return this.#ring.frames;
  }

  get oldestFrame(): number {
    return this.#ring.oldestFrame;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#ring.interfaces;
  }

  /** Hands the frame to the ring, from where it can be read again. */
  write(frame: Frame): void {
    this.#ring.write(frame);
  }

  read(frame: number): StoredFrame | 'evicted' {
    if (this.#ring.locate(frame) === null) this.#ring.flush();
    const place = this.#ring.locate(frame);
    if (place === null) return 'evicted';
    const fd = this.#fdOf(place.path);
    if (fd === null || !this.#fill(fd, place)) return 'evicted';
    const { seconds, nanoseconds, linkType, interfaceId, originalBytes, bytes, start, end } = this.#frame;
    return {
      number: frame,
      seconds,
      nanoseconds,
      linkType,
      interfaceId,
      bytes: bytes.slice(start, end),
      originalBytes,
    };
  }

  /** Lets go of the files; the ring goes on by itself. */
  close(): void {
    if (this.#open !== null) closeSync(this.#open.fd);
    this.#open = null;
    this.#window.forget();
  }

  #fdOf(path: string): number | null {
    if (this.#open?.path === path) return this.#open.fd;
    this.close();
    try {
      this.#open = { path, fd: openSync(path, 'r') };
      return this.#open.fd;
    } catch {
      return null;
    }
  }

  /** Walks from the place over the blocks of the frames before it, and fills the frame from its own. */
  #fill(fd: number, { offset: first, skipFrames, limit }: RingPlace): boolean {
    const { window } = this.#window;
    let toSkip = skipFrames;
    for (let offset = first; offset < limit;) {
      if (!this.#window.show(fd, offset, BLOCK_FRAME_BYTES)) return false;
      const type = window.view.getUint32(window.position, true);
      const lengthBytes = window.view.getUint32(window.position + 4, true);
      if (lengthBytes < BLOCK_FRAME_BYTES || lengthBytes > MAX_RECORD_BYTES) return false;
      if (type === BLOCK.enhancedPacket) {
        if (toSkip === 0) return this.#window.show(fd, offset, lengthBytes) && this.#fillFrom(lengthBytes);
        toSkip -= 1;
      }
      offset += lengthBytes;
    }
    return false;
  }

  #fillFrom(lengthBytes: number): boolean {
    const { window } = this.#window;
    const { interfaces } = this.#section;
    for (const { id, linkType, snapLengthBytes } of this.#ring.interfaces.slice(interfaces.length)) {
      const clock = new TimestampClock(NANOSECOND_RESOLUTION);
      interfaces.push({ id, linkType, snapLengthBytes, clock, droppedPackets: null });
    }
    const at = window.position;
    const place = { at, end: at + lengthBytes - 4, type: BLOCK.enhancedPacket };
    return fillEnhancedPacket(window, this.#section, place, this.#frame) === 'filled';
  }
}
