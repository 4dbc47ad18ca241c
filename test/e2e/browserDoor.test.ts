import { join } from 'node:path';
import type { FileChooser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram, repository } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { chromiumPath, closeChromium, openPage } from '../double/shell/chromium';

const samples = join(repository, 'resources/samples');

/** Words of a page that its policy or a failing request put into the console. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

const dataRows = (page: Page): Promise<number> =>
  page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)').count();

/** Chooses a file as the reader does: Ctrl+O, then the browser's own dialog. `chooser` is awaited since before the page was loaded. */
async function chooseFile(
  page: Page,
  chooser: Promise<FileChooser>,
  file: Parameters<FileChooser['setFiles']>[0],
): Promise<void> {
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles(file);
}

describe.skipIf(chromiumPath === null)('the browser door in Chromium', () => {
  let program: ReturnType<typeof startProgram>;
  let address: string;

  beforeAll(async () => {
    const words = ['serve', '--listen', '127.0.0.1:0', join(samples, 'office-morning.pcapng')];
    program = startProgram([builtProgram('laddergram.js'), ...words]);
    address = await program.firstLine;
  });
  afterAll(async () => {
    await closeChromium();
    program.child.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('shows the calls of the file, and nothing on the page breaks its policy', async () => {
    const page = await openPage(1440, 900);
    const complaints = complaintsOf(page);
    await page.goto(address);
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBeGreaterThan(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('serves several windows at once', async () => {
    const pages = await Promise.all([openPage(1200, 800), openPage(1200, 800)]);
    await Promise.all(pages.map((page) => page.goto(address)));
    for (const page of pages) await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBeGreaterThan(1);
    for (const page of pages) await page.context().close();
  });

  it('keeps the page after a reload without the token in the address', async () => {
    const page = await openPage(1200, 800);
    await page.goto(address);
    await page.goto(new URL('/', address).href);
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBeGreaterThan(1);
    await page.context().close();
  });

  it('keeps the capture that is open when what is uploaded is none', async () => {
    const page = await openPage(1200, 800);
    const chooser = page.waitForEvent('filechooser');
    await page.goto(address);
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBe(6);
    await chooseFile(page, chooser, {
      name: 'wrong.pcap',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('no capture at all'),
    });
    await page.getByText(/wrong\.pcap is no capture/).waitFor();
    expect(await dataRows(page)).toBe(6);
    await page.context().close();
  });

  it('opens what the page uploads', async () => {
    const page = await openPage(1200, 800);
    const chooser = page.waitForEvent('filechooser');
    await page.goto(address);
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBe(6);
    await chooseFile(page, chooser, join(samples, 'rough-audio.pcapng'));
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBe(7);
    await page.context().close();
  });

  it('leads from a handshake to its frame, and from an issue to its messages', async () => {
    const page = await openPage(1440, 900);
    const complaints = complaintsOf(page);
    const chooser = page.waitForEvent('filechooser');
    await page.goto(address);
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBeGreaterThan(5);
    await chooseFile(page, chooser, join(samples, 'eight-ways.pcapng'));
    await expect.poll(() => dataRows(page), { timeout: 15_000 }).toBe(10);
    await page.getByRole('row').filter({ hasText: 'Web shop' }).click();
    await page.locator('.ladder [role=option]', { hasText: 'DTLS' }).click();
    const events = page.getByRole('listbox', { name: 'Events' });
    await events.press('End');
    await events.press('Enter');
    await page.getByRole('treeitem', { name: /^DTLS/ }).waitFor();
    expect(await page.getByLabel('Frame shown').locator('option:checked').innerText()).toContain('bad certificate');
    await page.keyboard.press('4');
    await page.keyboard.press('i');
    await page.getByRole('menuitemradio', { name: /Max-Forwards is missing/ }).click();
    await expect.poll(() => dataRows(page)).toBe(4);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows nothing to a page without the token', async () => {
    const page = await openPage(800, 600);
    const answered = page.waitForResponse(() => true);
    await page.goto(new URL('/', address).href).catch(() => undefined);
    expect((await answered).status()).toBe(403);
    expect(await page.locator('body').innerText()).not.toMatch(/laddergram/i);
    await page.context().close();
  });
});
