import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCapture, type OpenCaptureOptions, type OpenedCapture } from '../../../../main/engine/store/openCapture';
import type { CaptureProblem } from '../../../../shared/protocol/captureState';
import { copyOf, type ReadFrame } from '../pcap/captureBuilder';

/** A folder for the captures of one test, and what openCapture makes of them. */
export class CaptureFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'opened-'));
  readonly scratch = mkdtempSync(join(tmpdir(), 'scratch-'));
  readonly #opened: OpenedCapture[] = [];

  write(name: string, bytes: Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, bytes);
    return path;
  }

  /** Opens captures that must be readable; frames are as they passed. */
  async open(
    paths: readonly string[],
    options: Partial<OpenCaptureOptions> = {},
  ): Promise<{ capture: OpenedCapture; frames: ReadFrame[] }> {
    const frames: ReadFrame[] = [];
    const opened = await openCapture(paths, {
      scratchFolder: this.scratch,
      onFrame: (frame) => frames.push(copyOf(frame)),
      ...options,
    });
    if (!opened.ok) throw new Error(opened.error.problem);
    this.#opened.push(opened.value);
    return { capture: opened.value, frames };
  }

  /** Opens what must be refused. */
  async refuse(paths: readonly string[], options: Partial<OpenCaptureOptions> = {}): Promise<CaptureProblem> {
    const opened = await openCapture(paths, { scratchFolder: this.scratch, onFrame: () => undefined, ...options });
    if (opened.ok) throw new Error('was opened');
    return opened.error;
  }

  remove(): void {
    for (const { store } of this.#opened) store.close();
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

/** What the store gives back for a frame that had passed. */
export const asStored = ({ number, time, linkType, interfaceId, bytes, originalBytes }: ReadFrame): object => ({
  number,
  seconds: Number(time.split('.')[0]),
  nanoseconds: Number(time.split('.')[1]),
  linkType,
  interfaceId,
  bytes: Uint8Array.from(bytes),
  originalBytes,
});
