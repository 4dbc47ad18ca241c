import { openSync, write } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, constants } from 'node:zlib';
import { formatBytes } from '../../../shared/format/quantity';
import type { CaptureBytes } from './captureBytes';
import { ChunkQueue } from './chunkQueue';

const writeAt = promisify(write);

const OWNER_ONLY = 0o600;
const UNPACKED_PIECE_BYTES = 256 * 1024;
/** So much of the disk stays free, whatever a packed file claims to hold. */
const RESERVED_BYTES = 256 * 1024 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A capture that cannot be read twice (packed, or piped): unpacked into a file of its own while it is read. */
export class SpooledBytes implements CaptureBytes {
  readonly headroomBytes = 0;
  readonly fd: number;
  readonly totalBytes: number | null;
  readonly spoolPath: string;
  note: string | null = null;
  readonly #source: CountedSource;
  readonly #limitBytes: number;
  #chunks: ChunkQueue | null = null;
  #spooledBytes = 0;
  #pending: Promise<Uint8Array | null> | null = null;
  #stopped = false;

  private constructor(source: CountedSource, spool: { fd: number; path: string; limitBytes: number }) {
    this.#source = source;
    this.totalBytes = source.totalBytes;
    this.fd = spool.fd;
    this.spoolPath = spool.path;
    this.#limitBytes = spool.limitBytes;
  }

  /** Rejects with what the system says when the scratch folder cannot be written. */
  static async over(stream: Readable, totalBytes: number | null, scratchFolder: string): Promise<SpooledBytes> {
    const path = join(scratchFolder, `unpacked-${randomUUID()}.capture`);
    const fd = openSync(path, 'wx+', OWNER_ONLY);
    const { bavail, bsize } = await statfs(scratchFolder);
    const limitBytes = Math.max(0, bavail * bsize - RESERVED_BYTES);
    return new SpooledBytes(new CountedSource(stream, totalBytes), { fd, path, limitBytes });
  }

  get readBytes(): number {
    return this.#source.readBytes;
  }

  next(): Promise<Uint8Array | null> {
    this.#pending = this.#take();
    return this.#pending;
  }

  /** Waits for a write that is under way, so that the copy can be closed after it. */
  async stop(): Promise<void> {
    this.#halt();
    await this.#pending;
  }

  #halt(): void {
    this.#stopped = true;
    this.#source.stop();
    this.#chunks?.stop();
  }

  async #take(): Promise<Uint8Array | null> {
    this.#chunks ??= await this.#source.unpacked();
    const chunk = this.#stopped ? null : await this.#chunks.next();
    if (chunk === null) this.#noteEnd(this.#chunks.error);
    return chunk !== null && (await this.#spool(chunk)) ? chunk : null;
  }

  #noteEnd(error: Error | null): void {
    if (error !== null) this.note ??= `The packed file is damaged (${error.message}): opened up to there.`;
  }

  async #spool(chunk: Uint8Array): Promise<boolean> {
    if (this.#spooledBytes + chunk.length > this.#limitBytes) return this.#giveUp('the disk has no more room');
    try {
      for (let done = 0; done < chunk.length;) {
        const { bytesWritten } = await writeAt(this.fd, chunk, done, chunk.length - done, this.#spooledBytes + done);
        done += bytesWritten;
      }
    } catch (error) {
      return this.#giveUp(error instanceof Error ? error.message : String(error));
    }
    this.#spooledBytes += chunk.length;
    return true;
  }

  #giveUp(reason: string): false {
    this.note = `Unpacking stopped after ${formatBytes(this.#spooledBytes)}: ${reason}. Opened up to there.`;
    this.#halt();
    return false;
  }
}

/** A stream whose bytes are counted, and unpacked when they turn out to be gzip. */
class CountedSource {
  readonly totalBytes: number | null;
  readBytes = 0;
  readonly #raw: ChunkQueue;

  constructor(stream: Readable, totalBytes: number | null) {
    this.#raw = new ChunkQueue(stream);
    this.totalBytes = totalBytes;
  }

  async unpacked(): Promise<ChunkQueue> {
    let head: Uint8Array = new Uint8Array(0);
    while (head.length < 2) {
      const chunk = await this.#next();
      if (chunk === null) break;
      head = Buffer.concat([head, chunk]);
    }
    const whole = Readable.from(this.#from(head), { objectMode: false });
    if (!isGzip(head)) return new ChunkQueue(whole);
    // With a sync flush at the end a file that was cut off gives what it holds, instead of an error.
    const gunzip = createGunzip({ chunkSize: UNPACKED_PIECE_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    whole.on('error', (error) => gunzip.destroy(error));
    return new ChunkQueue(whole.pipe(gunzip));
  }

  stop(): void {
    this.#raw.stop();
  }

  async #next(): Promise<Uint8Array | null> {
    const chunk = await this.#raw.next();
    if (chunk !== null) this.readBytes += chunk.length;
    return chunk;
  }

  async *#from(head: Uint8Array): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (;;) {
      const chunk = await this.#next();
      if (chunk === null) break;
      yield chunk;
    }
    if (this.#raw.error !== null) throw this.#raw.error;
  }
}
