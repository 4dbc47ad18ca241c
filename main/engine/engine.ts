/** The engine as its doors (desktop, browser, command line) and tests see it. Doors import this file and nothing behind it. */
import type { CallKey } from '../../shared/ids';
import type { Answers, Ask, CommandName, ExportFormat, SourceChoice } from '../../shared/protocol/commands';
import type { CaptureProblem, CaptureState, RingSettings, SourceName } from '../../shared/protocol/captureState';
import type { EngineInfo } from '../../shared/protocol/deltas';
import type { ToWindow } from '../../shared/protocol/envelope';
import type { EnginePort } from '../../shared/protocol/enginePort';
import type { Result } from '../../shared/result';

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

export type Download = { readonly path: string; readonly fileName: string; readonly mediaType: string };

export type Engine = {
  /** Serves a window over a port until it closes: snapshot, deltas, commands. */
  readonly connect: (port: EnginePort<ToWindow, unknown>, door: DoorInfo) => void;
  /** The same commands without a port, for doors in the same process. Rejects with an Error whose message is one line. */
  readonly command: <N extends CommandName>(name: N, ask: Ask<N>) => Promise<Answers[N]>;
  /** Reads captures to their end, merged by time. `-` is standard input. */
  readonly openFiles: (
    paths: readonly string[],
    options?: {
      readonly name?: string;
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: Progress) => void;
    },
  ) => Promise<Result<null, CaptureProblem>>;
  /** Captures until told to stop, a limit is reached or the source ends. */
  readonly capture: (request: LiveCaptureRequest) => Promise<Result<LiveCaptureSummary, CaptureProblem>>;
  readonly stopCapture: () => Promise<void>;
  /** The object that `analyze --json` prints (see docs/CLI.md), limited to these Call-IDs when any are given. */
  readonly analysisReport: (callIds: readonly string[]) => object;
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
