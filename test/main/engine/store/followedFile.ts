import { appendFileSync } from 'node:fs';
import { openCapture, type OpenedCapture } from '../../../../main/engine/store/openCapture';
import { until } from '../../../fixtures/engineWindow';
import { copyOf, type ReadFrame } from '../pcap/captureBuilder';

/** A file that is followed while a test writes it. */
export class FollowedFile {
  readonly path: string;
  readonly frames: ReadFrame[] = [];
  /** The capture once the following is over. */
  readonly ended: Promise<OpenedCapture>;
  readonly #stop = new AbortController();
  #caughtUpBytes = -1;

  constructor(path: string, scratchFolder: string, signal?: AbortSignal) {
    this.path = path;
    this.ended = this.#follow(scratchFolder, signal);
    this.ended.catch(() => undefined);
  }

  append(bytes: Uint8Array): void {
    appendFileSync(this.path, bytes);
  }

  /** Everything up to here has been read and passed on. */
  caughtUp(sizeBytes: number): Promise<void> {
    return until(`${sizeBytes} bytes`, () => this.#caughtUpBytes === sizeBytes);
  }

  stop(): Promise<OpenedCapture> {
    this.#stop.abort();
    return this.ended;
  }

  async #follow(scratchFolder: string, signal?: AbortSignal): Promise<OpenedCapture> {
    const opened = await openCapture([this.path], {
      scratchFolder,
      ...(signal && { signal }),
      onFrame: (frame) => this.frames.push(copyOf(frame)),
      follow: {
        signal: this.#stop.signal,
        onCaughtUp: (sizeBytes) => (this.#caughtUpBytes = sizeBytes),
        pollMs: 1,
      },
    });
    if (!opened.ok) throw new Error(opened.error.problem);
    return opened.value;
  }
}
