/** Answers how many bytes were taken, 0 when the pipe is full; null when nobody reads any more. */
export type WriteSome = (bytes: Uint8Array) => number | null;

/**
 * Bytes on their way into a pipe that may be full. What the pipe does not take waits here;
 * whoever fills it looks at `full` first and counts what he then leaves out.
 */
export class BoundedOutput {
  pendingBytes = 0;
  /** The reader has gone: nothing is kept any more. */
  closed = false;
  private readonly waiting: Uint8Array[] = [];
  private readonly write: WriteSome;
  private readonly limitBytes: number;

  constructor(write: WriteSome, limitBytes: number) {
    this.write = write;
    this.limitBytes = limitBytes;
  }

  get full(): boolean {
    return this.pendingBytes >= this.limitBytes;
  }

  /** Takes the bytes over, whole: writes what the pipe takes and keeps a copy of the rest. */
  offer(bytes: Uint8Array): void {
    this.drain();
    const taken = this.waiting.length > 0 ? 0 : this.writeAll(bytes);
    if (this.closed || taken === bytes.length) return;
    this.waiting.push(bytes.slice(taken));
    this.pendingBytes += bytes.length - taken;
  }

  /** Writes what waits, as far as the pipe takes it. */
  drain(): void {
    for (let first = this.waiting[0]; first !== undefined && !this.closed; first = this.waiting[0]) {
      const taken = this.writeAll(first);
      this.pendingBytes -= taken;
      if (taken < first.length) {
        this.waiting[0] = first.subarray(taken);
        break;
      }
      this.waiting.shift();
    }
    if (this.closed) this.letGo();
  }

  private writeAll(bytes: Uint8Array): number {
    let taken = 0;
    while (taken < bytes.length) {
      const step = this.write(bytes.subarray(taken));
      if (step === null) this.closed = true;
      if (step === null || step === 0) break;
      taken += step;
    }
    return taken;
  }

  private letGo(): void {
    this.waiting.length = 0;
    this.pendingBytes = 0;
  }
}
