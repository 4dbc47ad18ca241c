import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { chromiumPath, closeChromium, openPage } from '../double/shell/chromium';
import { mergeFlows } from '../generator/mergeFlows';
import { FREESWITCH_PASSWORD, registered } from '../generator/scenarios/documents/freeswitchRegistration';
import { downAndUp, lineEnds } from '../generator/scenarios/keepalives';
import { Scene } from '../generator/scenarios/scene';
import { writeCapture } from '../generator/writeCapture';

const PATIENT = { timeout: 15_000 };
const BETWEEN_MS = 6000;

/** A registration whose password is known, and hosts that keep in touch. */
function writeRegistrations(path: string): void {
  let startMs = 100;
  const flows = [registered, downAndUp, lineEnds].map((play, number) => {
    const scene = new Scene(startMs, `scene${number}`, number);
    play(scene);
    startMs = scene.nowMs + BETWEEN_MS;
    return scene.frames();
  });
  writeCapture(path, mergeFlows(flows));
}

/** From a list of calls to what happened in them, without a mouse: every step begins where the one before has ended. */
describe.skipIf(chromiumPath === null)('stories, by keyboard', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-stories-'));
  const programs: ReturnType<typeof startProgram>[] = [];
  let page: Page;

  const open = async (...words: readonly string[]): Promise<void> => {
    const program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0', ...words]);
    programs.push(program);
    page = await openPage(1440, 900);
    page.setDefaultTimeout(PATIENT.timeout);
    await page.goto(await program.firstLine);
  };
  const press = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) await page.keyboard.press(name);
  };
  const rows = (): Locator => page.locator('[data-list] [role=row][aria-rowindex]:not(.head)');
  const activeRow = (): Locator => page.locator('[data-list] .row.active');
  const ladderRows = (): Locator => page.locator('.ladder [role=option]');
  const messageName = (): Promise<string> => page.locator('.pane.message > header > b').innerText();
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
  const runCommand = async (words: string): Promise<void> => {
    await press('Control+k');
    await page.getByPlaceholder('What to do').fill(words);
    await press('Enter');
  };
  /** Walks down the list until a row has the words. */
  const walkTo = async (words: RegExp): Promise<void> => {
    await expect.poll(() => rows().first().innerText()).toMatch(/\d/); // a list that was asked anew is empty for a moment
    await press('Home');
    for (let step = 0; step < 40 && !words.test(await activeRow().innerText()); step += 1) await press('ArrowDown');
    expect(await activeRow().innerText()).toMatch(words);
  };

  beforeAll(async () => {
    writeRegistrations(join(folder, 'registrations.pcapng'));
    await open();
  });
  afterAll(async () => {
    await closeChromium();
    for (const program of programs) {
      program.child.kill('SIGINT');
      await program.ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes one row of the legs of a conversation', async () => {
    await page.getByRole('button', { name: /^Stories/ }).press('Enter');
    await expect.poll(() => page.locator('.count').textContent(), PATIENT).toMatch(/^\d+ calls$/);
    await expect.poll(() => page.locator('footer').textContent(), PATIENT).toMatch(/2,562 frames/);
    await press('g');
    await page.getByRole('treegrid', { name: 'Calls' }).waitFor();
    await expect.poll(() => page.locator('.count').textContent()).toMatch(/^\d+ rows$/);
  });

  it('unfolds them again', async () => {
    await walkTo(/Attended transfer/);
    await press('ArrowRight');
    await expect.poll(() => activeRow().getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => page.locator('[data-list] [aria-level="2"]').count()).toBe(2);
  });

  it('opens all legs as one ladder', async () => {
    await press('Enter');
    await expect.poll(() => page.locator('.legchips button').count()).toBe(3);
    await expect.poll(() => page.locator('.lanehead').count()).toBe(3);
    await expect.poll(() => ladderRows().filter({ hasText: 'REFER' }).count()).toBeGreaterThan(0);
  });

  it('tells the story, and shows the message of the moment that the arrows come to', async () => {
    await press('s');
    await expect.poll(focused).toBe('Timeline');
    const moment = page.getByRole('listbox', { name: 'Timeline' }).locator('[aria-selected=true]');
    for (let step = 0; step < 20 && !/Transfer to/.test(await moment.innerText()); step += 1) await press('ArrowDown');
    expect(await moment.innerText()).toMatch(/asked by the callee, attended/);
    await expect.poll(messageName).toBe('REFER');
  });

  it('compares a message with one that was kept', async () => {
    await press('Home');
    await expect.poll(messageName).toMatch(/^INVITE/);
    await press('k', 'End');
    await expect.poll(messageName).toBe('BYE');
    const lines = page.getByRole('region', { name: 'Lines of both messages' });
    await expect
      .poll(() => lines.locator('th').allInnerTexts())
      .toEqual([expect.stringMatching(/^INVITE/), expect.stringMatching(/^BYE/)]);
    await expect
      .poll(() => page.locator('.differencebar').allInnerTexts())
      .toContainEqual(expect.stringMatching(/\d+ of \d+ lines differ/));
  });

  it('looks up what REFER is for', async () => {
    await press('F1');
    await page.getByRole('dialog', { name: 'SIP reference' }).waitFor();
    await page.keyboard.type('refer');
    await expect.poll(() => page.locator('.entry').first().innerText()).toMatch(/REFER\s+Methods\s+Asks the receiver/);
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('lists exchanges outside of calls, each with its ladder', async () => {
    await press('e');
    await expect.poll(() => rows().filter({ hasText: 'Instant message' }).count()).toBe(1);
    await walkTo(/Instant message/);
    await expect.poll(() => ladderRows().count()).toBe(6);
  });

  it('tells a right password from a wrong one', async () => {
    await open(join(folder, 'registrations.pcapng'));
    await page.locator('footer', { hasText: /frames/ }).waitFor();
    await press('2');
    await expect.poll(() => rows().count(), PATIENT).toBe(2);
    await walkTo(/sip:1000@/);
    await expect.poll(() => ladderRows().count()).toBe(4);
    await press('Enter', 'ArrowDown', 'ArrowDown');
    await expect.poll(messageName).toMatch(/^REGISTER/);
    await runCommand('check password');
    await expect.poll(focused).toBe('Password of the user');
    await page.keyboard.type(FREESWITCH_PASSWORD);
    await press('Enter');
    await page.getByText('Password matches').waitFor();
    await press('Control+a');
    await page.keyboard.type('1235');
    await press('Enter');
    await page.getByText(/^Password differs/).waitFor();
  });

  it('tells how hosts kept in touch, and leads to the frames', async () => {
    await press('Escape', 'h');
    await expect.poll(() => rows().filter({ hasText: 'OPTIONS' }).count()).toBe(1);
    await expect.poll(() => rows().filter({ hasText: 'CRLF' }).count()).toBe(1);
    await walkTo(/OPTIONS/);
    await press('s');
    const history = page.getByRole('listbox', { name: 'History' });
    await history.waitFor();
    expect(await history.getByRole('option').allInnerTexts()).toEqual([
      expect.stringContaining('200 OK'),
      expect.stringContaining('no answer'),
      expect.stringContaining('again after'),
    ]);
    await press('Enter');
    await expect.poll(focused).toBe('History');
    await press('Home', 'Enter');
    await page.getByRole('tree', { name: 'Layers of the frame' }).waitFor();
  });
});
