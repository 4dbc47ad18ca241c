import { spawn, type ChildProcess } from 'node:child_process';

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const LIMIT_MS = 60_000;

/** Starts a Node program as a user's shell would, and ends it when it takes far too long. */
export function startProgram(
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  limitMs = LIMIT_MS,
): { readonly child: ChildProcess; readonly ended: Promise<Ended>; readonly firstLine: Promise<string> } {
  const child = spawn(process.execPath, [...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const end = stdout.indexOf('\n');
      if (end >= 0) resolve(stdout.slice(0, end));
    });
    child.once('close', () => reject(new Error(`ended without a line: ${stderr}`)));
  });
  firstLine.catch(() => undefined);
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended, firstLine };
}

export const runProgram = (words: readonly string[]): Promise<Ended> => {
  const { child, ended } = startProgram(words);
  child.stdin?.end();
  return ended;
};
