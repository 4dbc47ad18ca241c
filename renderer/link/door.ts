/** The two doors to an engine: the desktop shell and the browser. What differs between them is here and nowhere else. */
import type { ExportDestination, ExportFormat } from '../../shared/protocol/commands';
import type { EnginePort } from '../../shared/protocol/enginePort';
import type { ToEngine, ToWindow } from '../../shared/protocol/envelope';

export type WindowPort = EnginePort<ToEngine, ToWindow>;

/** A capture the reader chose: a path of this machine, or a file that has to be carried to the engine. */
export type ChosenCaptures =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly File[] };

export type Transfer = {
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
};

export type Door = {
  readonly kind: 'desktop' | 'browser';
  /** `process.platform` of the desktop shell; null in a browser. */
  readonly platform: string | null;
  /** Whether a broken line is worth trying again without being asked. */
  readonly retries: boolean;
  /** Resolves with a port that is open; rejects when there is none to be had. */
  readonly openPort: () => Promise<WindowPort>;
  readonly chooseCaptures: () => Promise<ChosenCaptures | null>;
  readonly droppedCaptures: (files: readonly File[]) => ChosenCaptures;
  /** Carries a file to the engine, which then opens it. Rejects with an Error of one line. */
  readonly upload: (file: File, transfer: Transfer) => Promise<void>;
  /** null: the reader changed their mind. */
  readonly chooseDestination: (suggestedName: string, format: ExportFormat) => Promise<ExportDestination | null>;
  /** Base name for a ring's files; null when cancelled or where paths cannot be named. */
  readonly chooseRingBase: (suggestedName: string) => Promise<string | null>;
  /** Hands over what exportCalls made: the browser fetches it, the desktop has it where the reader wanted it. */
  readonly deliver: (location: string, fileName: string) => void;
  readonly onMenuCommand: (handler: (command: string) => void) => void;
  readonly onOpenPaths: (handler: (paths: readonly string[]) => void) => void;
  readonly showTheme: (theme: 'system' | 'dark' | 'light') => void;
};
