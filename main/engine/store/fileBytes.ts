import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { CaptureBytes } from './captureBytes';

const readAt = promisify(read);

/** One piece is with the reader, the one before may still be referred to, and the next is being read. */
const BUFFERS = 3;

/** More than nearly all records have; smaller pieces have less. */
const MAX_HEADROOM_BYTES = 16 * 1024;
const HEADROOM_PART = 1 / 4;

/** A regular file, read ahead by one piece. */
export class FileBytes implements CaptureBytes {
  readonly fd: number;
  readonly totalBytes: number;
  readonly spoolPath = null;
  note: string | null = null;
  readBytes = 0;
  readonly headroomBytes: number;
  readonly #path: string;
  readonly #buffers: readonly Uint8Array[];
  #turn = 0;
  #offset = 0;
  #ahead: Promise<Uint8Array | null> | null = null;
  #stopped = false;

  constructor(path: string, fd: number, sizes: { readonly totalBytes: number; readonly pieceBytes: number }) {
    this.#path = path;
    this.fd = fd;
    this.totalBytes = sizes.totalBytes;
    const pieceBytes = Math.max(4096, Math.min(sizes.pieceBytes, sizes.totalBytes));
    this.headroomBytes = Math.min(MAX_HEADROOM_BYTES, Math.floor(pieceBytes * HEADROOM_PART));
    this.#buffers = Array.from({ length: BUFFERS }, () => new Uint8Array(this.headroomBytes + pieceBytes));
  }

  async next(): Promise<Uint8Array | null> {
    if (this.#stopped) return null;
    const piece = await (this.#ahead ?? this.#read());
    if (piece === null) return null;
    this.readBytes += piece.length;
    this.#ahead = this.#read();
    return piece;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#ahead;
  }

  async #read(): Promise<Uint8Array | null> {
    const buffer = this.#buffers[this.#turn]!;
    this.#turn = (this.#turn + 1) % BUFFERS;
    try {
      const from = this.headroomBytes;
      const { bytesRead } = await readAt(this.fd, buffer, from, buffer.length - from, this.#offset);
      this.#offset += bytesRead;
      return bytesRead === 0 ? null : buffer.subarray(from, from + bytesRead);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.note = `${this.#path} cannot be read on from byte ${this.#offset} (${reason}): opened up to there.`;
      return null;
    }
  }
}
