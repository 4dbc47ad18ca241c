import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { closeChromium, openPage } from '../double/shell/chromium';
import { manyCalls } from '../generator/manyCalls';
import { writeCapture } from '../generator/writeCapture';

/**
 * How soon the window shows rows of a large capture: a window waits on the start page, the capture is uploaded as the browser does
 * it, and the clock runs from the engine's `opening` to the first row and to the whole.
 * npm run bench:window [-- CALLS SECONDS]
 */
export async function main([calls = '1000', seconds = '10']: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-bench-'));
  const capture = join(folder, 'bench.pcapng');
  const frames = writeCapture(capture, manyCalls(Number(calls), Number(seconds) * 1000));
  const program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
  try {
    const page = await openPage(1440, 900);
    await page.goto(await program.firstLine);
    const chooser = page.waitForEvent('filechooser');
    await page.getByText('Capture file').first().click();
    await page.evaluate(() => {
      const marks: { opening: number; rows: number; whole: number } = { opening: 0, rows: 0, whole: 0 };
      Object.assign(globalThis, { marks });
      const look = (): void => {
        const now = performance.now();
        if (marks.opening === 0 && /opening/.test(document.querySelector('footer')?.textContent ?? ''))
          marks.opening = now;
        const rows = document.querySelectorAll('[role=grid] [role=row][aria-rowindex]:not(.head)').length;
        if (marks.rows === 0 && rows > 0) marks.rows = now;
        if (marks.whole === 0 && marks.rows > 0 && !/opening/.test(document.querySelector('footer')?.textContent ?? ''))
          marks.whole = now;
        if (marks.whole === 0) requestAnimationFrame(look);
      };
      look();
    });
    await (await chooser).setFiles(capture);
    await page.waitForFunction(
      () => (globalThis as unknown as { marks: { whole: number } }).marks.whole > 0,
      undefined,
      { timeout: 50_000 },
    );
    const marks = await page.evaluate(
      () => (globalThis as unknown as { marks: Record<'opening' | 'rows' | 'whole', number> }).marks,
    );
    const since = (mark: number): string => `${((mark - marks.opening) / 1000).toFixed(2)} s`;
    process.stdout.write(
      `${frames} packets: first rows after ${since(marks.rows)}, all of them after ${since(marks.whole)}\n`,
    );
  } finally {
    await closeChromium();
    program.child.kill('SIGINT');
    await program.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
