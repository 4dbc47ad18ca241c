import type { CaptureInterface, CaptureStart } from '../../shared/capture/frame';
import type { CallKey, StreamKey } from '../../shared/ids';
import type { CaptureCounters } from '../../shared/protocol/captureState';
import type { MessageRow, StreamSamples } from '../../shared/protocol/rows';
import { describeLosses } from './describeLosses';
import type { ExportSource } from './export/exportSource';
import { readMessage } from './intake/readMessage';
import { Pipeline } from './pipeline';
import { CaptureRows } from './publish/captureRows';
import type { FrameStore } from './store/frameStore';

/** One capture from its first frame until it is closed: what was found in it, and where its frames lie. */
export class CapturedCalls {
  readonly name: string;
  readonly pipeline = new Pipeline();
  readonly rows = new CaptureRows(this.pipeline);
  readonly #engineVersion: string;
  #store: FrameStore | null = null;
  #closed = false;
  #droppedPackets: number | null = null;
  #sourceNotes: readonly string[] = [];

  constructor(name: string, engineVersion: string) {
    this.name = name;
    this.#engineVersion = engineVersion;
  }

  /** Frames can be read again from the moment their store is known. */
  keepFramesIn(store: FrameStore): void {
    if (this.#closed) return store.close(); // its opening was given up before the files were read
    this.#store = store;
  }

  /** One line each: where a file is cut off, what was left out, how a live capture's source ended. */
  get notes(): readonly string[] {
    return [...this.#sourceNotes, ...describeLosses(this.pipeline.losses())];
  }

  /** What file or source said of itself. */
  noteSource(notes: readonly string[]): void {
    this.#sourceNotes = notes;
  }

  noteDrops(droppedPackets: number | null): void {
    this.#droppedPackets = droppedPackets;
  }

  get start(): CaptureStart {
    return this.pipeline.start;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#store?.interfaces ?? [];
  }

  counters(): CaptureCounters {
    return this.pipeline.counters(this.#droppedPackets, this.#store?.oldestFrame ?? 1);
  }

  readFrame(frame: number) {
    return this.#store?.read(frame) ?? 'evicted';
  }

  readMessage({ index, frames }: Pick<MessageRow, 'index' | 'frames'>): Uint8Array | 'evicted' {
    if (this.#store === null) return 'evicted';
    return readMessage(this.#store, frames, this.pipeline.signalling.placeOf(index));
  }

  samplesFrom(stream: StreamKey, fromMs: number): StreamSamples | null {
    return this.pipeline.media.samplesFrom(stream, fromMs);
  }

  /** Calls with these Call-IDs, in order of appearance; all when none are named. */
  findCalls(callIds: readonly string[]): readonly CallKey[] {
    const { signalling } = this.pipeline;
    if (callIds.length === 0) return signalling.calls();
    const wanted = new Set(callIds.map((callId) => signalling.callOf(callId)));
    return signalling.calls().filter((call) => wanted.has(call));
  }

  /** All frames of these calls, SIP, media and what runs beside it, ascending and each once. */
  framesOf(calls: readonly CallKey[]): readonly number[] {
    const { signalling, media, companions, flowTags } = this.pipeline;
    const frames = new Set<number>();
    for (const call of calls) {
      for (const message of signalling.messagesOf(call)) for (const frame of message.frames) frames.add(frame);
    }
    const streams = calls.flatMap((call) => media.streamsOf(call)).map(({ key }) => media.streamIndexOf(key));
    const beside = calls.flatMap((call) => companions.numbersOf(call));
    for (const frame of flowTags.framesOf(streams, beside)) frames.add(frame);
    return [...frames].sort((a, b) => a - b);
  }

  /** Forgets what the ring has overwritten. */
  releaseEvictedFrames(): void {
    if (this.#store !== null) this.pipeline.flowTags.releaseBefore(this.#store.oldestFrame);
  }

  exportSource(): ExportSource {
    const { signalling, media, companions, links } = this.pipeline;
    return {
      captureName: this.name,
      engineVersion: this.#engineVersion,
      start: this.start,
      interfaces: this.interfaces,
      callRow: (call) => signalling.callRow(call),
      groupOf: (call) => links.groupOf(call),
      messagesOf: (call) => signalling.messagesOf(call),
      streamsOf: (call) => media.streamsOf(call),
      companionsOf: (call) => companions.companionsOf(call),
      samplesOf: (stream, points) => media.samples(stream, points),
      framesOf: (calls) => this.framesOf(calls),
      readFrame: (frame) => this.readFrame(frame),
      readMessage: (message) => this.readMessage(message),
    };
  }

  close(): void {
    this.#closed = true;
    this.#store?.close();
    this.#store = null;
  }
}
