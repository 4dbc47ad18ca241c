import { msSinceStart, type CaptureInterface, type CaptureStart, type Frame } from '../../../shared/capture/frame';
import type { CaptureInput } from './captureInput';
import { InputHeap, type RankedInput } from './inputHeap';
import type { OpeningPace } from './openingPace';

/** Takes each frame with the number of its file; `untimed` when the frame's record carries no time of its own. */
export type MergedFrameSink = (file: number, frame: Frame, untimed: boolean) => void;

/** Several captures as one: frames by time, numbered anew, interfaces counted over all. One capture passes as it is. */
export class CaptureMerge {
  readonly interfaces: readonly CaptureInterface[];
  readonly #inputs: readonly CaptureInput[];
  readonly #joined: CaptureInterface[] = [];
  /** For each file, the joined number of each of its interfaces. */
  readonly #interfaceIds: readonly number[][];
  #start: CaptureStart | null = null;
  #frames = 0;

  constructor(inputs: readonly CaptureInput[]) {
    const [only] = inputs;
    this.#inputs = inputs;
    this.#interfaceIds = inputs.map(() => []);
    this.interfaces = inputs.length === 1 && only ? only.parser.interfaces : this.#joined;
  }

  get start(): CaptureStart | null {
    const [only] = this.#inputs;
    return this.#inputs.length === 1 && only ? only.parser.start : this.#start;
  }

  /** Interface of the whole for an interface of one file. */
  interfaceId(file: number, localId: number): number {
    if (this.#inputs.length === 1) return localId;
    const ids = this.#interfaceIds[file]!;
    if (localId >= ids.length) this.#learnInterfaces(file);
    return ids[localId] ?? 0;
  }

  /** Reads everything, until the end or until the pace says that it is to be left. */
  async read(pace: OpeningPace, sink: MergedFrameSink): Promise<void> {
    const [only] = this.#inputs;
    if (this.#inputs.length === 1 && only) return readOne(only, pace, sink);
    await this.#readAll(pace, sink);
    this.#inputs.forEach((_, file) => this.#learnInterfaces(file));
  }

  async #readAll(pace: OpeningPace, sink: MergedFrameSink): Promise<void> {
    const heap = new InputHeap();
    for (const [rank, input] of this.#inputs.entries()) if (await advance(input)) heap.add({ input, rank });
    for (let first = heap.first; first !== null && !pace.aborted; first = heap.first) {
      this.#emit(first, sink);
      const { input } = first;
      if (input.parser.next(input.frame) || (await advance(input))) heap.settleFirst();
      else heap.removeFirst();
      if (pace.isDue()) await pace.rest();
    }
  }

  #emit({ input, rank }: RankedInput, sink: MergedFrameSink): void {
    const { frame, parser } = input;
    const { untimed } = parser;
    if (!untimed) this.#start ??= { seconds: frame.seconds, nanoseconds: frame.nanoseconds };
    const start = this.#start ?? frame;
    this.#frames += 1;
    frame.number = this.#frames;
    frame.atMs = msSinceStart(start, frame.seconds, frame.nanoseconds);
    frame.interfaceId = this.interfaceId(rank, frame.interfaceId);
    sink(rank, frame, untimed);
  }

  #learnInterfaces(file: number): void {
    const ids = this.#interfaceIds[file]!;
    for (const described of this.#inputs[file]!.parser.interfaces.slice(ids.length)) {
      ids.push(this.#joined.length);
      this.#joined.push({ ...described, id: this.#joined.length });
    }
  }
}

/** Brings the input to its next frame, reading as much as that takes; false at its end. */
async function advance(input: CaptureInput): Promise<boolean> {
  while (!input.parser.next(input.frame)) if (!(await input.load())) return false;
  return true;
}

async function readOne(input: CaptureInput, pace: OpeningPace, sink: MergedFrameSink): Promise<void> {
  do {
    while (drain(input, pace, sink)) {
      await pace.rest();
      if (pace.aborted) return;
    }
  } while (!pace.aborted && (await input.load()));
}

/** Passes on the frames that have arrived; true when the turn was over before they were all passed. */
function drain({ parser, frame }: CaptureInput, pace: OpeningPace, sink: MergedFrameSink): boolean {
  while (parser.next(frame)) {
    sink(0, frame, parser.untimed);
    if (pace.isDue()) return true;
  }
  return false;
}
