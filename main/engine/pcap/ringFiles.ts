import { unlinkSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CaptureInterface, Frame } from '../../../shared/capture/frame';
import type { CaptureProblem, RingSettings, RingState } from '../../../shared/protocol/captureState';
import { err, ok, type Result } from '../../../shared/result';
import { describeFileError } from './fileProblem';
import type { FramePlace } from './frameOffsets';
import { RingFile } from './ringFile';
import { ringFilePath } from './ringNames';

export type RingOptions = {
  /** Path that the file names are formed from; the very file when no setting is given. */
  readonly base: string;
  readonly settings: RingSettings;
  readonly now: () => Date;
  /** Interfaces of the source as far as it has named them; asked again when a frame comes from another. */
  readonly interfaces?: () => readonly CaptureInterface[];
  /** Stands in each file as its writer, for example "Laddergram 0.1.0". */
  readonly application?: string;
  /** Writing has failed: told once. */
  readonly onProblem?: (problem: CaptureProblem) => void;
  readonly onFileOpened?: (path: string) => void;
  readonly onFileClosed?: (path: string) => void;
  readonly onFileDeleted?: (path: string) => void;
};

/** A frame's place in the file at `path`. */
export type RingPlace = FramePlace & { readonly path: string };

/** The clock is asked once in so many frames, and on every flush. */
const FRAMES_BETWEEN_CLOCK_READINGS = 64;

/**
 * The ring of pcapng files that live frames are spooled to, and that `-w` and `-b` ask for.
 *
 * A file is full when it has reached a limit, as dumpcap counts (kB are 1000 bytes); the next begins with the next frame, or for a
 * duration when it is over. Call `flush` a few times a second: it brings frames to disk and ends a file whose time is up.
 */
export class RingFiles {
  readonly #options: RingOptions;
  readonly #interfaces: CaptureInterface[] = [];
  readonly #kept: RingFile[] = [];
  #current: RingFile;
  #writtenFiles = 0;
  #closedBytes = 0;
  #deletedBytes = 0;
  #frames = 0;
  #unwrittenFrames = 0;
  #droppedPackets: number | null = null;
  #droppedBeforeFile = 0;
  #problem: CaptureProblem | null = null;

  /** Begins the first file at once, so that a folder that is not there is told of before the capture starts. */
  static create(options: RingOptions): Result<RingFiles, CaptureProblem> {
    try {
      return ok(new RingFiles(options));
    } catch (error) {
      return err(describeFileError(error, options.base));
    }
  }

  private constructor(options: RingOptions) {
    this.#options = options;
    this.#current = this.#open();
  }

  get state(): RingState {
    const { settings } = this.#options;
    return {
      directory: dirname(this.#current.path),
      currentFile: basename(this.#current.path),
      writtenFiles: this.#writtenFiles,
      keptFiles: this.#kept.length,
      keptBytes: this.writtenBytes - this.#deletedBytes,
      settings,
    };
  }

  /** Paths of the files that are still there, oldest first. */
  get files(): readonly string[] {
    return this.#kept.map(({ path }) => path);
  }

  /** Bytes of all files since the start, deleted ones too. */
  get writtenBytes(): number {
    return this.#closedBytes + (this.#current.closed ? 0 : this.#current.bytes);
  }

  /** Number of the last frame handed over; 0 before the first. */
  get frames(): number {
    return this.#frames;
  }

  /** First frame that can still be read. */
  get oldestFrame(): number {
    for (const { firstFrame } of this.#kept) if (firstFrame !== null) return firstFrame;
    return this.#frames + 1;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#interfaces;
  }

  /** Why frames are no longer written; null while they are. */
  get problem(): CaptureProblem | null {
    return this.#problem;
  }

  /** Frames that did not reach a file because of the problem. */
  get unwrittenFrames(): number {
    return this.#unwrittenFrames;
  }

  /** Never throws: a failure becomes `problem`, and the frames after it are counted. */
  write(frame: Frame): void {
    this.#frames = frame.number;
    const timeToLook = this.#current.frames % FRAMES_BETWEEN_CLOCK_READINGS === 0;
    if (this.#isFull() || (timeToLook && this.#isOver())) this.#switchFile();
    if (this.#current.closed || this.#problem !== null) {
      this.#unwrittenFrames += 1;
      return;
    }
    if (frame.interfaceId >= this.#current.interfaces) this.#describeInterfaces(frame);
    this.#current.write(frame);
    this.#checkForError();
  }

  /** Total that the source has dropped so far; each file's statistics get the part that fell into its time. */
  noteDropped(droppedPackets: number | null): void {
    this.#droppedPackets = droppedPackets;
  }

  flush(): void {
    if (this.#current.closed || this.#problem !== null) return;
    this.#current.flush();
    this.#checkForError();
    if (this.#problem === null && this.#isOver()) this.#switchFile();
  }

  /** Ends the last file. What was written stays and can still be located. */
  close(): void {
    this.#closeCurrent();
  }

  /** Where a frame lies; null when its file is gone or it never reached one. Flush first. */
  locate(frame: number): RingPlace | null {
    const file = this.#fileOf(frame);
    const place = file?.find(frame) ?? null;
    return file === null || place === null ? null : { ...place, path: file.path };
  }

  #fileOf(frame: number): RingFile | null {
    for (let index = this.#kept.length - 1; index >= 0; index -= 1) {
      const file = this.#kept[index]!;
      if (file.firstFrame !== null && file.firstFrame <= frame) return file;
    }
    return null;
  }

  #open(): RingFile {
    const { base, settings, now, application } = this.#options;
    const startedAt = now();
    const isRing = Object.values(settings).some((limit) => limit !== null);
    const path = isRing ? ringFilePath(base, this.#writtenFiles + 1, startedAt) : base;
    const file = new RingFile(path, startedAt, application ?? 'Laddergram');
    this.#kept.push(file);
    this.#writtenFiles += 1;
    this.#learnInterfaces();
    for (const described of this.#interfaces) file.describeInterface(described);
    this.#options.onFileOpened?.(path);
    return file;
  }

  #isFull(): boolean {
    const { filesizeKb, packets } = this.#options.settings;
    const file = this.#current;
    return (packets !== null && file.frames >= packets) || (filesizeKb !== null && file.bytes >= filesizeKb * 1000);
  }

  #isOver(): boolean {
    const { durationS } = this.#options.settings;
    if (durationS === null) return false;
    return this.#options.now().getTime() - this.#current.startedAt.getTime() >= durationS * 1000;
  }

  #switchFile(): void {
    if (this.#current.closed) return;
    this.#closeCurrent();
    if (this.#problem !== null) return;
    try {
      this.#current = this.#open();
      this.#deleteOldest();
    } catch (error) {
      this.#fail(error, this.#options.base);
    }
  }

  #closeCurrent(): void {
    const file = this.#current;
    if (file.closed) return;
    const dropped = this.#droppedPackets;
    file.close(this.#options.now(), dropped === null ? null : dropped - this.#droppedBeforeFile);
    this.#droppedBeforeFile = dropped ?? 0;
    this.#closedBytes += file.bytes;
    this.#checkForError();
    this.#options.onFileClosed?.(file.path);
  }

  #deleteOldest(): void {
    const { files } = this.#options.settings;
    while (files !== null && this.#kept.length > files) {
      const [oldest] = this.#kept;
      if (!oldest) return;
      deleteFile(oldest.path);
      this.#kept.shift();
      this.#deletedBytes += oldest.bytes;
      this.#options.onFileDeleted?.(oldest.path);
    }
  }

  #learnInterfaces(): void {
    const named = this.#options.interfaces?.() ?? [];
    for (let id = this.#interfaces.length; id < named.length; id += 1) this.#interfaces.push({ ...named[id]!, id });
  }

  /** Interfaces that the source has not named are written with the frame's link type alone. */
  #describeInterfaces({ interfaceId, linkType }: Frame): void {
    this.#learnInterfaces();
    const unnamed = { linkType, snapLengthBytes: 0, name: null, description: null, filter: null };
    for (let id = this.#interfaces.length; id <= interfaceId; id += 1) this.#interfaces.push({ ...unnamed, id });
    for (let id = this.#current.interfaces; id <= interfaceId; id += 1) {
      this.#current.describeInterface(this.#interfaces[id]!);
    }
  }

  #checkForError(): void {
    const { error, frames, durableFrames, path } = this.#current;
    if (error === null || this.#problem !== null) return;
    this.#unwrittenFrames += frames - durableFrames;
    this.#fail(error, path);
  }

  #fail(error: unknown, path: string): void {
    this.#problem = describeFileError(error, path);
    this.#options.onProblem?.(this.#problem);
  }
}

/** A file that somebody else has removed already is as good as deleted. */
function deleteFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
