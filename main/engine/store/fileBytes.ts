import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { CaptureBytes } from './captureBytes';
import type { FileGrowth } from './fileGrowth';

const readAt = promisify(read);

/** One piece is with the reader, the one before may still be referred to, and the next is being read. */
const BUFFERS = 3;

/** More than nearly all records have; smaller pieces have less. */
const MAX_HEADROOM_BYTES = 16 * 1024;
const HEADROOM_PART = 1 / 4;

type Reading = {
  readonly totalBytes: number;
  readonly pieceBytes: number;
  /** Waits at the end of a file that is followed; null takes the end for the end. */
  readonly growth: FileGrowth | null;
};

/** A regular file, read ahead by one piece. */
export class FileBytes implements CaptureBytes {
  readonly fd: number;
  readonly totalBytes: number;
  readonly spoolPath = null;
  readBytes = 0;
  readonly headroomBytes: number;
  readonly #path: string;
  readonly #growth: FileGrowth | null;
  readonly #buffers: readonly Uint8Array[];
  #turn = 0;
  #offset = 0;
  #ahead: Promise<Uint8Array | null> | null = null;
  #stopped = false;
  #note: string | null = null;

  constructor(path: string, fd: number, { totalBytes, pieceBytes: wantedBytes, growth }: Reading) {
    this.#path = path;
    this.fd = fd;
    this.totalBytes = totalBytes;
    this.#growth = growth;
    const pieceBytes = Math.max(4096, growth ? wantedBytes : Math.min(wantedBytes, totalBytes));
    this.headroomBytes = Math.min(MAX_HEADROOM_BYTES, Math.floor(pieceBytes * HEADROOM_PART));
    this.#buffers = Array.from({ length: BUFFERS }, () => new Uint8Array(this.headroomBytes + pieceBytes));
  }

  get note(): string | null {
    return this.#note ?? this.#growth?.note ?? null;
  }

  async next(): Promise<Uint8Array | null> {
    if (this.#stopped) return null;
    this.#ahead ??= this.#read();
    const piece = await this.#ahead;
    if (piece === null) return null;
    this.readBytes += piece.length;
    this.#ahead = this.#isAtEnd(piece) ? null : this.#read();
    return piece;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#growth?.stop();
    await this.#ahead;
  }

  /** A followed file whose end shows is not read ahead: its reader is to have read everything before it waits. */
  #isAtEnd(piece: Uint8Array): boolean {
    return this.#growth !== null && piece.byteOffset + piece.length < piece.buffer.byteLength;
  }

  async #read(): Promise<Uint8Array | null> {
    const buffer = this.#buffers[this.#turn]!;
    this.#turn = (this.#turn + 1) % BUFFERS;
    const from = this.headroomBytes;
    try {
      for (;;) {
        const wantedBytes = Math.min(buffer.length - from, (this.#growth?.limitBytes ?? Infinity) - this.#offset);
        const bytesRead =
          wantedBytes > 0 ? (await readAt(this.fd, buffer, from, wantedBytes, this.#offset)).bytesRead : 0;
        this.#offset += bytesRead;
        if (bytesRead > 0) return buffer.subarray(from, from + bytesRead);
        if (!(await this.#growth?.wait(this.#offset))) return null;
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#note = `${this.#path} cannot be read on from byte ${this.#offset} (${reason}): opened up to there.`;
      return null;
    }
  }
}
