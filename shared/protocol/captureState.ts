/** What the engine is doing, as the window shows it. */
import type { CaptureStart } from '../capture/frame';

export type SourceName = 'dumpcap' | 'tcpdump' | 'cap';

/** When a ring begins its next file, and how many it keeps; null means no limit. */
export type RingSettings = {
  readonly filesizeKb: number | null;
  readonly durationS: number | null;
  readonly packets: number | null;
  readonly files: number | null;
};

export type RingState = {
  readonly directory: string;
  readonly currentFile: string;
  /** Files written since the start, files still there, their bytes. */
  readonly writtenFiles: number;
  readonly keptFiles: number;
  readonly keptBytes: number;
  readonly settings: RingSettings;
};

/** What has been counted in the capture so far. */
export type CaptureCounters = {
  readonly frames: number;
  readonly bytes: number;
  readonly firstAt: CaptureStart | null;
  readonly lastAtMs: number;
  readonly linkTypes: readonly string[];
  /** Frames shorter than on the wire (snaplen). */
  readonly truncatedFrames: number;
  /** Frames whose link or network layer the workbench does not read. */
  readonly undecodedFrames: number;
  /** Frames on which a decoder threw: our bug, never the packet's fault. */
  readonly decoderFaults: number;
  /** Dropped by the kernel or the interface; null when the source does not tell. */
  readonly droppedPackets: number | null;
  /** First frame that can still be read; larger than 1 once the ring has overwritten. */
  readonly oldestFrame: number;
};

export const NO_COUNTERS: CaptureCounters = {
  frames: 0,
  bytes: 0,
  firstAt: null,
  lastAtMs: 0,
  linkTypes: [],
  truncatedFrames: 0,
  undecodedFrames: 0,
  decoderFaults: 0,
  droppedPackets: null,
  oldestFrame: 1,
};

export type CaptureProblem = {
  /** One line that says what happened. */
  readonly problem: string;
  /** What to do about it; may be a command to copy. */
  readonly advice: string;
  readonly command: string | null;
};

/** `seen`: another program is writing the file now. `possible`: it may. `none`: it cannot grow, or cannot be followed. */
export type FileGrowthSigns = 'none' | 'possible' | 'seen';

export type CaptureState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'opening'; readonly name: string; readonly readBytes: number; readonly totalBytes: number | null }
  | {
      readonly kind: 'opened';
      readonly name: string;
      /** Of the file or files, as they lie on disk; null when it could not be told. */
      readonly sizeBytes: number | null;
      readonly notes: readonly string[];
      readonly cancelled: boolean;
      readonly growth: FileGrowthSigns;
    }
  /** All that the file holds so far has been read; what another program appends is read as it comes. */
  | { readonly kind: 'following'; readonly name: string; readonly sizeBytes: number }
  | { readonly kind: 'starting'; readonly interfaceName: string }
  | {
      readonly kind: 'capturing' | 'stopping';
      readonly interfaceName: string;
      readonly filter: string;
      readonly source: SourceName;
      readonly timestamps: 'kernel' | 'host clock';
      readonly ring: RingState;
      readonly packetsPerSecond: number;
      readonly backlogBytes: number;
    }
  | {
      readonly kind: 'stopped';
      readonly interfaceName: string;
      readonly source: SourceName;
      readonly ring: RingState;
      /** null after a stop that was asked for; otherwise why the source ended. What was captured stays. */
      readonly ended: CaptureProblem | null;
    }
  | { readonly kind: 'failed'; readonly name: string; readonly ended: CaptureProblem };

/** Whether rows come in by themselves, from an interface or from a file that grows. */
export const isLive = ({ kind }: CaptureState): boolean => kind === 'capturing' || kind === 'following';
