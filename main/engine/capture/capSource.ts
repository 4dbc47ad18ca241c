import type {
  CaptureRequest,
  CaptureSource,
  FilterVerdict,
  FoundSource,
  SourceCommand,
  SourceContext,
  SourceLookup,
  SourceWatcher,
} from './captureSource';
import { oneLine } from './oneLine';
import { runToEnd } from './runToEnd';

/** Our helper around the package `cap`: host-clock timestamps, kernel drops unknown. */
export const capSource: CaptureSource = {
  name: 'cap',
  timestamps: 'host clock',
  holdBackMs: 100, // packets come at once; the helper flushes every 50 ms
  find,
  command: (program, request) => helperCommand(program.path, requestWords(request)),
  checkFilter,
  watch: () => new CapWatcher(),
  requestEnd: (child) => {
    child.process.stdin.end();
    if (process.platform !== 'win32') child.process.kill('SIGINT');
  },
  requestCounts: null,
};

/** The helper runs in the same Node, or in Electron as Node. */
export function helperCommand(capHelperPath: string, words: readonly string[]): SourceCommand {
  const underElectron = process.versions['electron'] !== undefined;
  return {
    file: process.execPath,
    args: [capHelperPath, ...words],
    ...(underElectron ? { env: { ELECTRON_RUN_AS_NODE: '1' } } : {}),
  };
}

function requestWords({ interfaceName, filter, snapLengthBytes }: CaptureRequest): readonly string[] {
  const words = ['--interface', interfaceName, '--filter', filter];
  return snapLengthBytes === undefined ? words : [...words, '--snap-length', String(snapLengthBytes)];
}

/** Whether the native module loads is tried in a process of its own: one that does not fit may crash. */
async function find({ capHelperPath }: SourceContext): Promise<SourceLookup> {
  const { exitCode, output, complaints } = await runToEnd(helperCommand(capHelperPath, ['--probe']));
  if (exitCode === 0) return { kind: 'found', path: capHelperPath, version: oneLine(output) };
  const words = complaintOf(complaints) || 'the optional package "cap" does not load';
  return { kind: 'missing', words, forbiddenPath: null };
}

async function checkFilter(program: FoundSource, interfaceName: string, filter: string): Promise<FilterVerdict> {
  const words = ['--check-filter', ...requestWords({ interfaceName, filter })];
  const { exitCode, complaints } = await runToEnd(helperCommand(program.path, words));
  if (exitCode === 0) return { valid: true, words: '' };
  return { valid: false, words: complaintOf(complaints) || 'cap did not accept the filter' };
}

function complaintOf(complaints: string): string {
  const watcher = new CapWatcher();
  watcher.feed(Buffer.from(`${complaints}\n`));
  return watcher.lastWords;
}

/** cap itself warns about every interface without an IPv4 address; nothing is wrong then. */
const HARMLESS = /^Warning: .* may not actually work$/;
const TELLING = /^(capHelper: |\w*Error: |.*Assertion)/;
/** cap asserts that its poll handle never fails; it fails when the interface goes. */
const INTERFACE_LOST = /Assertion .*status == 0/;
const MOST_LINE_CHARACTERS = 4096;

class CapWatcher implements SourceWatcher {
  readonly capturing = false;
  readonly droppedPackets = null;
  lastWords = '';
  private partLine = '';
  private told = false;

  feed(chunk: Uint8Array): void {
    const lines = (this.partLine + Buffer.from(chunk).toString('utf8')).split('\n');
    this.partLine = (lines.pop() ?? '').slice(-MOST_LINE_CHARACTERS);
    for (const line of lines) this.take(line.trim());
  }

  /** The helper's own line or Node's message counts most; of others the first one. */
  private take(line: string): void {
    if (line === '' || this.told || HARMLESS.test(line)) return;
    this.told = TELLING.test(line);
    if (INTERFACE_LOST.test(line)) this.lastWords = 'The interface disappeared or went down';
    else if (this.told || this.lastWords === '') this.lastWords = oneLine(line.replace(/^capHelper: /, ''));
  }
}
