import { execFileSync } from 'node:child_process';
import { reasonAgainstSipp, runCalls } from '../fixtures/sipp/sippLoad';
import { rowsOf, type Camera } from './camera';

const CALLEE_PORT = 5470;
const CALLER_PORT = 5471;
const FILTER = `udp portrange ${CALLEE_PORT}-${CALLER_PORT} or udp portrange 25470-25999`;

/** The capture program that runs below the engine. */
const sourceOf = (engine: number): number =>
  Number(execFileSync('pgrep', ['-P', String(engine)], { encoding: 'utf8' }).split('\n')[0]);

/** A capture of sipp's calls while it runs, and what the window says when its source is killed. Answers why not, or nothing. */
export async function takeLiveScreenshots({ page, shoot }: Camera, engine: number): Promise<string> {
  const reason = reasonAgainstSipp();
  if (reason !== '') return reason;
  await page.getByText('lo', { exact: true }).first().click();
  await page.getByPlaceholder(/portrange/).fill(FILTER);
  await page.getByRole('button', { name: /Start/ }).click();
  await page.getByRole('button', { name: /Stop/ }).waitFor();
  const load = runCalls({ calls: 24, callsPerSecond: 6, calleePort: CALLEE_PORT, callerPort: CALLER_PORT });
  await rowsOf(page).nth(7).waitFor();
  await rowsOf(page).filter({ hasText: 'completed' }).first().click();
  await page.locator('.ladder [role=option]').nth(7).waitFor();
  await shoot('live');
  await load;
  process.kill(sourceOf(engine), 'SIGKILL');
  await page.getByRole('alert').waitFor();
  await shoot('source-died');
  return '';
}
