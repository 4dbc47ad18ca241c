import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { builtProgram } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { closeChromium, openPage } from '../double/shell/chromium';
import { busyExchange } from '../generator/busyExchange';
import { writeCapture } from '../generator/writeCapture';

/** What a page notes at every frame that it draws: when, and whether the row in the middle had not come yet. */
type Noted = { readonly atMs: number; readonly empty: boolean };
type Recording = { noted: Noted[]; on: boolean };
type RecordingPage = { recording: Recording };

const WHEEL_PX = 480;
const WHEEL_EVERY_MS = 16;
/** As a key that is held down repeats. */
const KEY_EVERY_MS = 33;
const LIMIT_MS = 600_000;
const OPENED = { timeout: LIMIT_MS };

const beginRecording = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const recording: Recording = { noted: [], on: true };
    Object.assign(globalThis, { recording });
    const note = (atMs: number): void => {
      const rows = document.querySelectorAll('.table .rows > .row');
      const middle = rows[Math.floor(rows.length / 2)];
      recording.noted.push({ atMs, empty: middle?.firstElementChild?.childElementCount === 0 });
      if (recording.on) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });

const endRecording = (page: Page): Promise<readonly Noted[]> =>
  page.evaluate(() => {
    const { recording } = globalThis as unknown as RecordingPage;
    recording.on = false;
    return recording.noted;
  });

/** Median, 95 %, longest of the times between frames, and how many frames showed rows that had not come. */
function describe(noted: readonly Noted[]): string {
  const deltas = noted
    .slice(1)
    .map(({ atMs }, at) => atMs - noted[at]!.atMs)
    .sort((a, b) => a - b);
  const at = (share: number): string => (deltas[Math.floor(share * (deltas.length - 1))] ?? 0).toFixed(1);
  const empty = noted.filter((frame) => frame.empty).length / Math.max(1, noted.length);
  return `${deltas.length} frames, between two of them ${at(0.5)} ms median, ${at(0.95)} ms at 95 %, ${at(1)} ms longest; ${(100 * empty).toFixed(1)} % with rows still to come`;
}

async function repeat(forMs: number, everyMs: number, step: (count: number) => Promise<void>): Promise<void> {
  const startMs = performance.now();
  for (let count = 0; performance.now() - startMs < forMs; count += 1) {
    await step(count);
    const restMs = startMs + (count + 1) * everyMs - performance.now();
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

async function measure(page: Page, name: string, scroll: () => Promise<void>): Promise<void> {
  await page.locator('[data-list]').focus();
  await page.keyboard.press('Home');
  await page.waitForTimeout(500);
  await beginRecording(page);
  await scroll();
  const noted = await endRecording(page);
  const scrolledPx = await page.locator('[data-list]').evaluate((list) => list.scrollTop);
  process.stdout.write(`${name}: ${describe(noted)}; ${Math.round(scrolledPx / 24)} rows passed\n`);
}

async function measureBoth(page: Page, what: string, forMs: number): Promise<void> {
  await page.mouse.move(800, 200);
  await measure(page, `${what}, wheel`, () => repeat(forMs, WHEEL_EVERY_MS, () => page.mouse.wheel(0, WHEEL_PX)));
  await measure(page, `${what}, PageDown`, () => repeat(forMs, KEY_EVERY_MS, () => page.keyboard.press('PageDown')));
}

/**
 * How smoothly the list of very many calls scrolls, call by call and by groups of legs, with the wheel and with PageDown, which opens
 * each call that it comes to.
 * npm run bench:scroll [-- CALLS SECONDS]
 */
export async function main([calls = '100000', seconds = '10']: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-bench-'));
  const capture = join(folder, 'busy.pcapng');
  writeCapture(capture, busyExchange(Number(calls)));
  const program = startProgram(
    [builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0', capture],
    {},
    LIMIT_MS,
  );
  try {
    const page = await openPage(1440, 900);
    await page.goto(await program.firstLine);
    await page.locator('footer', { hasText: /^file/ }).waitFor(OPENED);
    await page.locator('.table .rows > .row').first().waitFor();
    process.stdout.write(`${await page.locator('.count').innerText()}\n`);
    await measureBoth(page, 'calls', Number(seconds) * 1000);
    await page.keyboard.press('g');
    await page.getByRole('treegrid', { name: 'Calls' }).waitFor();
    await page.locator('.count', { hasText: /^[1-9]/ }).waitFor(OPENED);
    process.stdout.write(`grouped: ${await page.locator('.count').innerText()}\n`);
    await measureBoth(page, 'grouped', Number(seconds) * 1000);
  } finally {
    await closeChromium();
    program.child.kill('SIGINT');
    await program.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
