import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { chromiumPath, closeChromium, openPage } from '../double/shell/chromium';
import { hasTshark, tsharkFields } from '../fixtures/tsharkFields';

const PATIENT = { timeout: 15_000 };

/** The walk of a working day through the window: every step begins where the one before has ended. */
describe.skipIf(chromiumPath === null)('the window', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-window-'));
  let program: ReturnType<typeof startProgram>;
  let page: Page;

  const rows = (): Locator => page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');
  const ladderRows = (): Locator => page.locator('.ladder [role=option]');
  const chosenRow = (): Promise<string> => page.locator('.ladder [role=option][aria-selected=true]').innerText();
  const firstCall = (): Locator => rows().filter({ hasText: 'Alice Moreau' });
  const saved = async (name: string): Promise<string> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    const path = join(folder, (await download).suggestedFilename());
    await (await download).saveAs(path);
    return path;
  };
  const runCommand = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('What to do').fill(words);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
    page = await openPage(1440, 900);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(await program.firstLine);
  });
  afterAll(async () => {
    await closeChromium();
    program.child.kill('SIGINT');
    await program.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens a sample from the start page', async () => {
    await page.getByRole('button', { name: /A morning at the office/ }).click();
    await expect.poll(() => rows().count(), PATIENT).toBe(6);
    await expect.poll(() => page.locator('.count').textContent(), PATIENT).toBe('6 calls');
    await expect.poll(() => page.locator('footer').textContent(), PATIENT).toMatch(/2,942 frames/);
  });

  it('shows the first call as a ladder of three machines', async () => {
    await firstCall().click();
    await expect.poll(() => ladderRows().count(), PATIENT).toBe(16);
    expect(await page.locator('.lanehead').allInnerTexts()).toEqual([
      expect.stringMatching(/1001\s+10\.1\.0\.1:5060/),
      '10.0.0.10:5060',
      expect.stringMatching(/5001\s+10\.2\.0\.1:5060/),
    ]);
    expect(await ladderRows().first().innerText()).toMatch(/INVITE 5001, SDP PCMU, from 10\.1\.0\.1 to 10\.0\.0\.10/);
  });

  it('walks the ladder with keys, and the message follows', async () => {
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.ladder').evaluate((ladder) => ladder === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(chosenRow).toMatch(/100 Trying/);
    await expect.poll(() => page.getByRole('region', { name: 'Raw message' }).innerText()).toMatch(/^SIP\/2\.0 100/);
  });

  it('highlights the bytes of the field that is chosen', async () => {
    await page.getByRole('treeitem', { name: /^Call-ID/ }).click();
    const chosen = page.locator('.rawtext .selected');
    await expect
      .poll(async () => (await chosen.allInnerTexts()).join(''))
      .toMatch(/^Call-ID: 00000001-call@10\.1\.0\.1/);
  });

  it('tells the figures of both directions', async () => {
    await page.keyboard.press('m');
    const figures = page.getByRole('region', { name: 'Figures of the streams' });
    await expect.poll(() => figures.innerText(), PATIENT).toMatch(/packets\s+600\s+600/);
    expect(await figures.innerText()).toMatch(/lost\s+0\s+0/);
    await page.keyboard.press('l');
    await expect.poll(() => ladderRows().count()).toBe(16);
  });

  it('hands over the call as a capture that tshark reads with the same counts', async (context) => {
    const path = await saved('pcapng');
    if (!hasTshark) return context.skip('tshark is not installed');
    const protocols = tsharkFields(path, ['_ws.col.Protocol']).map(([protocol]) => protocol ?? '');
    expect(protocols.filter((protocol) => protocol.startsWith('SIP'))).toHaveLength(14);
    expect(protocols.filter((protocol) => protocol === 'RTP')).toHaveLength(1200);
  });

  it('hands over the call as a report', async () => {
    expect(
      readFileSync(await saved('PDF'))
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
    await expect.poll(() => page.locator('.notices').innerText()).toMatch(/PDF of 1 call saved/);
  });

  it('shows registrations, streams and messages, each with what belongs to it', async () => {
    await page.keyboard.press('2');
    await expect.poll(() => rows().count()).toBe(4);
    await rows().filter({ hasText: '403' }).click();
    await expect.poll(() => ladderRows().last().innerText()).toMatch(/403 Forbidden/);
    await page.keyboard.press('3');
    await expect.poll(() => rows().count()).toBe(6);
    await page.keyboard.press('4');
    await expect.poll(() => page.locator('.count').textContent()).toBe('92 messages');
  });

  it('finds rows by words, and gives all back', async () => {
    for (const key of ['1', '/']) await page.keyboard.press(key);
    await page.keyboard.type('busy reception');
    await expect.poll(() => page.locator('.count').textContent()).toBe('1 of 6 calls');
    await page.keyboard.press('Escape');
    await expect.poll(() => rows().count()).toBe(6);
    await page.keyboard.press('Escape');
  });

  it('opens several marked calls as one ladder', async () => {
    await firstCall().click();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.legchips button').count()).toBe(2);
    await runCommand('clear marks');
    await expect.poll(() => page.locator('.legchips button').count()).toBe(0);
    expect(await rows().count()).toBe(6);
  });

  it('changes its theme by a command and remembers it', async () => {
    const theme = (): Promise<string | null> => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('dark');
    await runCommand('light');
    await expect.poll(theme).toBe('light');
    await page.reload();
    await expect.poll(() => rows().count(), PATIENT).toBe(6);
    expect(await theme()).toBe('light');
  });

  it('stays where it is when the engine goes, and says so', async () => {
    const other = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
    const window = await openPage(1000, 650);
    await window.goto(await other.firstLine);
    await window.getByRole('button', { name: /A morning at the office/ }).click();
    await window.getByText('Alice Moreau').waitFor();
    other.child.kill('SIGKILL');
    await expect.poll(() => window.getByRole('alert').innerText(), PATIENT).toMatch(/The engine is gone/);
    expect(await window.getByText('Alice Moreau').count()).toBeGreaterThan(0);
    await window.context().close();
    await other.ended;
  });
});
