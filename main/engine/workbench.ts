import { NO_COUNTERS, type CaptureProblem, type CaptureState } from '../../shared/protocol/captureState';
import type { EngineDelta, Snapshot } from '../../shared/protocol/deltas';
import { err, ok, type Result } from '../../shared/result';
import { CapturedCalls } from './capturedCalls';
import type { DoorInfo, EngineOptions, LiveCaptureRequest, LiveCaptureSummary, Progress } from './engine';
import type { LiveRecording } from './liveRecording';
import { PacketRate } from './packetRate';
import { NO_LISTS, type ChangedRows } from './publish/captureRows';
import { problemOf } from './publish/problemOf';
import { openCapture, refusalOf } from './store/openCapture';

const NOTHING_CHANGED: ChangedRows = { calls: [], streams: [], companions: [], messages: [] };

const BUSY: CaptureProblem = {
  problem: 'A capture is already running.',
  advice: 'Stop it before starting or opening another.',
  command: null,
};

const startingFailed = (error: unknown): CaptureProblem => ({
  problem: `The capture could not be started: ${problemOf(error)}.`,
  advice: 'Check that the disk has room and may be written to, then start it again.',
  command: null,
});

const readingFailed = (error: unknown): CaptureProblem => ({
  problem: `Reading the capture failed: ${problemOf(error)}.`,
  advice: 'Check the disk or the network share that it lies on, then open it again.',
  command: null,
});

export type OpenOptions = {
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

/** The problem of a file that the reader knows by another name than its path: an upload, a sample. */
function named(ended: CaptureProblem, paths: readonly string[], name?: string): CaptureProblem {
  if (name === undefined) return ended;
  return { ...ended, problem: paths.reduce((words, path) => words.replaceAll(path, name), ended.problem) };
}

function capturingState(recording: LiveRecording, { interfaceName, filter }: LiveCaptureRequest): CaptureState {
  const { source, timestamps, ring, backlogBytes } = recording;
  return { kind: 'capturing', interfaceName, filter, source, timestamps, ring, packetsPerSecond: 0, backlogBytes };
}

/** The one capture on the bench, opened or live, and the state that every window is told of. */
export class Workbench {
  readonly #options: EngineOptions;
  readonly #scratchFolder: string;
  readonly #onReset: () => void;
  #state: CaptureState = { kind: 'idle' };
  #captured: CapturedCalls | null = null;
  #recording: LiveRecording | null = null;
  #starting: Promise<Result<LiveRecording, CaptureProblem>> | null = null;
  #opening: AbortController | null = null;
  #toldState: CaptureState | null = null;
  #toldCounts = '';
  #rate = new PacketRate(0);

  /** @param onReset called when the capture that windows know has gone, before anything is told of the next one. */
  constructor(options: EngineOptions, scratchFolder: string, onReset: () => void) {
    this.#options = options;
    this.#scratchFolder = scratchFolder;
    this.#onReset = onReset;
  }

  get captured(): CapturedCalls | null {
    return this.#captured;
  }

  /** Why nothing else can be opened or captured now; null when it can. */
  get busy(): CaptureProblem | null {
    return this.#recording || this.#state.kind === 'starting' ? BUSY : null;
  }

  get state(): CaptureState {
    return this.#state;
  }

  /** All that a window starts from. */
  snapshot(door: DoorInfo): Snapshot {
    this.#captured?.rows.refresh();
    return {
      engine: { version: this.#options.version, platform: process.platform, ...door },
      capture: this.#state,
      counters: this.#captured?.counters() ?? NO_COUNTERS,
      engineMemoryBytes: process.memoryUsage.rss(),
      lists: this.#captured?.rows.states() ?? NO_LISTS,
    };
  }

  /** What every window is told this tick, and the rows that only some of them watch. Nothing new makes no delta. */
  takeNews(): { readonly common: EngineDelta[]; readonly changed: ChangedRows } {
    const common: EngineDelta[] = [];
    this.#refreshLiveState();
    const changed = this.#captured?.rows.takeChanged() ?? NOTHING_CHANGED;
    if (this.#state !== this.#toldState) common.push({ kind: 'captureChanged', capture: this.#state });
    this.#toldState = this.#state;
    const counters = this.#captured?.counters() ?? NO_COUNTERS;
    const lists = this.#captured?.rows.states() ?? NO_LISTS;
    const told = JSON.stringify([counters, lists]);
    if (told === this.#toldCounts) return { common, changed };
    this.#toldCounts = told;
    common.push(
      { kind: 'countersChanged', counters, engineMemoryBytes: process.memoryUsage.rss() },
      { kind: 'listsChanged', lists },
    );
    return { common, changed };
  }

  /**
   * Why these files shall not take the place of the capture on the bench: they are none. null when they can be opened, and on an
   * empty bench, where there is nothing to lose and the state tells.
   */
  async refusal(paths: readonly string[], name?: string): Promise<CaptureProblem | null> {
    if (this.#captured === null) return null;
    const problem = await refusalOf(paths, this.#scratchFolder).catch(readingFailed);
    return problem && named(problem, paths, name);
  }

  /**
   * Reads captures to their end, merged by time. An opening that a later one, a recording or `close` has taken the place of ends
   * without a problem: its capture is nobody's any more.
   */
  async open(paths: readonly string[], options: OpenOptions = {}): Promise<Result<null, CaptureProblem>> {
    if (this.busy) return err(this.busy);
    this.#opening?.abort();
    const opening = new AbortController();
    this.#opening = opening;
    const name = options.name ?? paths.map((path) => path.split(/[\\/]/).at(-1) ?? path).join(', ');
    const captured = this.#begin(name);
    this.#state = { kind: 'opening', name, readBytes: 0, totalBytes: null };

    const opened = await openCapture(paths, {
      scratchFolder: this.#scratchFolder,
      signal: options.signal ? AbortSignal.any([opening.signal, options.signal]) : opening.signal,
      onFrame: (frame) => captured.pipeline.onFrame(frame),
      onStore: (store) => captured.keepFramesIn(store),
      onProgress: ({ readBytes, totalBytes }) => {
        if (this.#captured !== captured) return;
        this.#state = { kind: 'opening', name, readBytes, totalBytes };
        options.onProgress?.({ readBytes, totalBytes, frames: captured.pipeline.frames });
      },
    }).catch((error: unknown) => err(readingFailed(error)));
    if (this.#captured !== captured) return ok(null);
    this.#opening = null;
    if (!opened.ok) {
      this.#clear();
      const ended = named(opened.error, paths, options.name);
      this.#state = { kind: 'failed', name, ended };
      return err(ended);
    }
    captured.noteDrops(opened.value.droppedPackets);
    captured.noteSource(opened.value.notes);
    captured.pipeline.finish();
    const sizeBytes = this.#state.kind === 'opening' ? this.#state.totalBytes : null;
    this.#state = { kind: 'opened', name, sizeBytes, notes: captured.notes, cancelled: opened.value.cancelled };
    return ok(null);
  }

  cancelOpen(): void {
    this.#opening?.abort();
  }

  /** Starts a live capture: resolves once the source captures, `ended` when it is over. Never rejects. */
  async record(request: LiveCaptureRequest): Promise<Result<{ ended: Promise<LiveCaptureSummary> }, CaptureProblem>> {
    if (this.busy) return err(this.busy);
    this.#opening?.abort();
    const { interfaceName } = request;
    const captured = this.#begin(interfaceName);
    this.#state = { kind: 'starting', interfaceName };

    let settle: (problem: CaptureProblem | null) => void = () => undefined;
    const end = new Promise<CaptureProblem | null>((resolve) => (settle = resolve));
    this.#starting = this.#startRecording(request, captured, settle).catch((error: unknown) =>
      err(startingFailed(error)),
    );
    const recording = await this.#starting;
    this.#starting = null;
    if (!recording.ok) {
      this.#clear();
      this.#state = { kind: 'failed', name: interfaceName, ended: recording.error };
      return recording;
    }
    this.#recording = recording.value;
    this.#rate = new PacketRate(Date.now());
    this.#state = capturingState(recording.value, request);
    request.onState?.(this.#state);
    return ok({ ended: this.#summariseAtEnd(recording.value, request, captured, end) });
  }

  async #startRecording(
    request: LiveCaptureRequest,
    captured: CapturedCalls,
    onEnded: (problem: CaptureProblem | null) => void,
  ): Promise<Result<LiveRecording, CaptureProblem>> {
    const { LiveRecording } = await import('./liveRecording');
    return LiveRecording.start({
      request,
      captured,
      scratchFolder: this.#scratchFolder,
      capHelperPath: this.#options.capHelperPath,
      application: `Laddergram ${this.#options.version}`,
      onEnded,
    });
  }

  /** A source that is only starting is waited for: ended before it has begun, it would live on unseen. */
  async stopRecording(): Promise<void> {
    await this.#starting;
    if (this.#state.kind === 'capturing') this.#state = { ...this.#state, kind: 'stopping' };
    await this.#recording?.stop();
  }

  /** Ends what is opening or captured and clears the bench. */
  async close(): Promise<void> {
    this.#opening?.abort();
    await this.stopRecording();
    this.#clear();
    this.#state = { kind: 'idle' };
  }

  #begin(name: string): CapturedCalls {
    this.#clear();
    this.#captured = new CapturedCalls(name, this.#options.version);
    return this.#captured;
  }

  #clear(): void {
    if (this.#captured === null) return;
    this.#captured.close();
    this.#captured = null;
    this.#toldCounts = '';
    this.#onReset();
  }

  async #summariseAtEnd(
    recording: LiveRecording,
    request: LiveCaptureRequest,
    captured: CapturedCalls,
    end: Promise<CaptureProblem | null>,
  ): Promise<LiveCaptureSummary> {
    const problem = await end;
    this.#recording = null;
    const { interfaceName } = request;
    this.#state = { kind: 'stopped', interfaceName, source: recording.source, ring: recording.ring, ended: problem };
    request.onState?.(this.#state);
    const { frames, droppedPackets } = captured.counters();
    return { source: recording.source, frames, droppedPackets, files: recording.files, ended: problem };
  }

  #refreshLiveState(): void {
    const { state } = this;
    const recording = this.#recording;
    if (!recording || (state.kind !== 'capturing' && state.kind !== 'stopping')) return;
    const { ring, backlogBytes } = recording;
    this.#rate.note(this.#captured?.pipeline.frames ?? 0, Date.now());
    this.#state = { ...state, ring, backlogBytes, packetsPerSecond: this.#rate.perSecond };
  }
}
