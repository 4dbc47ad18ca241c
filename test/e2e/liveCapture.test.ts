import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { builtProgram } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { chromiumPath, closeChromium, openPage } from '../double/shell/chromium';
import { builtCapHelper } from '../fixtures/builtCapHelper';
import { reasonAgainstSipp, runCalls } from '../fixtures/sipp/sippLoad';
import { reasonsToSkip } from '../tools/capture/liveSources';

const CALLEE_PORT = 5370;
const CALLER_PORT = 5371;
const FILTER = `udp portrange ${CALLEE_PORT}-${CALLER_PORT} or udp portrange 25370-25999`;

/** Why live capture in the window cannot be tried here; empty when it can. */
async function reasonToSkip(): Promise<string> {
  const helper = await builtCapHelper();
  const { dumpcap } = await reasonsToSkip(helper.path);
  helper.remove();
  return dumpcap || reasonAgainstSipp();
}

/** The capture program that runs below this process. */
function sourceOf(parent: number): number {
  return Number(execFileSync('pgrep', ['-P', String(parent), 'dumpcap'], { encoding: 'utf8' }).trim());
}

const rowsOf = (page: Page) => page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');

describe.skipIf(chromiumPath === null)('a live capture in the window', () => {
  let program: ReturnType<typeof startProgram>;
  let page: Page;
  let reason: string;
  const skipWithout = (context: TestContext): void => {
    if (reason !== '') context.skip(reason);
  };

  beforeAll(async () => {
    reason = await reasonToSkip();
    program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
    page = await openPage(1440, 900);
    await page.goto(await program.firstLine);
  });
  afterAll(async () => {
    await closeChromium();
    program.child.kill('SIGINT');
    await program.ended;
  });

  it('refuses a filter that libpcap cannot read, before anything starts', async (context) => {
    skipWithout(context);
    await page.getByText('lo', { exact: true }).first().click();
    const filter = page.getByPlaceholder(/portrange/);
    await filter.fill('udp porrt 5060');
    await filter.press('Enter');
    await expect.poll(() => page.locator('.below.error').textContent()).toMatch(/./);
    await filter.fill(FILTER);
  });

  it('shows calls while they happen', async (context) => {
    skipWithout(context);
    await page.getByRole('button', { name: /Start/ }).first().click();
    await page.getByRole('button', { name: /Stop/ }).waitFor();
    const calls = runCalls({ calls: 5, callsPerSecond: 10, calleePort: CALLEE_PORT, callerPort: CALLER_PORT });
    await expect.poll(() => rowsOf(page).count(), { timeout: 10_000 }).toBe(5);
    await calls;
    await expect.poll(() => rowsOf(page).filter({ hasText: 'completed' }).count(), { timeout: 10_000 }).toBe(5);
    await expect.poll(() => page.locator('footer').textContent()).toMatch(/capturing/);
  });

  it('says what happened when the source is killed, and keeps what was captured', async (context) => {
    skipWithout(context);
    process.kill(sourceOf(program.child.pid ?? 0), 'SIGKILL');
    const banner = page.getByRole('alert');
    await banner.waitFor();
    expect(await banner.textContent()).toMatch(/dumpcap.*Kept: [\d,]+ frames, 5 calls/s);
    expect(await rowsOf(page).count()).toBe(5);
    await rowsOf(page).first().click();
    await page
      .getByText(/INVITE sip:service@/)
      .first()
      .waitFor();
  });

  it('starts again, and stops when asked', async (context) => {
    skipWithout(context);
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: /Stop/ }).click();
    await expect.poll(() => page.locator('footer').textContent()).toMatch(/stopped/);
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
