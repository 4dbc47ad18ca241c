import { describeLosses } from '../../../main/engine/describeLosses';
import { readMessage } from '../../../main/engine/intake/readMessage';
import { Pipeline, type PipelineOptions } from '../../../main/engine/pipeline';
import { CaptureRows } from '../../../main/engine/publish/captureRows';
import type { FrameStore } from '../../../main/engine/store/frameStore';
import type { MessageRow } from '../../../shared/protocol/rows';
import { Frame, type CaptureInterface, type StoredFrame } from '../../../shared/capture/frame';
import { START_SECONDS, type HardFrame } from './hardInput';

const interfaceOf = (linkType: number): CaptureInterface => ({
  id: 0,
  linkType,
  snapLengthBytes: 0,
  name: null,
  description: null,
  filter: null,
});

/** Time since the epoch of a frame so many ms after the first one. */
export function timeOf(atMs: number): { readonly seconds: number; readonly nanoseconds: number } {
  const microseconds = Math.round(atMs * 1000);
  const seconds = Math.floor(microseconds / 1e6);
  return { seconds: START_SECONDS + seconds, nanoseconds: (microseconds - seconds * 1e6) * 1000 };
}

/** Frames, of one link type unless they say otherwise, that go through the whole engine and can be read again, without a file. */
export class FramesInMemory implements FrameStore {
  readonly pipeline: Pipeline;
  readonly rows: CaptureRows;
  readonly interfaces: readonly CaptureInterface[];
  readonly oldestFrame = 1;
  readonly #linkType: number;
  readonly #frames: StoredFrame[] = [];

  constructor(linkType: number, options: PipelineOptions = {}) {
    this.pipeline = new Pipeline(options);
    this.rows = new CaptureRows(this.pipeline);
    this.#linkType = linkType;
    this.interfaces = [interfaceOf(linkType)];
  }

  get frames(): number {
    return this.#frames.length;
  }

  feed(frames: Iterable<HardFrame>): this {
    for (const frame of frames) this.feedOne(frame);
    return this;
  }

  feedOne(given: HardFrame & { readonly linkType?: number }): void {
    const { atMs, bytes, originalBytes = bytes.length, linkType = this.#linkType } = given;
    const frame = new Frame();
    frame.number = this.#frames.length + 1;
    Object.assign(frame, timeOf(atMs));
    frame.atMs = atMs;
    frame.linkType = linkType;
    frame.bytes = bytes;
    frame.end = bytes.length;
    frame.originalBytes = originalBytes;
    const { number, seconds, nanoseconds, interfaceId } = frame;
    this.#frames.push({ number, seconds, nanoseconds, linkType, interfaceId, bytes, originalBytes });
    this.pipeline.onFrame(frame);
  }

  finish(): this {
    this.pipeline.finish();
    return this;
  }

  read(frame: number): StoredFrame | 'evicted' {
    return this.#frames[frame - 1] ?? 'evicted';
  }

  readMessage({ index, frames }: Pick<MessageRow, 'index' | 'frames'>): Uint8Array | 'evicted' {
    return readMessage(this, frames, this.pipeline.signalling.placeOf(index));
  }

  get decoderFaults(): number {
    return this.pipeline.losses().decoderFaults;
  }

  get notes(): readonly string[] {
    return describeLosses(this.pipeline.losses());
  }

  close(): void {}
}
