import type { Readable } from 'node:stream';

const ENOUGH_BYTES = 1024 * 1024;

/**
 * The chunks of a stream, one at a time. Unlike a stream's own iterator it hands out everything that came before an error,
 * which is what opens a damaged file up to the damage.
 */
export class ChunkQueue {
  /** Why the stream ended early; null after a whole one. */
  error: Error | null = null;
  readonly #stream: Readable;
  readonly #chunks: Uint8Array[] = [];
  #queuedBytes = 0;
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => this.#push(chunk));
    stream.once('end', () => this.#end(null));
    stream.once('close', () => this.#end(null));
    stream.on('error', (error: Error) => this.#end(error));
  }

  /** Null at the end. */
  async next(): Promise<Uint8Array | null> {
    while (this.#chunks.length === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const chunk = this.#chunks.shift() ?? null;
    if (chunk !== null) this.#queuedBytes -= chunk.length;
    if (this.#queuedBytes < ENOUGH_BYTES && this.#stream.isPaused()) this.#stream.resume();
    return chunk;
  }

  /** Ends the queue at once: what waits is let go. */
  stop(): void {
    this.#chunks.length = 0;
    this.#end(null);
    this.#stream.destroy();
  }

  #push(chunk: Uint8Array): void {
    if (this.#ended) return;
    this.#chunks.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#queuedBytes >= ENOUGH_BYTES) this.#stream.pause();
    this.#wake();
  }

  #end(error: Error | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.error = error;
    this.#wake();
  }
}
