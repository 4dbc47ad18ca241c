import type { Writable } from 'node:stream';
import { OutputClosed } from './failure';
import { plainText } from './plainText';

/** The program's own streams, so that tests can stand in for them. */
export type ConsoleStreams = {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
};

export type Console = {
  /** A piece of the result; waits while the reader is slow, rejects with OutputClosed when it is gone. */
  readonly write: (text: string) => Promise<void>;
  /** One line on standard error. */
  readonly complain: (line: string) => void;
  /** How far the work is, over and over on one line, and only where somebody watches. */
  readonly progress: (line: string) => void;
  readonly endProgress: () => void;
};

const PROGRESS_INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001b[K';

export function createConsole({ stdout, stderr }: ConsoleStreams): Console {
  let outputClosed = false;
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let shown = false;
  stdout.on('error', () => {
    outputClosed = true;
  });
  stderr.on('error', () => undefined);

  const endProgress = (): void => {
    if (shown) stderr.write(CLEAR_LINE);
    shown = false;
  };

  return {
    write: async (text) => {
      if (outputClosed) throw new OutputClosed();
      if (!stdout.write(text)) await drained(stdout);
      if (outputClosed) throw new OutputClosed();
    },
    complain: (line) => {
      endProgress();
      stderr.write(`${plainText(line)}\n`);
    },
    progress: (line) => {
      const nowMs = performance.now();
      if (stderr.isTTY !== true || nowMs - shownAtMs < PROGRESS_INTERVAL_MS) return;
      shownAtMs = nowMs;
      shown = true;
      stderr.write(`${CLEAR_LINE}${plainText(line)}`);
    },
    endProgress,
  };
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'error', 'close']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'error', 'close']) stream.once(event, done);
  });
}
