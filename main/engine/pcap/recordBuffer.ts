/** Where finished bytes go; it must take them before it returns, because the buffer is filled again. */
export type ByteSink = (bytes: Uint8Array) => void;

const BUFFER_BYTES = 256 * 1024;
/** Up to here a loop over words is as fast as making a view of the source, and makes no object. */
const SHORT_BYTES = 384;

/** Little-endian words and bytes, gathered in one reused buffer so that the sink sees few large pieces. */
export class RecordBuffer {
  readonly #sink: ByteSink;
  readonly #bytes = new Uint8Array(BUFFER_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  #filled = 0;
  #flushedBytes = 0;
  #source: Uint8Array | null = null;
  #sourceView: DataView = this.#view;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Offset in the file of the next byte. */
  get offset(): number {
    return this.#flushedBytes + this.#filled;
  }

  /** Makes room for this many bytes (at most a few hundred) that the next words will fill. */
  reserve(lengthBytes: number): void {
    if (this.#filled + lengthBytes > BUFFER_BYTES) this.flush();
  }

  word(value: number): void {
    this.#view.setUint32(this.#filled, value, true);
    this.#filled += 4;
  }

  half(value: number): void {
    this.#view.setUint16(this.#filled, value, true);
    this.#filled += 2;
  }

  /** Appends bytes[start, end) of any length. */
  append(bytes: Uint8Array, start: number, end: number): void {
    if (end - start <= SHORT_BYTES) {
      this.reserve(end - start);
      this.#copyWords(bytes, start, end);
      return;
    }
    let from = start;
    while (from < end) {
      if (this.#filled === BUFFER_BYTES) this.flush();
      const to = Math.min(end, from + BUFFER_BYTES - this.#filled);
      this.#bytes.set(bytes.subarray(from, to), this.#filled);
      this.#filled += to - from;
      from = to;
    }
  }

  /** Appends zeros up to the next multiple of four. */
  pad(lengthBytes: number): void {
    const padding = -lengthBytes & 3;
    this.reserve(padding);
    for (let count = 0; count < padding; count += 1) this.#bytes[this.#filled + count] = 0;
    this.#filled += padding;
  }

  flush(): void {
    if (this.#filled === 0) return;
    const filled = this.#filled;
    this.#filled = 0;
    this.#flushedBytes += filled;
    this.#sink(this.#bytes.subarray(0, filled));
  }

  #copyWords(bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#source) {
      this.#source = bytes;
      this.#sourceView = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const source = this.#sourceView;
    const lastWord = end - 4;
    let from = start;
    let to = this.#filled;
    for (; from <= lastWord; from += 4, to += 4) this.#view.setUint32(to, source.getUint32(from));
    for (; from < end; from += 1, to += 1) this.#bytes[to] = bytes[from]!;
    this.#filled = to;
  }
}
