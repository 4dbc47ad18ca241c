import { msSinceStart, type CaptureInterface, type CaptureStart, type Frame } from '../../../shared/capture/frame';
import { formatCount } from '../../../shared/format/quantity';
import { ByteWindow } from './byteWindow';
import { CaptureFacts, type CaptureComment, type OtherBlock } from './captureFacts';
import { describeNoCapture, MAGIC_BYTES, readPcapMagic, readSectionOrder, type NoCapture } from './captureMagic';
import { PcapFormat } from './pcapFormat';
import { PcapngFormat } from './pcapngFormat';

export type CaptureFormat = PcapFormat | PcapngFormat;

/** Enough to tell text from something else. */
const RECOGNISED_BYTES = 64;

/**
 * Reads frames out of a byte stream of pcap or pcapng as it arrives, from a file or from a capturing process alike.
 *
 *     parser.feed(chunk); while (parser.next(frame)) …; … parser.finish();
 *
 * A chunk must stay unchanged until the next `feed`; a filled frame lies in it, or in the parser's own buffer.
 */
export class CaptureParser {
  readonly #window = new ByteWindow();
  readonly #facts = new CaptureFacts();
  #reader: CaptureFormat | null = null;
  #noCapture: NoCapture | null = null;
  #start: CaptureStart | null = null;
  #frames = 0;
  #lastSeconds = 0;
  #lastNanoseconds = 0;

  get format(): 'pcap' | 'pcapng' | null {
    return this.#reader?.kind ?? null;
  }

  /** The reader of this format's records, for reading one again; null until the format is known. */
  get records(): CaptureFormat | null {
    return this.#reader;
  }

  /** Over all sections so far, in order of appearance; the array grows as the capture goes on. */
  get interfaces(): readonly CaptureInterface[] {
    return this.#facts.interfaces;
  }

  /** Dropped at the interfaces and in the kernel, as the capture's own statistics say; null when it does not say. */
  get droppedPackets(): number | null {
    return this.#facts.droppedPackets;
  }

  /** One line each for people: where the capture is cut off, what was left out. */
  get notes(): readonly string[] {
    return this.#facts.notes;
  }

  get comments(): readonly CaptureComment[] {
    return this.#facts.comments;
  }

  /** Blocks that were stepped over, up to a limit; `otherBlockCount` counts them all. */
  get otherBlocks(): readonly OtherBlock[] {
    return this.#facts.otherBlocks;
  }

  get otherBlockCount(): number {
    return this.#facts.otherBlockCount;
  }

  /** Why this is no capture, to be put behind its name ("is empty"); null as long as it may be one. */
  get problem(): string | null {
    return this.#noCapture?.problem ?? null;
  }

  /** What to do about the problem. */
  get advice(): string | null {
    return this.#noCapture?.advice ?? null;
  }

  /** Nothing more will be read, whatever arrives. */
  get stopped(): boolean {
    return this.#facts.stopped;
  }

  /** Time of the first frame that has one; null before it. */
  get start(): CaptureStart | null {
    return this.#start;
  }

  /** The last frame got the time of the frame before, because its own record carries none. */
  get untimed(): boolean {
    return this.#reader?.untimed ?? false;
  }

  /** @param headroomBytes before the chunk, in its buffer, that the parser may write to: then what was left over is put there. */
  feed(chunk: Uint8Array, headroomBytes = 0): void {
    if (this.#facts.stopped) return;
    this.#window.append(chunk, headroomBytes);
  }

  /** Looks at the first bytes without reading a frame: sets `format` or `problem` as soon as they tell. */
  recognise(): void {
    if (this.#reader === null && !this.#facts.stopped) this.#recognise(MAGIC_BYTES);
  }

  /** Fills the frame with the next one; false when more bytes are needed (or `stopped`). */
  next(frame: Frame): boolean {
    const reader = this.#reader ?? this.#recognise(MAGIC_BYTES);
    if (reader === null || this.#facts.stopped) return false;
    if (!reader.next(this.#window, frame)) {
      if (this.#facts.stopped) this.#window.release();
      return false;
    }
    if (reader.untimed) this.#lendTime(frame);
    else this.#keepTime(frame);
    this.#frames += 1;
    frame.number = this.#frames;
    return true;
  }

  /** The stream has ended: tells what is left over. Call it after `next` has returned false. */
  finish(): void {
    if (this.#facts.stopped) return;
    if (this.#reader === null) this.#recognise(4);
    const { unreadBytes, streamOffset } = this.#window;
    if (this.#reader === null) this.#refuse();
    else if (streamOffset === 0) {
      this.#facts.note('The file ends in the middle of its header: it holds no frames.');
    } else if (unreadBytes > 0) {
      this.#facts.note(
        `The file ends in the middle of a record at byte ${formatCount(streamOffset)}: opened up to there.`,
      );
    }
    this.#facts.stopped = true;
    this.#window.release();
  }

  #recognise(neededBytes: number): CaptureFormat | null {
    const { view, position, unreadBytes } = this.#window;
    if (unreadBytes < neededBytes) return null;
    const pcap = readPcapMagic(view, position);
    if (pcap !== null) this.#reader = new PcapFormat(pcap, this.#facts);
    else if (unreadBytes >= MAGIC_BYTES) {
      if (readSectionOrder(view, position) === null) this.#refuse();
      else this.#reader = new PcapngFormat(this.#facts);
    }
    return this.#reader;
  }

  #refuse(): void {
    const { bytes, position, end } = this.#window;
    this.#noCapture = describeNoCapture(bytes.subarray(position, Math.min(end, position + RECOGNISED_BYTES)));
    this.#facts.stopped = true;
    this.#window.release();
  }

  #keepTime(frame: Frame): void {
    const { seconds, nanoseconds } = frame;
    this.#start ??= { seconds, nanoseconds };
    if (seconds < this.#lastSeconds || (seconds === this.#lastSeconds && nanoseconds < this.#lastNanoseconds)) {
      if (this.#frames > 0) this.#facts.count('timeBack', frame.fileOffset);
    }
    this.#lastSeconds = seconds;
    this.#lastNanoseconds = nanoseconds;
    frame.atMs = msSinceStart(this.#start, seconds, nanoseconds);
  }

  #lendTime(frame: Frame): void {
    const start = this.#start;
    frame.seconds = this.#lastSeconds;
    frame.nanoseconds = this.#lastNanoseconds;
    frame.atMs = start === null ? 0 : msSinceStart(start, frame.seconds, frame.nanoseconds);
  }
}
