import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from '../../shared/capture/frame';
import type { CaptureProblem, RingState, SourceName } from '../../shared/protocol/captureState';
import { err, ok, type Result } from '../../shared/result';
import type { CapturedCalls } from './capturedCalls';
import { chooseSource } from './capture/interfaces';
import { startLiveCapture, type LiveCapture } from './capture/liveCapture';
import type { LiveCaptureRequest } from './engine';
import { RingFiles } from './pcap/ringFiles';
import { RingStore } from './store/ringStore';

export type RecordingEnd = { readonly problem: CaptureProblem | null };

export type RecordingOptions = {
  readonly request: Omit<LiveCaptureRequest, 'onState'>;
  readonly captured: CapturedCalls;
  readonly scratchFolder: string;
  readonly capHelperPath: string;
  readonly onEnded: (end: RecordingEnd) => void;
};

/** A live capture on its way to disk: every frame goes to the ring of files first, then through the decoders. */
export class LiveRecording {
  readonly source: SourceName;
  readonly #options: RecordingOptions;
  readonly #ring: RingFiles;
  readonly #store: RingStore;
  #live: LiveCapture | null = null;
  #timer: NodeJS.Timeout | null = null;

  private constructor(options: RecordingOptions, source: SourceName, ring: RingFiles) {
    this.#options = options;
    this.source = source;
    this.#ring = ring;
    this.#store = new RingStore(ring);
    options.captured.keepFramesIn(this.#store);
  }

  static async start(options: RecordingOptions): Promise<Result<LiveRecording, CaptureProblem>> {
    const { request, captured, scratchFolder, capHelperPath } = options;
    const source = await chooseSource(request.source, capHelperPath);
    if (!source.ok) return source;

    const base = request.saveAs ?? join(scratchFolder, `live-${Date.now()}`, 'capture.pcapng');
    if (request.saveAs === null) await mkdir(join(base, '..'), { recursive: true });
    const ring = RingFiles.create({
      base,
      settings: request.ring,
      now: () => new Date(),
      onProblem: () => recording.stop(),
    });
    if (!ring.ok) return ring;
    const recording = new LiveRecording(options, source.value, ring.value);
    const live = await startLiveCapture({
      interfaceName: request.interfaceName,
      filter: request.filter,
      source: source.value,
      capHelperPath,
      onFrame: (frame) => recording.#onFrame(frame),
      onEnded: (problem) => recording.#onEnded(problem),
    });
    if (!live.ok) {
      ring.value.close();
      return err(live.error);
    }
    recording.#live = live.value;
    captured.noteDrops(live.value.droppedPackets);
    recording.#stopAfterDuration();
    return ok(recording);
  }

  get ring(): RingState {
    return this.#ring.state;
  }

  get files(): readonly string[] {
    return this.#ring.files;
  }

  get timestamps(): 'kernel' | 'host clock' {
    return this.source === 'cap' ? 'host clock' : 'kernel';
  }

  get backlogBytes(): number {
    return this.#live?.backlogBytes ?? 0;
  }

  /** Brings what the kernel dropped into the counters, and frees what the ring has overwritten. */
  refresh(): void {
    this.#options.captured.noteDrops(this.#live?.droppedPackets ?? null);
    this.#options.captured.releaseEvictedFrames();
  }

  async stop(): Promise<void> {
    await this.#live?.stop();
  }

  #onFrame(frame: Frame): void {
    this.#store.write(frame);
    this.#options.captured.pipeline.onFrame(frame);
    this.#stopAtLimit();
  }

  #stopAtLimit(): void {
    const { packets, filesizeKb } = this.#options.request.stopAfter;
    const { frames } = this.#options.captured.pipeline;
    if (packets !== null && frames >= packets) void this.stop();
    if (filesizeKb !== null && this.#ring.writtenBytes >= filesizeKb * 1000) void this.stop();
  }

  #stopAfterDuration(): void {
    const { durationS } = this.#options.request.stopAfter;
    if (durationS !== null) this.#timer = setTimeout(() => void this.stop(), durationS * 1000);
  }

  #onEnded(problem: CaptureProblem | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.refresh();
    this.#options.captured.pipeline.finish();
    this.#ring.close();
    this.#options.onEnded({ problem: problem ?? this.#ring.problem });
  }
}
