import { FrameTags, UNTAGGED } from '../store/frameTags';

/** Streams have tags from 0 upwards, companions downwards from below the mark for frames that belong to nothing. */
const companionTag = (number: number): number => UNTAGGED - number;

/** Which stream or companion each frame belongs to, so that all of a call can be handed over without reading the capture again. */
export class FlowTags {
  readonly #tags = new FrameTags();

  /** `stream` as the media analysis answers, negative for none; `fragments`: all frames when the packet came in several. */
  noteStream(stream: number, frame: number, fragments: readonly number[] | null): void {
    if (stream !== UNTAGGED) this.#set(stream, frame, fragments);
  }

  /** `companion` as the companion analysis answers, 0 for none. */
  noteCompanion(companion: number, frame: number, fragments: readonly number[] | null): void {
    if (companion !== 0) this.#set(companionTag(companion), frame, fragments);
  }

  /** Frames of these streams and companions, in order. */
  framesOf(streams: readonly number[], companions: readonly number[]): number[] {
    return this.#tags.framesTagged(new Set([...streams, ...companions.map(companionTag)]));
  }

  releaseBefore(frame: number): void {
    this.#tags.releaseBefore(frame);
  }

  #set(tag: number, frame: number, fragments: readonly number[] | null): void {
    this.#tags.set(frame, tag);
    if (fragments !== null) for (const fragment of fragments) this.#tags.set(fragment, tag);
  }
}
