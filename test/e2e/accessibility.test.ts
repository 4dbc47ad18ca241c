import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram, repository } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { chromiumPath, closeChromium, openPage } from '../double/shell/chromium';

const AXE = readFileSync(join(repository, 'node_modules/axe-core/axe.min.js'), 'utf8');
const PATIENT = { timeout: 15_000 };

type Finding = { readonly rule: string; readonly where: readonly string[] };
type AxeResults = { readonly violations: readonly { id: string; nodes: readonly { target: readonly string[] }[] }[] };
type AxePage = { readonly axe: { readonly run: () => Promise<AxeResults> } };

/** What axe-core finds on the page as it stands now, all its rules. */
async function findingsOf(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as AxePage).axe.run());
  return violations.map(({ id, nodes }) => ({ rule: id, where: nodes.map(({ target }) => target.join(' ')) }));
}

const rowsOf = (page: Page) => page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');

describe.skipIf(chromiumPath === null).each(['dark', 'light'] as const)('accessibility of the %s window', (theme) => {
  let program: ReturnType<typeof startProgram>;
  let page: Page;
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  const expectClean = async (): Promise<void> => expect(await findingsOf(page)).toEqual([]);

  beforeAll(async () => {
    program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
    page = await openPage(1440, 900);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(await program.firstLine);
    await page.getByRole('button', { name: /Seven calls that sounded bad/ }).waitFor();
  });
  afterAll(async () => {
    await closeChromium();
    program.child.kill('SIGINT');
    await program.ended;
  });

  it('start page, ring settings', async () => {
    await expectClean();
    await page.getByRole('button', { name: /^Ring/ }).click();
    await page.getByLabel('Files kept').waitFor();
    await expectClean();
    await key('Escape');
  });

  it('what did not open', async () => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['no capture at all'], 'holiday.jpg'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    });
    await page.getByText('holiday.jpg is no capture').waitFor();
    await expectClean();
  });

  it('call list, ladder, message', async () => {
    await page.getByRole('button', { name: /A morning at the office/ }).click();
    await expect.poll(() => rowsOf(page).count(), PATIENT).toBe(6);
    await expectClean();
    await rowsOf(page).nth(1).click();
    await page.locator('.ladder [role=option]').nth(5).waitFor();
    await page.getByRole('region', { name: 'Raw message' }).waitFor();
    await expectClean();
  });

  it.each(['Raw', 'Hex', 'Tree'])('message as %s', async (name) => {
    await page.getByRole('tab', { name }).click();
    await expectClean();
  });

  it('a field that is chosen', async () => {
    await page.getByRole('treeitem', { name: /^Via/ }).first().click();
    await page.locator('.rawtext .selected').first().waitFor();
    await expectClean();
  });

  it('tip of a row, menus', async () => {
    await page.locator('.ladder [role=option]').nth(3).hover();
    await page.locator('.laddertip').waitFor();
    await expectClean();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menu').waitFor();
    await expectClean();
    await key('Escape');
    await page.getByRole('button', { name: 'Save in another format' }).click();
    await page.getByRole('menu').waitFor();
    await expectClean();
    await key('Escape');
  });

  it('several calls in one ladder', async () => {
    await rowsOf(page).first().click();
    for (const name of ['Space', 'ArrowDown', 'Space']) await key(name);
    await page.locator('.legchips').waitFor();
    await expectClean();
  });

  it('media of a call', async () => {
    await key('m');
    await page.getByRole('region', { name: 'Figures of the streams' }).waitFor();
    await expectClean();
    await key('l');
  });

  it('story of a call', async () => {
    await key('s');
    await page.getByRole('listbox', { name: 'Timeline' }).waitFor();
    await expectClean();
    await page.getByRole('grid', { name: /^Transactions/ }).focus();
    await key('ArrowDown');
    await expectClean();
    await key('Enter');
    await page.getByRole('button', { name: /^only / }).waitFor();
    await expectClean();
  });

  it('groups of legs', async () => {
    await key('g');
    await page.getByRole('treegrid', { name: 'Calls' }).waitFor();
    await expectClean();
    await key('g');
  });

  it('the difference of two messages', async () => {
    await key('l');
    await page.locator('.ladder [role=option]').first().click();
    await key('d');
    await expectClean();
    await key('k');
    await page.locator('.ladder [role=option]').nth(1).click();
    await page.getByRole('region', { name: 'Lines of both messages' }).waitFor();
    await expectClean();
    await page.getByRole('tab', { name: 'Tree' }).click();
  });

  it('reference, header fields that join legs', async () => {
    await key('F1');
    await page.getByRole('dialog', { name: 'SIP reference' }).waitFor();
    await expectClean();
    await page.keyboard.type('nothing has these words');
    await page.getByText('Nothing here has these words').waitFor();
    await expectClean();
    await key('Escape');
    await key('Control+k');
    await page.getByPlaceholder('What to do').fill('join legs');
    await key('Enter');
    await page.getByRole('dialog', { name: 'Header fields that join legs' }).waitFor();
    await expectClean();
    await key('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each([
    ['registrations', '2'],
    ['streams', '3'],
    ['messages', '4'],
  ])('%s', async (_, name) => {
    await key(name);
    await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(3);
    await rowsOf(page).nth(2).click();
    await page.getByRole('tab', { selected: true }).first().waitFor();
    await expectClean();
  });

  it('a password that is checked', async () => {
    await key('2'); // the registration that was opened before is open again
    await page.locator('.ladder [role=option]').nth(3).waitFor();
    await page.locator('.ladder [role=option]').filter({ hasText: 'CSeq 2' }).first().click();
    await page.getByLabel('Password of the user').fill('1234');
    await key('Enter');
    await page.getByText(/^Password differs/).waitFor();
    await expectClean();
    await key('Escape');
  });

  it('story of a registration', async () => {
    await key('s');
    await page.getByRole('grid', { name: /^Attempts/ }).waitFor();
    await expectClean();
    await key('l');
  });

  it.each([
    ['keepalives', 'h', 'No keepalives'],
    ['exchanges', 'e', 'No exchanges'],
  ])('an empty list of %s', async (_, name, words) => {
    await key(name);
    await page.getByText(words, { exact: false }).waitFor();
    await expectClean();
  });

  it('a search that nothing matches', async () => {
    await key('1');
    await key('/');
    await page.keyboard.type('no such call');
    await page.getByText('No calls match').waitFor();
    await expectClean();
    await key('Escape');
  });

  it('what carries calls and runs beside them: another capture', async () => {
    await page.locator('header.top button').first().click();
    await page.getByRole('menuitem', { name: /start page/ }).click();
    await page.getByRole('button', { name: /Ten calls, eight ways/ }).click();
    await expect.poll(() => rowsOf(page).count(), PATIENT).toBe(10);
    await rowsOf(page).filter({ hasText: 'Gate house' }).click();
    await page.getByText('Undeliverable').first().waitFor();
    await expectClean();
    await rowsOf(page).filter({ hasText: 'Mobile 77' }).click();
    await page.getByText('GTP-U', { exact: false }).first().waitFor();
    await expectClean();
  });

  it('the frame of a message', async () => {
    await key('f');
    await page.getByRole('tree', { name: 'Layers of the frame' }).waitFor();
    await expectClean();
  });

  it('companions in a ladder, and the events of one', async () => {
    await rowsOf(page).filter({ hasText: 'Web shop' }).click();
    await page.locator('.ladder [role=option]', { hasText: 'DTLS' }).click();
    await page.getByRole('listbox', { name: 'Events' }).waitFor();
    await expectClean();
    await page.getByRole('listbox', { name: 'Events' }).press('Enter');
    await page.getByRole('tree', { name: 'Layers of the frame' }).waitFor();
    await expectClean();
  });

  it('the list of what runs beside RTP', async () => {
    await key('3');
    await key('b');
    await rowsOf(page).filter({ hasText: 'T.38' }).click();
    await page.getByRole('listbox', { name: 'Events' }).waitFor();
    await expectClean();
  });

  it('the kinds of issues, unfolded and chosen', async () => {
    await key('4');
    await key('i');
    await page.getByRole('menuitemradio').nth(1).waitFor();
    await expectClean();
    await page.getByRole('menuitemradio').first().click();
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(5);
    await expectClean();
  });

  it('joined legs, exchanges and a call without its beginning: another capture', async () => {
    await page.locator('header.top button').first().click();
    await page.getByRole('menuitem', { name: /start page/ }).click();
    await page.getByRole('button', { name: /^Stories/ }).click();
    await page.locator('footer', { hasText: /^file/ }).waitFor();
    await key('1');
    await page.locator('[data-list] [role=row]').filter({ hasText: 'Attended transfer' }).click();
    await page.locator('.legchips button').nth(2).waitFor();
    await expectClean();
    await page.locator('.legchips button').nth(1).click();
    await expectClean();
    await key('s');
    await page.getByRole('listbox', { name: 'Timeline' }).waitFor();
    await expectClean();
    await key('l');
    await key('e');
    await rowsOf(page).filter({ hasText: 'Instant message' }).click();
    await page.locator('.ladder [role=option]').nth(3).waitFor();
    await expectClean();
  });

  it('palette, keys', async () => {
    await key('Control+k');
    await page.getByRole('dialog', { name: 'Run a command' }).waitFor();
    await expectClean();
    await key('Escape');
    await key('Escape');
    await key('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectClean();
    await key('Escape');
  });

  it('a narrow window', async () => {
    await page.setViewportSize({ width: 1000, height: 650 });
    await rowsOf(page).first().click();
    await page.locator('.ladder [role=option]').first().waitFor();
    await expectClean();
  });

  it('moves nothing for those who ask for that', async () => {
    const animationOfUnknownProgress = (): Promise<string> =>
      page.evaluate(() => {
        const bar = document.body.appendChild(document.createElement('div'));
        bar.className = 'bar unknown';
        const { animationName } = getComputedStyle(bar.appendChild(document.createElement('i')));
        bar.remove();
        return animationName;
      });
    expect(await animationOfUnknownProgress()).toBe('sweep');
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    expect(await animationOfUnknownProgress()).toBe('none');
  });
});
