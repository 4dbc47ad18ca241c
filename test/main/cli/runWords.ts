import { Writable } from 'node:stream';
import type { Engine } from '../../../main/engine/engine';
import { runCommandLine } from '../../../main/cli/runCommandLine';
import { fakeEngine } from '../../double/fakeEngine';

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** A stream that keeps what is written to it. */
export class KeptText extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** Runs one command line in this process with an engine of the test's own. `interrupt` gets the Ctrl+C. */
export async function runWords(
  words: readonly string[],
  engine: Engine = fakeEngine(),
  interrupt: (press: () => void) => void = () => undefined,
): Promise<Outcome> {
  const stdout = new KeptText();
  const stderr = new KeptText();
  const code = await runCommandLine(words, {
    stdout,
    stderr,
    createEngine: () => Promise.resolve(engine),
    onInterrupt: (handler) => {
      interrupt(handler);
      return () => undefined;
    },
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
