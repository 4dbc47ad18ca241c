import type {
  CaptureRequest,
  CaptureSource,
  FilterVerdict,
  FoundSource,
  SourceCommand,
  SourceWatcher,
} from './captureSource';
import { lookUpProgram } from './lookUpProgram';
import { oneLine } from './oneLine';
import { runToEnd } from './runToEnd';

const KERNEL_BUFFER_KIB = 64 * 1024;

/** tcpdump: kernel timestamps in ns, drop counts on request while it runs and when it ends. */
export const tcpdumpSource: CaptureSource = {
  name: 'tcpdump',
  timestamps: 'kernel',
  // tcpdump reads with a time-out of 1 s; its immediate mode would waste the kernel's ring on fixed slots.
  holdBackMs: 1050,
  find: () => lookUpProgram('tcpdump'),
  command,
  checkFilter,
  watch: () => new TcpdumpWatcher(),
  requestEnd: (child) => child.process.kill('SIGINT'),
  requestCounts:
    process.platform === 'win32'
      ? null
      : (child) => child.process.kill(process.platform === 'linux' ? 'SIGUSR1' : 'SIGINFO'),
};

function command(program: FoundSource, request: CaptureRequest): SourceCommand {
  const args = ['-i', request.interfaceName, '-n', '-U', '-B', String(KERNEL_BUFFER_KIB)];
  args.push('--time-stamp-precision=nano');
  if (request.snapLengthBytes !== undefined) args.push('-s', String(request.snapLengthBytes));
  args.push('-w', '-', '--');
  if (request.filter !== '') args.push(request.filter);
  return { file: program.path, args, env: { LC_ALL: 'C' } };
}

async function checkFilter(program: FoundSource, interfaceName: string, filter: string): Promise<FilterVerdict> {
  const args = ['-d', '-i', interfaceName, '--', ...(filter === '' ? [] : [filter])];
  const { exitCode, complaints } = await runToEnd({ file: program.path, args, env: { LC_ALL: 'C' } });
  if (exitCode === 0) return { valid: true, words: '' };
  const watcher = new TcpdumpWatcher();
  watcher.feed(Buffer.from(`${complaints}\n`));
  return { valid: false, words: watcher.lastWords || 'tcpdump did not accept the filter' };
}

const MOST_LINE_CHARACTERS = 4096;
const SEEN_WHEN_ALL_IS_WELL =
  /^(tcpdump: )?(WARNING|Warning|verbose output|data link type|dropped privs|packets? received)|packets? (captured|received)/;

class TcpdumpWatcher implements SourceWatcher {
  capturing = false;
  lastWords = '';
  private kernelDrops: number | null = null;
  private interfaceDrops = 0;
  private partLine = '';

  get droppedPackets(): number | null {
    return this.kernelDrops === null ? null : this.kernelDrops + this.interfaceDrops;
  }

  feed(chunk: Uint8Array): void {
    const lines = (this.partLine + Buffer.from(chunk).toString('utf8')).split('\n');
    this.partLine = (lines.pop() ?? '').slice(-MOST_LINE_CHARACTERS);
    for (const line of lines) this.take(line);
  }

  private take(line: string): void {
    if (/listening on /.test(line)) {
      this.capturing = true;
      return;
    }
    const drops = /(\d+) packets? dropped by (kernel|interface)/.exec(line);
    if (drops?.[2] === 'kernel') this.kernelDrops = Number(drops[1]);
    if (drops?.[2] === 'interface') this.interfaceDrops = Number(drops[1]);
    if (drops !== null || line.trim() === '' || SEEN_WHEN_ALL_IS_WELL.test(line)) return;
    // "(socket: Operation not permitted)" continues the line before it.
    const words = line.startsWith('(') ? `${this.lastWords} ${line}` : line;
    this.lastWords = oneLine(words.replace(/^tcpdump: /, ''));
  }
}
