import type { CaptureInterface } from '../../../shared/capture/frame';
import { formatCount } from '../../../shared/format/quantity';

/** What a capture says of itself beside its frames. */
export type CaptureComment = {
  readonly of: 'section' | 'interface';
  /** Interface counted over all sections; null for a section. */
  readonly interfaceId: number | null;
  readonly text: string;
};

/** A block that the workbench keeps in its place without reading it (name resolution, secrets, custom, unknown). */
export type OtherBlock = { readonly type: number; readonly offset: number; readonly lengthBytes: number };

/** Irregularities that are counted and told of once, each with the byte of the first. */
const TOLD_ONCE = {
  trailingLength: 'Blocks that end with another length than they begin with (the first length was believed)',
  unknownInterface: 'Frames left out because the file does not describe their interface',
  pastBlock: 'Frames cut because they claim more bytes than their block holds',
  noTime: 'Frames without a time of their own (simple packet blocks), which got the time of the frame before',
  malformedBlock: 'Blocks left out because they are too short for what they should hold',
  badFraction: 'Frames whose time has a fraction longer than a second (carried over)',
  timeBack: 'Frames earlier than the frame before them',
} as const;
export type Irregularity = keyof typeof TOLD_ONCE;

const MAX_COMMENTS = 1000;
const MAX_OTHER_BLOCKS = 10_000;
const MAX_NOTES = 100;

/** Everything that a parser learns of a capture on the way through it, bounded. */
export class CaptureFacts {
  readonly interfaces: CaptureInterface[] = [];
  readonly comments: CaptureComment[] = [];
  readonly otherBlocks: OtherBlock[] = [];
  otherBlockCount = 0;
  droppedPackets: number | null = null;
  /** Nothing after this can be read. */
  stopped = false;
  readonly #lines: string[] = [];
  readonly #counts = new Map<Irregularity, { count: number; readonly firstByte: number }>();

  get notes(): readonly string[] {
    const counted = [...this.#counts].map(
      ([kind, { count, firstByte }]) =>
        `${TOLD_ONCE[kind]}: ${formatCount(count)} (first at byte ${formatCount(firstByte)}).`,
    );
    return [...this.#lines, ...counted];
  }

  note(line: string): void {
    if (this.#lines.length < MAX_NOTES) this.#lines.push(line);
  }

  count(kind: Irregularity, atByte: number): void {
    const entry = this.#counts.get(kind);
    if (entry) entry.count += 1;
    else this.#counts.set(kind, { count: 1, firstByte: atByte });
  }

  /** Ends the reading: `what` at this byte cannot be stepped over. */
  stop(what: string, atByte: number): void {
    this.stopped = true;
    this.note(`${what} at byte ${formatCount(atByte)}: opened up to there.`);
  }

  addComment(comment: CaptureComment): void {
    if (this.comments.length < MAX_COMMENTS) this.comments.push(comment);
  }

  addOtherBlock(type: number, offset: number, lengthBytes: number): void {
    this.otherBlockCount += 1;
    if (this.otherBlocks.length < MAX_OTHER_BLOCKS) this.otherBlocks.push({ type, offset, lengthBytes });
  }
}
