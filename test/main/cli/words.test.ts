import { describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { runWords } from './runWords';

const WRONG: readonly (readonly [string, string])[] = [
  ['', 'say what to do'],
  ['analyse x.pcap', "unknown command 'analyse' (Did you mean analyze?)"],
  ['analyze', "missing required argument 'file'"],
  ['analyze x.pcap --filter y', "unknown option '--filter'"],
  ['analyze x.pcap --credentials users.csv', '--credentials needs --json'],
  ['analyze x.pcap --pdf', "option '--pdf <file>' argument missing"],
  ['analyze x.pcap --export out.txt', 'the name has to end in .pcapng or .pcap'],
  ['analyze - -', 'standard input (-) can be read once only'],
  ['capture', "required option '-i, --interface <name>' not specified"],
  ['capture -i lo -b', 'argument missing'],
  ['capture -i lo -b filesize', 'Write filesize:N, duration:N, packets:N, files:N'],
  ['capture -i lo -b filesize:0', 'with N from 1'],
  ['capture -i lo -b filesize:-1', 'with N from 1'],
  ['capture -i lo -b filesize:1.5', 'with N from 1'],
  ['capture -i lo -b filesize:2000000001', 'with N from 1'],
  ['capture -i lo -b size:10', 'Write filesize:N'],
  ['capture -i lo -b constructor:10', 'Write filesize:N'],
  ['capture -i lo -a files:10', 'Write filesize:N, duration:N, packets:N'],
  ['capture -i lo --source wireshark', 'Allowed choices are auto, dumpcap, tcpdump, cap'],
  ['capture -i lo extra', 'too many arguments'],
  ['serve --listen nowhere', '"nowhere" is no address to listen on'],
  ['serve --listen 127.0.0.1:99999', 'is no address to listen on'],
  ['serve --token short', '--token needs 16 to 200 letters'],
  ['serve x.pcap -i lo', 'give either files or -i, not both'],
  ['serve -f udp', '-f needs -i'],
  ['serve --follow', '--follow needs one file'],
  ['serve a.pcap b.pcap --follow', '--follow needs one file'],
  ['analyze a.pcap --follow', "unknown option '--follow'"],
  ['interfaces --xml', "unknown option '--xml'"],
];

describe('wrong words', () => {
  it.each(WRONG)('laddergram %s', async (line, words) => {
    const { code, stdout, stderr } = await runWords(line === '' ? [] : line.split(' '));
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('words that need no work', () => {
  it('tells the version', async () => {
    expect(await runWords(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each(['interfaces', 'analyze', 'capture', 'serve'])('explains %s', async (command) => {
    const { code, stdout, stderr } = await runWords([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`laddergram ${command}`);
  });

  it('gives examples and the exit codes', async () => {
    const { code, stdout } = await runWords(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes: 0 done, 1 the work failed, 2 the words are wrong.');
  });
});
