import { Frame, type CaptureInterface, type StoredFrame } from '../../../shared/capture/frame';
import type { CaptureFormat } from '../pcap/captureParser';
import { FrameIndex } from './frameIndex';
import type { FrameStore } from './frameStore';
import { RecordWindow } from './recordWindow';

/** Any record's length is known from so many bytes; the last record of a file may be shorter as a whole. */
const LONGEST_HEAD_BYTES = 24;

/** A file whose records can be read again. */
export type RereadFile = {
  readonly fd: number;
  /** Reads the file's records; null until its format is known. */
  readonly records: () => CaptureFormat | null;
  /** Interface of the capture (over all files) for an interface of this file. */
  readonly interfaceId: (localId: number) => number;
  /** Gives the file back. */
  readonly close: () => void;
};

/** Frames of opened files. Holds an offset for each frame and no packet bytes but a small window on the file. */
export class OpenedFileStore implements FrameStore {
  readonly interfaces: readonly CaptureInterface[];
  readonly oldestFrame = 1;
  readonly #files: readonly RereadFile[];
  readonly #index: FrameIndex;
  readonly #window = new RecordWindow();
  readonly #frame = new Frame();
  #closed = false;

  /** @param interfaces over all files; may grow while they are read. */
  constructor(files: readonly RereadFile[], interfaces: readonly CaptureInterface[]) {
    this.#files = files;
    this.#index = new FrameIndex(files.length);
    this.interfaces = interfaces;
  }

  get frames(): number {
    return this.#index.frames;
  }

  /** Notes the next frame of the capture. */
  add(file: number, offset: number, untimed: boolean): void {
    this.#index.add(file, offset, untimed);
  }

  read(frame: number): StoredFrame | 'evicted' {
    const file = this.#place(frame);
    const found = this.#frame;
    if (!file?.records()?.reread(this.#window.window, found)) return 'evicted';
    const { linkType, originalBytes } = found;
    const interfaceId = file.interfaceId(found.interfaceId);
    const bytes = found.bytes.slice(found.start, found.end);
    const { seconds, nanoseconds } = this.#timeOf(frame, found);
    return { number: frame, seconds, nanoseconds, linkType, interfaceId, bytes, originalBytes };
  }

  comments(frame: number): readonly string[] {
    const file = this.#place(frame);
    return file?.records()?.comments(this.#window.window) ?? [];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const file of this.#files) file.close();
  }

  /** Brings the frame's whole record into the window; null when it cannot be read any more. */
  #place(frame: number): RereadFile | null {
    const file = this.#index.has(frame) ? this.#files[this.#index.fileOf(frame)] : undefined;
    if (file === undefined || this.#closed) return null;
    const offset = this.#index.offsetOf(frame);
    this.#window.show(file.fd, offset, LONGEST_HEAD_BYTES);
    const lengthBytes = file.records()?.recordBytes(this.#window.window) ?? null;
    return lengthBytes !== null && this.#window.show(file.fd, offset, lengthBytes) ? file : null;
  }

  #timeOf(frame: number, found: Frame): { readonly seconds: number; readonly nanoseconds: number } {
    const { seconds, nanoseconds } = found;
    const timed = this.#index.timedFrame(frame);
    if (timed === frame) return { seconds, nanoseconds };
    if (timed === null || !this.#place(timed)) return { seconds: 0, nanoseconds: 0 };
    this.#files[this.#index.fileOf(timed)]?.records()?.reread(this.#window.window, found);
    return { seconds: found.seconds, nanoseconds: found.nanoseconds };
  }
}
