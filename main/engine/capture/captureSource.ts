/** What every live source is: a child process that writes pcap or pcapng to its standard output. */
import type { SourceName } from '../../../shared/protocol/captureState';
import type { CaptureChild } from './captureChild';

export type TimestampOrigin = 'kernel' | 'host clock';

/** Where the program of the `cap` source lies; the other sources are looked for on the machine. */
export type SourceContext = { readonly capHelperPath: string };

export type FoundSource = { readonly kind: 'found'; readonly path: string; readonly version: string };
export type MissingSource = {
  readonly kind: 'missing';
  /** One line: why it cannot be used. */
  readonly words: string;
  /** The program lies there but this user may not run it (Debian gives dumpcap to one group alone). */
  readonly forbiddenPath: string | null;
};
export type SourceLookup = FoundSource | MissingSource;

export type CaptureRequest = {
  readonly interfaceName: string;
  /** BPF text; empty for everything. */
  readonly filter: string;
  readonly snapLengthBytes?: number;
};

export type SourceCommand = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Windows: the named pipe that the source watches; its closing asks the source to end. */
  readonly signalPipe?: string;
};

/** Valid, or the source's own message on one line. */
export type FilterVerdict = { readonly valid: boolean; readonly words: string };

/** Reads what a running source says on standard error. */
export type SourceWatcher = {
  readonly feed: (chunk: Uint8Array) => void;
  /** The source has said that it captures. */
  readonly capturing: boolean;
  /** Dropped by kernel and interface as told on standard error; null while nothing was told. */
  readonly droppedPackets: number | null;
  /** The last complaint, on one line; empty when there was none. */
  readonly lastWords: string;
};

export type CaptureSource = {
  readonly name: SourceName;
  readonly timestamps: TimestampOrigin;
  /** How long the kernel may keep packets back before the source sees them: a stop waits as long, so that none is lost. */
  readonly holdBackMs: number;
  readonly find: (context: SourceContext) => Promise<SourceLookup>;
  /** The words after the program's name are an argument array; check the request with `unfitRequest` first. */
  readonly command: (program: FoundSource, request: CaptureRequest) => SourceCommand;
  /** Opens the interface and compiles the filter as the capture would, without capturing. */
  readonly checkFilter: (program: FoundSource, interfaceName: string, filter: string) => Promise<FilterVerdict>;
  readonly watch: () => SourceWatcher;
  /** Asks for a clean end with final counts; the caller kills after its patience ends. */
  readonly requestEnd: (child: CaptureChild) => void;
  /** Makes the source print its counts; null where it cannot. */
  readonly requestCounts: ((child: CaptureChild) => void) | null;
};

const LONGEST_INTERFACE_NAME = 256;
/** What the sources would read as something else than an interface: a pipe, a file, a remote machine. */
const NOT_AN_INTERFACE = [/^-/, /\//, /^TCP@/i, /^\\\\\.\\pipe\\/i];

/** Why this interface and filter can be given to no source; null when they can. */
export function unfitRequest({ interfaceName, filter }: CaptureRequest): string | null {
  if (interfaceName === '') return 'no interface was named';
  if (interfaceName.length > LONGEST_INTERFACE_NAME) return 'the interface name is too long';
  if (hasControlCharacter(interfaceName)) return 'the interface name has a control character';
  if (NOT_AN_INTERFACE.some((pattern) => pattern.test(interfaceName))) {
    return `"${interfaceName}" is not an interface of this machine`;
  }
  if (filter.includes('\0')) return 'the capture filter has a NUL character';
  return null;
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) < 0x20) return true;
  }
  return false;
}
