import { readFileSync } from 'node:fs';
import { wait, type Lab } from '../../fixtures/lab/lab';

export type SngrepCall = { readonly messages: number; readonly source: string; readonly state: string };

const LIMIT_MS = 8000;
const POLL_MS = 100;
/** sngrep has read the file by then. */
const READ_S = 1;

const ESCAPE = String.fromCharCode(27);
const CLEARED = `${ESCAPE}[J`;
/** What moves a terminal's cursor and changes its colours: numbers and a letter. */
const TERMINAL_CONTROL = new RegExp(`${ESCAPE}\\[[\\d;?]*[A-Za-z]`, 'g');
const ROW = /(\d+) +(127\.[\d.]+):\d+ +127\.[\d.]+:\d+ +([A-Z]+(?: [A-Z]+)*)/g;

/**
 * The list of calls that sngrep draws of a capture; it waits until there are as many as expected, or gives what is there. sngrep draws
 * on a terminal only: `script` lends it one. What it draws while it reads is pieces; when the terminal's size changes, it draws all.
 */
export async function sngrepCalls(lab: Lab, capture: string, expected: number): Promise<readonly SngrepCall[]> {
  const resize = `(sleep ${READ_S}; stty cols 229 </dev/tty) &`;
  const own = lab.path('sngrep.pid');
  // Without its terminal sngrep would run for ever: it is ended by its own number, and by `timeout` in any case.
  const list = `timeout --foreground -s KILL 10 sh -c 'echo $$ >${own}; TERM=vt100 exec sngrep -c -I ${capture}'`;
  const command = `stty cols 230 rows 60; ${resize} ${list}`;
  const sngrep = lab.start('script', ['-qfc', command, '/dev/null']);
  let calls: SngrepCall[] = [];
  for (let waitedMs = 0; calls.length < expected && sngrep.alive && waitedMs < LIMIT_MS; waitedMs += POLL_MS) {
    await wait(POLL_MS);
    const [, , drawnAgain = ''] = sngrep.printed.split(CLEARED);
    calls = [...drawnAgain.replace(TERMINAL_CONTROL, ' ').matchAll(ROW)].map(([, messages, source, state]) => ({
      messages: Number(messages),
      source: source ?? '',
      state: state ?? '',
    }));
  }
  if (sngrep.alive) process.kill(Number(readFileSync(own, 'latin1')), 'SIGKILL');
  await sngrep.kill();
  return calls;
}
