import { closeSync, openSync, writeSync } from 'node:fs';
import type { CaptureInterface, Frame } from '../../../shared/capture/frame';
import { FrameOffsets, type FramePlace } from './frameOffsets';
import { PcapngWriter } from './pcapngWriter';

/** Captures hold private conversations: files are for their owner alone, as dumpcap's are. */
const OWNER_ONLY = 0o600;

type Instant = { readonly seconds: number; readonly nanoseconds: number };

const instantOf = (date: Date): Instant => {
  const seconds = Math.floor(date.getTime() / 1000);
  return { seconds, nanoseconds: (date.getTime() - seconds * 1000) * 1_000_000 };
};

/** One file of a ring: a whole pcapng of its own. Writing never throws; the first error is kept and ends the writing. */
export class RingFile {
  readonly path: string;
  readonly startedAt: Date;
  /** Frames handed over, and how many of them have reached the file. */
  frames = 0;
  durableFrames = 0;
  firstFrame: number | null = null;
  lastFrame = 0;
  error: unknown = null;
  readonly #writer: PcapngWriter;
  readonly #offsets = new FrameOffsets();
  readonly #receivedPackets: number[] = [];
  #fd: number | null;
  #durableFrame = 0;

  /** Throws what the system throws when the file cannot be made. */
  constructor(path: string, startedAt: Date, application: string) {
    this.path = path;
    this.startedAt = startedAt;
    this.#fd = openSync(path, 'w', OWNER_ONLY);
    this.#writer = new PcapngWriter((bytes) => this.#store(bytes));
    this.#writer.writeSectionHeader(application);
  }

  get bytes(): number {
    return this.#writer.offset;
  }

  get closed(): boolean {
    return this.#fd === null;
  }

  get interfaces(): number {
    return this.#writer.interfaces;
  }

  describeInterface(described: CaptureInterface): void {
    this.#writer.writeInterface(described);
    this.#receivedPackets.push(0);
  }

  /** The frame's interface must have been described. */
  write(frame: Frame): void {
    const offset = this.#writer.writeFrame(frame);
    this.frames += 1;
    this.firstFrame ??= frame.number;
    this.lastFrame = frame.number;
    this.#offsets.add(frame.number, offset);
    this.#receivedPackets[frame.interfaceId]! += 1;
  }

  /** Null when the frame is not in this file, or has not reached it. */
  find(frame: number): FramePlace | null {
    return frame <= this.#durableFrame ? this.#offsets.find(frame) : null;
  }

  flush(): void {
    this.#writer.flush();
  }

  /** Ends the file with statistics of each interface; drops are not told apart by interface and stand at the first. */
  close(at: Date, droppedPackets: number | null): void {
    if (this.#fd === null) return;
    this.#receivedPackets.forEach((receivedPackets, interfaceId) =>
      this.#writer.writeStatistics({
        interfaceId,
        receivedPackets,
        interfaceDroppedPackets: interfaceId === 0 ? droppedPackets : null,
        systemDroppedPackets: null,
        start: instantOf(this.startedAt),
        end: instantOf(at),
      }),
    );
    this.flush();
    try {
      closeSync(this.#fd);
    } catch (error) {
      this.error ??= error;
    }
    this.#fd = null;
  }

  #store(bytes: Uint8Array): void {
    if (this.error !== null || this.#fd === null) return;
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.#fd, bytes, written);
      this.durableFrames = this.frames;
      this.#durableFrame = this.lastFrame;
    } catch (error) {
      this.error = error;
    }
  }
}
