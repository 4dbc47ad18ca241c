/** A running capture: frames out of a source's standard output, told synchronously as they arrive. */
import { Frame, type CaptureInterface } from '../../../shared/capture/frame';
import type { CaptureProblem, SourceName } from '../../../shared/protocol/captureState';
import { err, ok, type Result } from '../../../shared/result';
import { CaptureParser } from '../pcap/captureParser';
import { readAdviceFacts } from './adviceFacts';
import { spawnCaptureChild, type CaptureChild } from './captureChild';
import { unfitRequest, type CaptureSource, type SourceLookup, type SourceWatcher } from './captureSource';
import { captureSources } from './captureSources';
import { adviseOnComplaint } from './permissionAdvice';

const START_PATIENCE_MS = 10_000;
const END_PATIENCE_MS = 3000;
const CATCH_UP_PATIENCE_MS = 5000;
const COUNT_EVERY_MS = 2000;
const TELL_EVERY_MS = 1000;

export type LiveStatistics = {
  readonly packets: number;
  /** Dropped by kernel and interface; null while, or when, the source does not tell. */
  readonly droppedPackets: number | null;
  readonly backlogBytes: number;
};

export type LiveCaptureOptions = {
  readonly interfaceName: string;
  /** BPF text; empty for everything. */
  readonly filter: string;
  readonly source: SourceName;
  readonly capHelperPath: string;
  readonly snapLengthBytes?: number;
  /** Called for each frame; the frame and its bytes hold only during the call. Never before the start was answered. */
  readonly onFrame: (frame: Frame) => void;
  /** Called once, after the last frame: null after `stop`, otherwise why the source ended. */
  readonly onEnded: (ended: CaptureProblem | null) => void;
  /** Called each second while the capture runs. */
  readonly onStatistics?: (statistics: LiveStatistics) => void;
};

export type LiveCapture = LiveStatistics & {
  readonly source: SourceName;
  readonly timestamps: CaptureSource['timestamps'];
  readonly interfaces: readonly CaptureInterface[];
  /** What the capture's stream said of itself and how it ended, one line each. */
  readonly notes: readonly string[];
  /** Asks the source to end, waits for its last frames and counts; kills it after 3 s. Resolves after `onEnded`. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a source and answers once it really captures (its header has arrived), at most 10 s later.
 * Frames are numbered from 1, `atMs` counts from the first of them.
 */
export async function startLiveCapture(options: LiveCaptureOptions): Promise<Result<LiveCapture, CaptureProblem>> {
  const source = captureSources[options.source];
  const unfit = unfitRequest(options);
  if (unfit !== null) return err(await problemOf(source, MISSING, unfit));
  const program = await source.find(options);
  if (program.kind === 'missing') return err(await problemOf(source, program, program.words));
  let child: CaptureChild;
  try {
    child = await spawnCaptureChild(source.command(program, options));
  } catch (error) {
    return err(await problemOf(source, program, error instanceof Error ? error.message : String(error)));
  }
  const running = new RunningCapture(source, program, child, options);
  const complaint = await running.started;
  return complaint === null ? ok(running) : err(complaint);
}

const MISSING: SourceLookup = { kind: 'missing', words: '', forbiddenPath: null };

async function problemOf(source: CaptureSource, lookup: SourceLookup, words: string): Promise<CaptureProblem> {
  return adviseOnComplaint(await readAdviceFacts(source.name, lookup), words);
}

type Phase = 'starting' | 'running' | 'stopping' | 'ended';

class RunningCapture implements LiveCapture {
  packets = 0;
  /** Resolves with null when the source captures, else with why it does not. */
  readonly started: Promise<CaptureProblem | null>;
  private settleStart: (problem: CaptureProblem | null) => void = () => undefined;
  private readonly ended: Promise<void>;
  private settleEnd: () => void = () => undefined;
  private phase: Phase = 'starting';
  private readonly parser = new CaptureParser();
  private readonly frame = new Frame();
  /** A frame that came together with the header, kept until the caller has its answer. */
  private holdsFrame = false;
  private readonly watcher: SourceWatcher;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly endNotes: string[] = [];
  private startFault: string | null = null;

  constructor(
    private readonly captureSource: CaptureSource,
    private readonly program: SourceLookup,
    private readonly child: CaptureChild,
    private readonly options: LiveCaptureOptions,
  ) {
    this.watcher = captureSource.watch();
    this.started = new Promise((resolve) => (this.settleStart = resolve));
    this.ended = new Promise((resolve) => (this.settleEnd = resolve));
    this.listen();
  }

  get source(): SourceName {
    return this.captureSource.name;
  }

  get timestamps(): CaptureSource['timestamps'] {
    return this.captureSource.timestamps;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.parser.interfaces;
  }

  get notes(): readonly string[] {
    return [...this.parser.notes, ...this.endNotes];
  }

  get droppedPackets(): number | null {
    return this.parser.droppedPackets ?? this.watcher.droppedPackets;
  }

  get backlogBytes(): number {
    return this.child.process.stdout.readableLength;
  }

  async stop(): Promise<void> {
    if (this.phase === 'running') {
      this.phase = 'stopping';
      await this.catchUp();
      this.requestEnd();
    }
    await this.ended;
  }

  /**
   * Waits until what was captured before the stop has come: a frame of later time has arrived, or nothing came any more for as
   * long as the kernel may keep packets back. A source that was ended earlier would throw its backlog away uncounted.
   */
  private async catchUp(): Promise<void> {
    const { holdBackMs } = this.captureSource;
    const stopMs = Date.now();
    await delay(holdBackMs);
    let before = -1;
    while (this.phase === 'stopping' && this.packets > before && this.lastFrameMs() < stopMs) {
      if (Date.now() - stopMs > CATCH_UP_PATIENCE_MS) {
        this.endNotes.push(`${this.source} was stopped before it had handed over all that it had captured.`);
        return;
      }
      before = this.packets;
      await delay(holdBackMs);
    }
  }

  private lastFrameMs(): number {
    return this.packets === 0 ? -Infinity : this.frame.seconds * 1000 + this.frame.nanoseconds / 1e6;
  }

  private requestEnd(): void {
    this.captureSource.requestEnd(this.child);
    this.timers.push(setTimeout(() => this.killUnwilling(), END_PATIENCE_MS));
  }

  private killUnwilling(): void {
    this.endNotes.push(
      `${this.source} did not end when asked and was killed; its last packets and counts are missing.`,
    );
    this.child.process.kill('SIGKILL');
  }

  private listen(): void {
    const { process: child } = this.child;
    child.stdout.on('data', (chunk: Buffer) => this.takeBytes(chunk));
    child.stderr.on('data', (chunk: Buffer) => this.watcher.feed(chunk));
    child.stdout.on('error', () => undefined);
    child.stderr.on('error', () => undefined);
    child.once('error', (error) => (this.startFault = error.message));
    child.once('close', (exitCode, signal) => this.takeEnd(exitCode, signal));
    this.timers.push(setTimeout(() => this.giveUpStarting(), START_PATIENCE_MS));
  }

  private giveUpStarting(): void {
    if (this.phase !== 'starting') return;
    this.startFault = `${this.source} did not begin to capture within ${START_PATIENCE_MS / 1000} s`;
    this.child.process.kill('SIGKILL');
  }

  private takeBytes(chunk: Buffer): void {
    this.parser.feed(chunk);
    if (this.phase === 'starting') this.awaitHeader();
    else this.deliver();
  }

  /** Pauses the source's output until the caller has the capture in hand. */
  private awaitHeader(): void {
    this.holdsFrame = this.parser.next(this.frame);
    if (!this.holdsFrame && this.parser.interfaces.length === 0 && !this.parser.stopped) return;
    this.phase = 'running';
    this.child.process.stdout.pause();
    this.settleStart(null);
    this.countWhileRunning();
    setImmediate(() => {
      if (this.holdsFrame) this.tell();
      this.deliver();
      this.child.process.stdout.resume();
    });
  }

  private deliver(): void {
    while (this.parser.next(this.frame)) this.tell();
    if (this.parser.stopped) this.child.process.kill('SIGKILL');
  }

  private tell(): void {
    this.packets += 1;
    this.options.onFrame(this.frame);
  }

  private countWhileRunning(): void {
    const { requestCounts } = this.captureSource;
    const { onStatistics } = this.options;
    if (requestCounts !== null) {
      this.timers.push(setInterval(() => this.watcher.capturing && requestCounts(this.child), COUNT_EVERY_MS));
    }
    if (onStatistics !== undefined) this.timers.push(setInterval(() => onStatistics(this), TELL_EVERY_MS));
  }

  private takeEnd(exitCode: number | null, signal: NodeJS.Signals | null): void {
    for (const timer of this.timers) clearTimeout(timer);
    const before = this.phase;
    this.phase = 'ended';
    const fault = this.faultOf(exitCode, signal);
    this.parser.finish();
    if (before === 'stopping') return this.tellEnd(null);
    void problemOf(this.captureSource, this.program, fault).then((problem) => {
      if (before === 'starting') this.settleStart(problem);
      else this.tellEnd(problem);
    });
  }

  private tellEnd(problem: CaptureProblem | null): void {
    this.options.onEnded(problem);
    this.settleEnd();
  }

  private faultOf(exitCode: number | null, signal: NodeJS.Signals | null): string {
    if (this.startFault !== null) return this.startFault;
    if (this.parser.problem !== null) return `what ${this.source} sent ${this.parser.problem}`;
    const words = this.watcher.lastWords;
    if (this.packets === 0 && this.parser.interfaces.length === 0 && words !== '') return `${this.source}: ${words}`;
    const end = signal === null ? `exit code ${exitCode ?? 'unknown'}` : `signal ${signal}`;
    return `${this.source} ended by itself (${end})${words === '' ? '' : `: ${words}`}`;
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
