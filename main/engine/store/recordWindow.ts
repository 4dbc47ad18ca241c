import { readSync } from 'node:fs';
import { ByteWindow } from '../pcap/byteWindow';

const USUAL_BYTES = 64 * 1024;

/** Bytes of a file around the record that was read last: frames that lie near each other cost one read. */
export class RecordWindow {
  readonly window = new ByteWindow();
  #buffer = new Uint8Array(0);
  #shownFd: number | null = null;
  #start = 0;
  #length = 0;

  /** Places the window at this offset with so many bytes after it; false when the file has fewer there. */
  show(fd: number, offset: number, neededBytes: number): boolean {
    const held = fd === this.#shownFd && offset >= this.#start && offset + neededBytes <= this.#start + this.#length;
    if (!held) this.#read(fd, offset, neededBytes);
    this.window.replace(this.#buffer, this.#length, this.#start);
    this.window.position = Math.min(offset - this.#start, this.#length);
    return this.window.unreadBytes >= neededBytes;
  }

  /** Forgets what was read: the file has grown or changed. */
  forget(): void {
    this.#shownFd = null;
  }

  #read(fd: number, offset: number, neededBytes: number): void {
    const lengthBytes = Math.max(USUAL_BYTES, neededBytes);
    if (this.#buffer.length < lengthBytes || this.#buffer.length > 2 * lengthBytes) {
      this.#buffer = new Uint8Array(lengthBytes);
    }
    this.#shownFd = fd;
    this.#start = offset;
    this.#length = readFully(fd, this.#buffer, lengthBytes, offset);
  }
}

/** Reads until the buffer is full or the file ends; an unreadable file counts as ended. */
function readFully(fd: number, buffer: Uint8Array, lengthBytes: number, offset: number): number {
  let filled = 0;
  try {
    while (filled < lengthBytes) {
      const count = readSync(fd, buffer, filled, lengthBytes - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
  } catch {
    return filled;
  }
  return filled;
}
