import { execFile } from 'node:child_process';
import type { SourceCommand } from './captureSource';

const PATIENCE_MS = 8000;
const MOST_OUTPUT_BYTES = 1 << 20;

export type ProgramOutcome = {
  /** null when it did not start or was killed. */
  readonly exitCode: number | null;
  readonly output: string;
  /** Standard error, or why the program did not start. */
  readonly complaints: string;
};

/** Runs a program to its end, at most 8 s and 1 MiB of output. Never rejects. */
export function runToEnd({ file, args, env }: SourceCommand): Promise<ProgramOutcome> {
  return new Promise((resolve) => {
    const options = {
      env: { ...process.env, ...env },
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL' as const,
      maxBuffer: MOST_OUTPUT_BYTES,
      windowsHide: true,
    };
    const child = execFile(file, args, options, (error, output, complaints) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ exitCode, output, complaints: complaints === '' && error !== null ? error.message : complaints });
    });
    child.stdin?.on('error', () => undefined);
  });
}
