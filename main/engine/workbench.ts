import { NO_COUNTERS, type CaptureProblem, type CaptureState } from '../../shared/protocol/captureState';
import type { EngineDelta, Snapshot } from '../../shared/protocol/deltas';
import { err, ok, type Result } from '../../shared/result';
import { CapturedCalls } from './capturedCalls';
import { BUSY, named, readingFailed, startingFailed } from './captureProblems';
import type { DoorInfo, EngineOptions, LiveCaptureRequest, LiveCaptureSummary, Progress } from './engine';
import { FileFollowing } from './fileFollowing';
import type { LiveRecording } from './liveRecording';
import { PacketRate } from './packetRate';
import { NO_LISTS, type ChangedRows } from './publish/captureRows';
import { openCapture, refusalOf } from './store/openCapture';

const NOTHING_CHANGED: ChangedRows = { calls: [], streams: [], companions: [], messages: [] };

export type OpenOptions = {
  /** What the reader calls a file that is the program's own copy (an upload, a sample); such a one does not grow. */
  readonly name?: string;
  /** The file is read on as another program writes it, until `stopFollowing`. */
  readonly follow?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

function capturingState(recording: LiveRecording, { interfaceName, filter }: LiveCaptureRequest): CaptureState {
  const { source, timestamps, ring, backlogBytes } = recording;
  return { kind: 'capturing', interfaceName, filter, source, timestamps, ring, packetsPerSecond: 0, backlogBytes };
}

function sizeOf(state: CaptureState): number | null {
  if (state.kind === 'following') return state.sizeBytes;
  return state.kind === 'opening' ? state.totalBytes : null;
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
  #following: FileFollowing | null = null;
  #toldState: CaptureState | null = null;
  #toldCounts = '';
  #rate = new PacketRate(0);
  /** Header fields that join calls, for every capture; null leaves the usual ones. */
  #legHeaders: readonly string[] | null = null;

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
    this.#refreshGrowth();
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
  async refusal(paths: readonly string[], name?: string, follow = false): Promise<CaptureProblem | null> {
    if (this.#captured === null) return null;
    const problem = await refusalOf(paths, this.#scratchFolder, follow).catch(readingFailed);
    return problem && named(problem, paths, name);
  }

  /**
   * Reads captures to their end, merged by time; one that is followed until its following is over. An opening that a later one, a recording or `close` has taken the place of ends
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
    const { follow = false } = options;
    const following = new FileFollowing(paths, { mayGrow: options.name === undefined, follow });
    this.#following = following;

    const opened = await openCapture(paths, {
      scratchFolder: this.#scratchFolder,
      signal: options.signal ? AbortSignal.any([opening.signal, options.signal]) : opening.signal,
      onFrame: (frame) => captured.pipeline.onFrame(frame),
      onStore: (store) => captured.keepFramesIn(store),
      onProgress: ({ readBytes, totalBytes }) => {
        if (this.#captured !== captured) return;
        if (this.#state.kind === 'following') this.#state = { ...this.#state, sizeBytes: readBytes };
        else this.#state = { kind: 'opening', name, readBytes, totalBytes };
        options.onProgress?.({ readBytes, totalBytes, frames: captured.pipeline.frames });
      },
      follow: follow
        ? following.follow((sizeBytes) => {
            if (this.#captured === captured) this.#state = { kind: 'following', name, sizeBytes };
          })
        : undefined,
    }).catch((error: unknown) => err(readingFailed(error)));
    await following.settle();
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
    const sizeBytes = sizeOf(this.#state);
    const { cancelled } = opened.value;
    const { growth } = following;
    this.#state = { kind: 'opened', name, sizeBytes, notes: captured.notes, cancelled, growth };
    return ok(null);
  }

  /** Of a file that is followed all that there is has been read: then its following ends. */
  cancelOpen(): void {
    if (this.#state.kind === 'following') this.stopFollowing();
    else this.#opening?.abort();
  }

  /** Path of the opened file that could be followed; null when there is none. */
  get followable(): string | null {
    return this.#following?.path ?? null;
  }

  /** Joins the calls of this capture and of later ones by these header fields. */
  setLegHeaders(names: readonly string[]): void {
    this.#legHeaders = names;
    this.#captured?.pipeline.links.setHeaders(names);
  }

  stopFollowing(): void {
    this.#following?.stop();
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
    if (this.#legHeaders !== null) this.#captured.pipeline.links.setHeaders(this.#legHeaders);
    return this.#captured;
  }

  #clear(): void {
    if (this.#captured === null) return;
    this.#captured.close();
    this.#captured = null;
    this.#following = null;
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

  /** What a look at the file shows is told with the next tick. */
  #refreshGrowth(): void {
    const { state } = this;
    const following = this.#following;
    if (state.kind !== 'opened' || following === null) return;
    if (state.growth !== following.growth) this.#state = { ...state, growth: following.growth };
    void following.look();
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
