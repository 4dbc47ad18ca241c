import { spawnSync } from 'node:child_process';

/** One SIP message as tshark shows it; addresses are those of the innermost headers. */
export type TsharkMessage = {
  /** `INVITE call-id`, as the table of hard inputs writes it. */
  readonly words: string;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
};

const FIELDS = ['sip.Method', 'sip.Status-Code', 'sip.Call-ID', 'ip.src', 'ipv6.src', 'ip.dst', 'ipv6.dst'] as const;

function tshark(words: readonly string[]): string {
  const run = spawnSync('tshark', ['-n', ...words], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`tshark failed: ${run.stderr}`);
  return run.stdout;
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

function messagesOf(line: string): readonly TsharkMessage[] {
  const cells = line.split('\t').map((cell) => (cell === '' ? [] : cell.split('|')));
  const [methods = [], statuses = [], callIds = [], ip = [], ipv6 = [], toIp = [], toIpv6 = []] = cells;
  return [...methods, ...statuses].map((start, index) => ({
    words: `${start} ${callIds[index] ?? ''}`.trim(),
    sources: [...ip.slice(-1), ...ipv6.slice(-1)],
    destinations: [...toIp.slice(-1), ...toIpv6.slice(-1)],
  }));
}

/** All SIP messages of a capture, also those that are not messages to us. */
export function messagesByTshark(path: string, options: readonly string[] = []): readonly TsharkMessage[] {
  const columns = FIELDS.flatMap((field) => ['-e', field]);
  const every = ['-E', 'occurrence=a', '-E', 'aggregator=|'];
  return linesOf(tshark(['-r', path, ...options, '-Y', 'sip', '-T', 'fields', ...every, ...columns])).flatMap(
    messagesOf,
  );
}

/** RTP streams of tshark's table. */
export const streamsByTshark = (path: string): number =>
  linesOf(tshark(['-r', path, '-q', '-z', 'rtp,streams'])).filter((line) => /\s0x[0-9A-F]{8}\s/i.test(line)).length;

/**
 * IP packets that tshark reads (it lists blocks that hold none as frames, too); null when it refuses the file. What it says of a
 * file that is cut off is no refusal.
 */
export function framesByTshark(path: string): number | null {
  const run = spawnSync('tshark', ['-n', '-r', path, '-Y', 'ip'], { encoding: 'utf8' });
  const frames = linesOf(run.stdout).length;
  return run.status === 0 || frames > 0 ? frames : null;
}
