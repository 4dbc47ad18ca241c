import { describe, expect, it } from 'vitest';
import { Writable } from 'node:stream';
import { runCommandLine } from '../../../main/cli/runCommandLine';
import { ok } from '../../../shared/result';
import { fakeEngine } from '../../double/fakeEngine';
import { KeptText, runWords } from './runWords';

/** Presses Ctrl+C as soon as the address has been printed. */
async function serveUntilOpen(
  words: readonly string[],
  engine = fakeEngine(),
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stderr = new KeptText();
  let press = (): void => undefined;
  let text = '';
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
      setTimeout(() => press(), 5);
    },
  });
  const code = await runCommandLine(['serve', ...words], {
    stdout,
    stderr,
    createEngine: () => Promise.resolve(engine),
    onInterrupt: (handler) => {
      press = handler;
      return () => undefined;
    },
  });
  return { code, stdout: text, stderr: stderr.text };
}

describe('laddergram serve', () => {
  it('prints its address with the key as the one line of its output', async () => {
    const engine = fakeEngine();
    const { code, stdout, stderr } = await serveUntilOpen(['--listen', '127.0.0.1:0'], engine);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/);
    expect(engine.closed()).toBe(true);
  });

  it('takes the key that it is given', async () => {
    const { stdout } = await serveUntilOpen(['--listen', '[::1]:0', '--token', 'my-own-token-0123456789']);
    expect(stdout).toMatch(/^http:\/\/\[::1\]:\d+\/\?token=my-own-token-0123456789\n$/);
  });

  it('warns in one line when others can reach it', async () => {
    const { code, stderr } = await serveUntilOpen(['--listen', '0.0.0.0:0']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: 0\.0\.0\.0 can be reached from other machines, .*not encrypted.*\n$/);
  });

  it('opens the files and goes on when that fails', async () => {
    const opened: unknown[] = [];
    const file = import.meta.filename;
    const engine = fakeEngine({
      openFiles: (paths) => {
        opened.push(paths);
        return Promise.resolve({ ok: false, error: { problem: 'No capture.', advice: '', command: null } });
      },
    });
    const { code, stderr } = await serveUntilOpen(['--listen', '127.0.0.1:0', file, file], engine);
    expect([code, stderr]).toEqual([0, 'No capture.\n']);
    expect(opened).toEqual([[file, file]]);
  });

  it.each([
    [['--follow'], true],
    [[], false],
  ])('follows the file with %j: %j', async (words, follow) => {
    const opened: unknown[] = [];
    const file = import.meta.filename;
    const engine = fakeEngine({
      openFiles: (paths, options) => {
        opened.push([paths, options]);
        return Promise.resolve(ok(null));
      },
    });
    const { code } = await serveUntilOpen(['--listen', '127.0.0.1:0', file, ...words], engine);
    expect(code).toBe(0);
    expect(opened).toEqual([[[file], { follow }]]);
  });

  it('starts to capture with -i', async () => {
    const asked: unknown[] = [];
    const engine = fakeEngine();
    const listening = {
      ...engine,
      command: (name: string, ask: unknown) => {
        asked.push([name, ask]);
        return Promise.resolve(null);
      },
    } as unknown as typeof engine;
    await serveUntilOpen(['--listen', '127.0.0.1:0', '-i', 'lo', '-f', 'udp'], listening);
    expect(asked).toEqual([
      ['startCapture', expect.objectContaining({ interfaceName: 'lo', filter: 'udp', source: 'auto', saveAs: null })],
    ]);
  });

  it('fails before it opens when a file is not there', async () => {
    const engine = fakeEngine({ openFiles: () => Promise.resolve(ok(null)) });
    const { code, stdout, stderr } = await runWords(['serve', '/nonexistent/x.pcap'], engine);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      'laddergram: cannot open /nonexistent/x.pcap: there is no such file\n',
    ]);
  });
});
