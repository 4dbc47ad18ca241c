import type { SctpData } from '../../decode/sctp/sctpChunk';

/** What a fragment costs besides its bytes. */
const FRAGMENT_OVERHEAD_BYTES = 128;

export const fragmentCostBytes = (lengthBytes: number): number => lengthBytes + FRAGMENT_OVERHEAD_BYTES;

type Fragment = {
  /** An own copy. */
  readonly bytes: Uint8Array;
  readonly tsn: number;
  readonly stream: number;
  readonly messageNumber: number;
  readonly unordered: boolean;
  readonly begin: boolean;
  readonly end: boolean;
  readonly cutOff: boolean;
  readonly frames: readonly number[];
};

/** Fragments of one message without a hole between them, at positions [first, last]. */
export type FragmentRun = {
  readonly home: SctpFragments;
  first: number;
  last: number;
  count: number;
  heldBytes: number;
  readonly openedAtMs: number;
  /** In order of opening. */
  readonly serial: number;
};

/** A message put together, in bytes of its own. */
export type SctpMessage = {
  readonly bytes: Uint8Array;
  /** Of the first chunk. */
  readonly tsn: number;
  readonly chunks: number;
  /** Ascending, each once. */
  readonly frames: readonly number[];
  readonly unordered: boolean;
  /** The last chunk was cut off by the capture. */
  readonly cutOff: boolean;
};

const after = (position: number): number => (position + 1) >>> 0;
const before = (position: number): number => (position - 1) >>> 0;

/** Whether one fragment goes on where the other ends. */
const joins = (left: Fragment, right: Fragment): boolean =>
  !left.end &&
  !right.begin &&
  left.stream === right.stream &&
  left.messageNumber === right.messageNumber &&
  left.unordered === right.unordered;

const copyOf = (bytes: Uint8Array, data: SctpData, frames: readonly number[]): Fragment => ({
  bytes: bytes.slice(data.dataStart, data.dataEnd),
  tsn: data.tsn,
  stream: data.stream,
  messageNumber: data.messageNumber,
  unordered: data.unordered,
  begin: data.begin,
  end: data.end,
  cutOff: data.truncated,
  frames: frames.slice(),
});

/**
 * Fragments of messages by position, in any order, joined to runs as they come: one step each, however many there are. DATA
 * chunks of an association's direction share one space of positions, their TSNs; each message of I-DATA chunks has its own.
 */
export class SctpFragments {
  private readonly fragments = new Map<number, Fragment>();
  private readonly byFirst = new Map<number, FragmentRun>();
  private readonly byLast = new Map<number, FragmentRun>();
  /** Of whom in the direction of an association. */
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  get runs(): Iterable<FragmentRun> {
    return this.byFirst.values();
  }

  get isEmpty(): boolean {
    return this.fragments.size === 0;
  }

  has(position: number): boolean {
    return this.fragments.has(position);
  }

  /**
   * Takes a fragment in. Answers the run that it stands in, and the run that was swallowed where it closed the hole between two.
   */
  add(
    bytes: Uint8Array,
    data: SctpData,
    frames: readonly number[],
    opening: { readonly atMs: number; readonly serial: number },
  ): { readonly run: FragmentRun; readonly swallowed: FragmentRun | null } {
    const { position } = data;
    const fragment = copyOf(bytes, data, frames);
    const left = this.neighbour(this.byLast, before(position), fragment, 'left');
    const right = this.neighbour(this.byFirst, after(position), fragment, 'right');
    this.fragments.set(position, fragment);

    const older = left !== null && right !== null && right.serial < left.serial ? right : (left ?? right);
    const run = older ?? this.open(position, opening.atMs, opening.serial);
    const swallowed = left !== null && right !== null ? (older === left ? right : left) : null;
    this.unlink(left);
    this.unlink(right);
    run.first = left?.first ?? position;
    run.last = right?.last ?? position;
    run.count += 1 + (swallowed?.count ?? 0);
    run.heldBytes += fragmentCostBytes(fragment.bytes.length) + (swallowed?.heldBytes ?? 0);
    this.byFirst.set(run.first, run);
    this.byLast.set(run.last, run);
    return { run, swallowed };
  }

  isWhole({ first, last }: FragmentRun): boolean {
    return this.fragments.get(first)!.begin && this.fragments.get(last)!.end;
  }

  /** Takes a run out and lays its bytes one behind the other. */
  take(run: FragmentRun): SctpMessage {
    const parts = this.remove(run);
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part.bytes, at);
      at += part.bytes.length;
    }
    const frames = [...new Set(parts.flatMap((part) => part.frames))].sort((left, right) => left - right);
    const { tsn, unordered } = parts[0]!;
    return { bytes, tsn, chunks: parts.length, frames, unordered, cutOff: parts.at(-1)!.cutOff };
  }

  /** Lets a run go. */
  remove(run: FragmentRun): readonly Fragment[] {
    const parts: Fragment[] = [];
    for (let index = 0; index < run.count; index += 1) {
      const position = (run.first + index) >>> 0;
      parts.push(this.fragments.get(position)!);
      this.fragments.delete(position);
    }
    this.unlink(run);
    return parts;
  }

  private open(position: number, openedAtMs: number, serial: number): FragmentRun {
    return { home: this, first: position, last: position, count: 0, heldBytes: 0, openedAtMs, serial };
  }

  /** The run beside a fragment when it is of the same message. */
  private neighbour(
    runs: ReadonlyMap<number, FragmentRun>,
    position: number,
    fragment: Fragment,
    side: 'left' | 'right',
  ): FragmentRun | null {
    const run = runs.get(position);
    if (run === undefined) return null;
    const other = this.fragments.get(position)!;
    return (side === 'left' ? joins(other, fragment) : joins(fragment, other)) ? run : null;
  }

  private unlink(run: FragmentRun | null): void {
    if (run === null) return;
    this.byFirst.delete(run.first);
    this.byLast.delete(run.last);
  }
}
