import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createConsole } from '../../../main/cli/console';
import { OutputClosed } from '../../../main/cli/failure';
import { runCommandLine } from '../../../main/cli/runCommandLine';
import { fakeEngine } from '../../double/fakeEngine';
import { KeptText } from './runWords';

/** Standard output whose reader has gone away, like `| head`. */
const brokenPipe = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  });

describe('the console', () => {
  it('waits for a slow reader', async () => {
    let taken = (): void => undefined;
    const stdout = new Writable({
      highWaterMark: 4,
      write: (_chunk, _encoding, done) => {
        taken = () => done();
      },
    });
    const console = createConsole({ stdout, stderr: new KeptText() });
    let written = false;
    const writing = console.write('more than four').then(() => {
      written = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(written).toBe(false);
    taken();
    await writing;
    expect(written).toBe(true);
  });

  it('says when the reader has gone', async () => {
    const console = createConsole({ stdout: brokenPipe(), stderr: new KeptText() });
    await console.write('first').catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(console.write('second')).rejects.toBeInstanceOf(OutputClosed);
  });

  it('ends quietly and without failure when the reader has gone', async () => {
    const stderr = new KeptText();
    const engine = fakeEngine({
      analysisReport: () => ({ calls: Array.from({ length: 9000 }, () => 'x'.repeat(100)) }),
    });
    const code = await runCommandLine(['analyze', 'x', '--json'], {
      stdout: brokenPipe(),
      stderr,
      createEngine: () => Promise.resolve(engine),
      onInterrupt: () => () => undefined,
    });
    expect([code, stderr.text, engine.closed()]).toEqual([0, '', true]);
  });

  it('shows progress to a terminal only, and wipes it before a complaint', () => {
    const file = new KeptText();
    const terminal = Object.assign(new KeptText(), { isTTY: true });
    for (const stderr of [file, terminal]) {
      const console = createConsole({ stdout: new KeptText(), stderr });
      console.progress('half\u001b way');
      console.progress('too soon');
      console.complain('bad');
    }
    expect(file.text).toBe('bad\n');
    expect(terminal.text).toBe('\r\u001b[Khalf· way\r\u001b[Kbad\n');
  });
});
