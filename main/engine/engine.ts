/** The engine as its doors (desktop, browser, command line) and tests see it. Doors import this file and nothing behind it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallKey } from '../../shared/ids';
import type { Answers, Ask, CommandName, ExportFormat, SourceChoice } from '../../shared/protocol/commands';
import type { CaptureProblem, CaptureState, RingSettings, SourceName } from '../../shared/protocol/captureState';
import type { EngineInfo } from '../../shared/protocol/deltas';
import type { ToWindow } from '../../shared/protocol/envelope';
import type { EnginePort } from '../../shared/protocol/enginePort';
import type { Result } from '../../shared/result';
import type { CapturedCalls } from './capturedCalls';
import type { PasswordOf } from './digest/checkMessage';
import type { Asker } from './commands/command';
import { createCommandTable } from './commands/commandTable';
import { Downloads, type Download } from './downloads';
import { createAnalysisReport } from './export/analysisReport';
import { WindowSession } from './publish/windowSession';
import { reportSource } from './reportSource';
import { Workbench } from './workbench';
import { writeCalls } from './writeCalls';

export type EngineOptions = {
  readonly version: string;
  /** Folder with the sample captures and their list. */
  readonly samplesFolder: string;
  /** The built program around the `cap` package. */
  readonly capHelperPath: string;
  /** Folder for spooled captures and downloads; made by the engine when null, and removed on close. */
  readonly scratchFolder: string | null;
};

/** What a door allows its windows. */
export type DoorInfo = Pick<EngineInfo, 'door' | 'mayNamePaths'>;

export type Progress = { readonly readBytes: number; readonly totalBytes: number | null; readonly frames: number };

export type LiveCaptureRequest = {
  readonly interfaceName: string;
  readonly filter: string;
  readonly source: SourceChoice;
  readonly ring: RingSettings;
  /** null: a folder of the engine's own. Without any ring limit the file gets this very name. */
  readonly saveAs: string | null;
  /** Stops by itself at the first of these (dumpcap's -a). */
  readonly stopAfter: {
    readonly durationS: number | null;
    readonly packets: number | null;
    readonly filesizeKb: number | null;
  };
  readonly onState?: (state: CaptureState) => void;
};

export type LiveCaptureSummary = {
  readonly source: SourceName;
  readonly frames: number;
  readonly droppedPackets: number | null;
  readonly files: readonly string[];
  /** Why the source ended by itself; null after a stop that was asked for. */
  readonly ended: CaptureProblem | null;
};

export type ExportSummary = Answers['exportCalls'];

export type { Download, PasswordOf };

export type Engine = {
  /** Serves a window over a port until it closes: snapshot, deltas, commands. */
  readonly connect: (port: EnginePort<ToWindow, unknown>, door: DoorInfo) => void;
  /** The same commands without a port, for doors in the same process. Rejects with an Error whose message is one line. */
  readonly command: <N extends CommandName>(name: N, ask: Ask<N>) => Promise<Answers[N]>;
  /** Why these files shall not take the place of the capture that is open; null when they may. */
  readonly refusal: (paths: readonly string[], name?: string) => Promise<CaptureProblem | null>;
  /** Reads captures to their end, merged by time. `-` is standard input. One that is followed ends when that is over. */
  readonly openFiles: (
    paths: readonly string[],
    options?: {
      readonly name?: string;
      readonly follow?: boolean;
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: Progress) => void;
    },
  ) => Promise<Result<null, CaptureProblem>>;
  /** Captures until told to stop, a limit is reached or the source ends. */
  readonly capture: (request: LiveCaptureRequest) => Promise<Result<LiveCaptureSummary, CaptureProblem>>;
  readonly stopCapture: () => Promise<void>;
  /** What a reader should know of the capture as a whole, one line each: a file cut off in the middle, a clock that stepped back. */
  readonly notes: () => readonly string[];
  /**
   * The object that `analyze --json` prints (see docs/CLI.md), limited to these Call-IDs when any are given. With passwords the
   * credentials of registrations are checked.
   */
  readonly analysisReport: (callIds: readonly string[], passwordOf?: PasswordOf | null) => object;
  /** Calls with these Call-IDs, all when none are given. */
  readonly findCalls: (callIds: readonly string[]) => readonly CallKey[];
  readonly exportCalls: (
    calls: readonly CallKey[],
    format: ExportFormat,
    path: string,
    options?: {
      readonly paper?: 'A4' | 'Letter';
      readonly signal?: AbortSignal;
      readonly onProgress?: (done: number, total: number) => void;
    },
  ) => Promise<ExportSummary>;
  /** A file made by exportCalls with destination `download`; null when there is none of that id (any more). */
  readonly download: (id: string) => Download | null;
  /** Stops everything, removes what it spooled into its own folder. */
  readonly close: () => Promise<void>;
};

/** Windows are told four times a second: fast for the eye, slow for the wire. */
const TICK_MS = 250;

type Complaint = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What commands ask is checked by zod, which loads with the first of them: reading a capture needs none. */
const loadAsks = () => import('../../shared/protocol/commands');

const IN_PROCESS: DoorInfo = { door: 'test', mayNamePaths: true };

/** What is wrong with an ask: the first thing that is. */
function describeRefusal({ issues: [first] }: { readonly issues: readonly Complaint[] }): string {
  const where = first?.path.map(String).join('.') ?? '';
  return `The engine refused the request: ${where === '' ? '' : `${where}: `}${first?.message ?? 'wrong shape'}.`;
}

/** Starts an engine. Nothing is captured or opened until a door asks for it. */
export function createEngine(options: EngineOptions): Engine {
  const scratchFolder = options.scratchFolder ?? mkdtempSync(join(tmpdir(), 'laddergram-'));
  const sessions = new Set<WindowSession>();
  const workbench = new Workbench(options, scratchFolder, () => {
    for (const session of sessions) session.reset();
  });
  const downloads = new Downloads(join(scratchFolder, 'downloads'));
  const commands = createCommandTable(workbench, options, downloads);
  let ticker: NodeJS.Timeout | null = null;

  const captured = (): CapturedCalls => {
    if (!workbench.captured) throw new Error('There is no capture: open one first.');
    return workbench.captured;
  };

  const run = async <N extends CommandName>(name: N, ask: unknown, asker: Asker): Promise<Answers[N]> => {
    const handler = commands[name] as (ask: unknown, asker: Asker) => Promise<Answers[N]> | Answers[N];
    const { asks } = await loadAsks();
    const checked = asks[name].safeParse(ask);
    if (!checked.success) throw new Error(describeRefusal(checked.error));
    return handler(checked.data, asker);
  };

  const tick = (): void => {
    const { common, changed } = workbench.takeNews();
    for (const session of sessions) session.publish(common, changed);
  };

  const tickWhileWatched = (): void => {
    if (sessions.size > 0 && ticker === null) ticker = setInterval(tick, TICK_MS);
    if (sessions.size > 0 || ticker === null) return;
    clearInterval(ticker);
    ticker = null;
  };

  return {
    connect: (port, door) => {
      void loadAsks();
      const session = new WindowSession(port, {
        snapshot: () => workbench.snapshot(door),
        run: (name, ask, asking) => run(name, ask, { door, session: asking }),
        samplesFrom: (stream, fromMs) => workbench.captured?.samplesFrom(stream, fromMs) ?? null,
        onClosed: (closed) => {
          sessions.delete(closed);
          tickWhileWatched();
        },
      });
      sessions.add(session);
      tickWhileWatched();
    },
    command: (name, ask) => run(name, ask, { door: IN_PROCESS, session: null }),
    refusal: (paths, name) => workbench.refusal(paths, name),
    openFiles: (paths, openOptions) => workbench.open(paths, openOptions),
    capture: async (request) => {
      const recording = await workbench.record(request);
      return recording.ok ? { ok: true, value: await recording.value.ended } : recording;
    },
    stopCapture: () => workbench.stopRecording(),
    notes: () => captured().notes,
    analysisReport: (callIds, passwordOf = null) => createAnalysisReport(reportSource(captured(), callIds, passwordOf)),
    findCalls: (callIds) => captured().findCalls(callIds),
    exportCalls: async (calls, format, path, { paper = 'A4', signal, onProgress } = {}) => {
      const control = { signal: signal ?? new AbortController().signal, onProgress: onProgress ?? (() => undefined) };
      const outcome = await writeCalls(captured().exportSource(), calls, { format, paper }, path, control);
      return { ...outcome, location: path, fileName: path };
    },
    download: (id) => downloads.find(id),
    close: async () => {
      if (ticker !== null) clearInterval(ticker);
      ticker = null;
      for (const session of sessions) session.close();
      await workbench.close();
      if (options.scratchFolder === null) rmSync(scratchFolder, { recursive: true, force: true });
    },
  };
}
