const NO_BYTES = new Uint8Array(0);
const NO_VIEW = new DataView(NO_BYTES.buffer);

/**
 * The part of a byte stream that has arrived and is not yet read: bytes[position, end), which begins at `offset + position` of
 * the stream. What one chunk leaves unread is put before the next where there is room, else joined to it in a buffer of the
 * window's own.
 */
export class ByteWindow {
  bytes: Uint8Array = NO_BYTES;
  view: DataView = NO_VIEW;
  position = 0;
  end = 0;
  /** Where bytes[0] lies in the stream. */
  offset = 0;
  #joined = NO_BYTES;

  get unreadBytes(): number {
    return this.end - this.position;
  }

  /** Offset of the next unread byte in the stream. */
  get streamOffset(): number {
    return this.offset + this.position;
  }

  /** Takes the chunk as it is when nothing is left over, or fits before it; it must then stay as it is until the next append. */
  append(chunk: Uint8Array, headroomBytes = 0): void {
    if (chunk.length === 0) return;
    const left = this.unreadBytes;
    this.offset += this.position;
    if (left === 0) this.#show(chunk, chunk.length);
    else if (left <= headroomBytes) this.#prepend(chunk, left);
    else this.#join(chunk, left);
    this.position = 0;
  }

  /** Shows bytes that lie at `offset` of the stream, dropping all others. */
  replace(bytes: Uint8Array, lengthBytes: number, offset: number): void {
    this.#show(bytes, lengthBytes);
    this.offset = offset;
    this.position = 0;
  }

  /** Lets all bytes go; the stream offset stays. */
  release(): void {
    this.offset += this.position;
    this.position = 0;
    this.#joined = NO_BYTES;
    this.#show(NO_BYTES, 0);
  }

  #prepend(chunk: Uint8Array, left: number): void {
    const whole = new Uint8Array(chunk.buffer, chunk.byteOffset - left, left + chunk.length);
    whole.set(this.bytes.subarray(this.position, this.end));
    this.#show(whole, whole.length);
  }

  #join(chunk: Uint8Array, left: number): void {
    const needed = left + chunk.length;
    const before = this.bytes;
    if (this.#joined.length < needed) this.#joined = new Uint8Array(Math.max(needed, 2 * this.#joined.length));
    if (before === this.#joined) before.copyWithin(0, this.position, this.end);
    else this.#joined.set(before.subarray(this.position, this.end));
    this.#joined.set(chunk, left);
    this.#show(this.#joined, needed);
  }

  #show(bytes: Uint8Array, lengthBytes: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.end = lengthBytes;
  }
}
