import { randomUUID } from 'node:crypto';
import type { CaptureChild } from './captureChild';
import type {
  CaptureRequest,
  CaptureSource,
  FilterVerdict,
  FoundSource,
  SourceCommand,
  SourceWatcher,
} from './captureSource';
import { DumpcapMessages, type DumpcapMessage } from './dumpcapMessages';
import { lookUpProgram } from './lookUpProgram';
import { oneLine } from './oneLine';
import { runToEnd } from './runToEnd';

const KERNEL_BUFFER_MIB = 64;

/** dumpcap: kernel timestamps in ns, drop counts in the final statistics block; it prints none while it runs. */
export const dumpcapSource: CaptureSource = {
  name: 'dumpcap',
  timestamps: 'kernel',
  holdBackMs: 300, // dumpcap reads with a time-out of 250 ms
  find: () => lookUpProgram('dumpcap'),
  command,
  checkFilter,
  watch: () => new DumpcapWatcher(),
  requestEnd,
  requestCounts: null,
};

function command(program: FoundSource, request: CaptureRequest): SourceCommand {
  const control = controlOf(process.platform);
  const args = [...control.args, '-q', '-n', '-i', request.interfaceName, '-B', String(KERNEL_BUFFER_MIB)];
  if (request.snapLengthBytes !== undefined) args.push('-s', String(request.snapLengthBytes));
  if (request.filter !== '') args.push('-f', request.filter);
  args.push('-w', '-');
  return { file: program.path, args, ...(control.signalPipe === null ? {} : { signalPipe: control.signalPipe }) };
}

/** -Z: machine-readable messages. Windows has no SIGINT, there dumpcap ends when the pipe of this name closes. */
function controlOf(platform: NodeJS.Platform): { args: readonly string[]; signalPipe: string | null } {
  if (platform !== 'win32') return { args: ['-Z', 'none'], signalPipe: null };
  const id = `laddergram-${randomUUID()}`;
  return { args: ['-Z', id], signalPipe: `\\\\.\\pipe\\wireshark.${id}.signal` };
}

function requestEnd(child: CaptureChild): void {
  if (process.platform === 'win32') child.closeSignalPipe();
  else child.process.kill('SIGINT');
}

/** -d prints the compiled program; its exit code is 0 for a bad filter too, so the print decides. */
async function checkFilter(program: FoundSource, interfaceName: string, filter: string): Promise<FilterVerdict> {
  const args = ['-d', '-i', interfaceName, ...(filter === '' ? [] : ['-f', filter])];
  const { output, complaints } = await runToEnd({ file: program.path, args });
  if (/^\(000\) /m.test(output)) return { valid: true, words: '' };
  return { valid: false, words: complaintOf(complaints) };
}

/** The first paragraph of what dumpcap says, without its name and the announcement before it. */
function complaintOf(complaints: string): string {
  const lines = complaints.split('\n').filter((line) => !/^Capturing on /.test(line));
  const [first = '', ...others] = lines
    .join('\n')
    .trim()
    .split(/\n\s*\n/);
  const words = /^dumpcap: Invalid capture filter/.test(first) ? (reasonIn(others.join('\n')) ?? first) : first;
  return oneLine(words.replace(/^dumpcap: /, '').replace(/Please check to make sure.*$/s, ''));
}

/** "That string isn't a valid capture filter (can't parse filter expression: syntax error)." → the bracket. */
const reasonIn = (text: string): string | null => /\((.*)\)\.?$/m.exec(text)?.[1] ?? null;

class DumpcapWatcher implements SourceWatcher {
  capturing = false;
  droppedPackets: number | null = null;
  lastWords = '';
  private readonly messages = new DumpcapMessages();

  feed(chunk: Uint8Array): void {
    this.messages.feed(chunk);
    for (let message = this.messages.next(); message !== null; message = this.messages.next()) this.take(message);
  }

  private take({ letter, text }: DumpcapMessage): void {
    if (letter === 'F') this.capturing = true;
    if (letter === 'D') this.droppedPackets = Number.parseInt(text, 10) || 0;
    if (letter === 'E') this.lastWords = oneLine(text);
    if (letter === 'B') this.lastWords = oneLine(text.replace(/^\d+:/, ''));
    if (letter === '' && this.lastWords === '') this.lastWords = oneLine(text);
  }
}
