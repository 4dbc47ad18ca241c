import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Frame } from '../../shared/capture/frame';
import type { CaptureProblem, RingState, SourceName } from '../../shared/protocol/captureState';
import { ok, type Result } from '../../shared/result';
import type { CapturedCalls } from './capturedCalls';
import { chooseSource } from './capture/interfaces';
import { startLiveCapture, type LiveCapture } from './capture/liveCapture';
import type { LiveCaptureRequest } from './engine';
import { RingFiles } from './pcap/ringFiles';
import { RingStore } from './store/ringStore';

/** A second is long for somebody who waits for the first packet; a quarter is not. */
const REFRESH_MS = 250;

export type RecordingOptions = {
  readonly request: LiveCaptureRequest;
  readonly captured: CapturedCalls;
  readonly scratchFolder: string;
  readonly capHelperPath: string;
  /** Stands in the files as their writer. */
  readonly application: string;
  /** Called once, after the last frame: null after a stop that was asked for, otherwise why it is over. */
  readonly onEnded: (problem: CaptureProblem | null) => void;
};

/** A live capture on its way to disk: every frame goes to the ring of files first, then through the decoders. */
export class LiveRecording {
  readonly #options: RecordingOptions;
  readonly #ring: RingFiles;
  readonly #store: RingStore;
  readonly #live: LiveCapture;
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(options: RecordingOptions, ring: RingFiles, live: LiveCapture) {
    this.#options = options;
    this.#ring = ring;
    this.#live = live;
    this.#store = new RingStore(ring);
    options.captured.keepFramesIn(this.#store);
    this.#timers.push(setInterval(() => this.refresh(), REFRESH_MS));
    const { durationS } = options.request.stopAfter;
    if (durationS !== null) this.#timers.push(setTimeout(() => void this.stop(), durationS * 1000));
  }

  static async start(options: RecordingOptions): Promise<Result<LiveRecording, CaptureProblem>> {
    const { request, scratchFolder, capHelperPath, application } = options;
    const source = await chooseSource(request.source, capHelperPath, request.interfaceName);
    if (!source.ok) return source;

    const base = request.saveAs ?? join(scratchFolder, `live-${Date.now()}`, 'capture.pcapng');
    if (request.saveAs === null) await mkdir(dirname(base), { recursive: true });
    let recording: LiveRecording | null = null;
    const ring = RingFiles.create({
      base,
      settings: request.ring,
      now: () => new Date(),
      application,
      interfaces: () => recording?.interfaces ?? [],
      onProblem: () => void recording?.stop(),
    });
    if (!ring.ok) return ring;

    const live = await startLiveCapture({
      interfaceName: request.interfaceName,
      filter: request.filter,
      source: source.value,
      capHelperPath,
      onFrame: (frame) => recording?.onFrame(frame),
      onEnded: (problem) => recording?.onEnded(problem),
    });
    if (!live.ok) {
      ring.value.close();
      return live;
    }
    recording = new LiveRecording(options, ring.value, live.value);
    return ok(recording);
  }

  get source(): SourceName {
    return this.#live.source;
  }

  get timestamps(): 'kernel' | 'host clock' {
    return this.#live.timestamps;
  }

  get backlogBytes(): number {
    return this.#live.backlogBytes;
  }

  get interfaces(): LiveCapture['interfaces'] {
    return this.#live.interfaces;
  }

  get ring(): RingState {
    return this.#ring.state;
  }

  get files(): readonly string[] {
    return this.#ring.files;
  }

  /** Brings frames to disk and drops into the counters, and frees what the ring has overwritten. */
  refresh(): void {
    const { droppedPackets } = this.#live;
    this.#ring.noteDropped(droppedPackets);
    this.#ring.flush();
    this.#options.captured.noteDrops(droppedPackets);
    this.#options.captured.releaseEvictedFrames();
  }

  stop(): Promise<void> {
    return this.#live.stop();
  }

  private onFrame(frame: Frame): void {
    this.#store.write(frame);
    const { pipeline } = this.#options.captured;
    pipeline.onFrame(frame);
    const { packets, filesizeKb } = this.#options.request.stopAfter;
    if (packets !== null && pipeline.frames === packets) void this.stop();
    if (filesizeKb !== null && this.#ring.writtenBytes >= filesizeKb * 1000) void this.stop();
  }

  private onEnded(problem: CaptureProblem | null): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.refresh();
    this.#options.captured.noteSource(this.#live.notes);
    this.#options.captured.pipeline.finish();
    this.#ring.close();
    this.#options.onEnded(this.#ring.problem ?? problem);
  }
}
