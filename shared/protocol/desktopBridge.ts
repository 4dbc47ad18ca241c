/**
 * What the desktop shell's preload offers the window as `window.laddergram`. The engine's MessagePort does not pass through
 * here: it arrives as a `message` event on window with the data ENGINE_PORT_MESSAGE and the port in `ports[0]`.
 */
import type { ExportFormat } from './commands';

export const ENGINE_PORT_MESSAGE = 'laddergram:engine-port';

/** Commands that the shell's menu may send; each is an action of the window's command palette. */
export const MENU_COMMANDS = [
  'openCapture',
  'closeCapture',
  'startCapture',
  'stopCapture',
  'exportPdf',
  'exportPcapng',
  'showCalls',
  'showRegistrations',
  'showStreams',
  'showMessages',
  'findInList',
  'themeSystem',
  'themeDark',
  'themeLight',
  'showPalette',
  'showKeys',
  'showReference',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** `DroppedFile` is the DOM's File, which shared code does not know. */
export type DesktopBridge<DroppedFile = unknown> = {
  /** `process.platform` of the shell. */
  readonly platform: string;
  /** Paths chosen in the open dialog; empty when it was cancelled. */
  readonly chooseCaptures: () => Promise<readonly string[]>;
  /** Path chosen in the save dialog, null when it was cancelled; `ring` asks for the base name of a ring's files. */
  readonly chooseSavePath: (suggestedName: string, format: ExportFormat | 'ring') => Promise<string | null>;
  /** Where a file dropped on the window lies; empty for one that is not on this disk. */
  readonly pathOfFile: (file: DroppedFile) => string;
  readonly onMenuCommand: (handler: (command: string) => void) => void;
  /** Captures that the system asked the workbench to open (double click, command line). */
  readonly onOpenPaths: (handler: (paths: readonly string[]) => void) => void;
  /** Tells the shell which theme its own surfaces (title bar, dialogs) shall follow. */
  readonly onTheme?: (theme: 'system' | 'dark' | 'light') => void;
  /** Asks for a new port to the engine; the shell starts the engine again when it has died. */
  readonly connect: () => void;
};
