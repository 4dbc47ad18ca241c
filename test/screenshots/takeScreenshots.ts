import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { builtProgram, repository } from '../double/builtPrograms';
import { startProgram } from '../double/runProgram';
import { closeChromium, openPage } from '../double/shell/chromium';
import { ethernet, ipv4, udp } from '../fixtures/frames';
import { writePcap } from '../fixtures/tsharkFields';
import { manyCalls } from '../generator/manyCalls';
import { writeCapture } from '../generator/writeCapture';
import { takeLiveScreenshots } from './liveScreenshots';
import { leaveCapture, openSample, rowsOf, type Camera } from './camera';
import { takeStoriesScreenshots } from './storiesScreenshots';
import { takeWaysScreenshots } from './waysScreenshots';

const LINK_ETHERNET = 1;
const THEMES = ['dark', 'light'] as const;
const OFFICE = /A morning at the office/;
const BAD_CALLS = /Seven calls that sounded bad/;

/** A capture without SIP: what a mirror port of the wrong network gives. */
function writeOtherTraffic(path: string): void {
  const address = (last: number): string => `192.168.7.${last}`;
  const frame = (index: number): Uint8Array =>
    ethernet(
      {},
      ipv4(
        { source: address(10 + (index % 4)), destination: address(1) },
        udp({ sourcePort: 40_000 + index, destinationPort: 123 }, new Uint8Array(48)),
      ),
    ).bytes;
  writePcap(
    path,
    LINK_ETHERNET,
    Array.from({ length: 240 }, (_, index) => frame(index)),
  );
}

/** The charts come with the samples, a moment after the figures. */
const chartsDrawn = (page: Page): Promise<void> => page.locator('.recharts-surface').nth(3).waitFor();

async function upload(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Capture file').first().click();
  await (await chooser).setFiles(path);
}

async function takeOffice({ page, shoot }: Camera): Promise<void> {
  await openSample(page, OFFICE);
  await rowsOf(page).filter({ hasText: 'Busy Here' }).click();
  await page.locator('.ladder [role=option]', { hasText: '486' }).first().click();
  await page.getByRole('treeitem', { name: /^Via/ }).first().click();
  await shoot('calls');
  await page.keyboard.press('s');
  await page.getByRole('listbox', { name: 'Timeline' }).waitFor();
  await shoot('story');
  await page.keyboard.press('l');
  await page.keyboard.press('2');
  await rowsOf(page).filter({ hasText: '403' }).click();
  await page.locator('.ladder [role=option]', { hasText: '403' }).click();
  await shoot('registrations');
  await page.keyboard.press('4');
  await page.keyboard.press('/');
  await page.keyboard.type('invite 1003');
  await rowsOf(page).filter({ hasText: '404 Not Found' }).first().click();
  await page.locator('.ladder [role=option]').first().waitFor();
  await shoot('messages');
  await page.keyboard.press('1');
  await leaveCapture(page);
}

async function takeBadCalls({ page, shoot }: Camera): Promise<void> {
  await openSample(page, BAD_CALLS);
  await rowsOf(page).filter({ hasText: 'Bursty loss' }).click();
  await page.keyboard.press('m');
  await chartsDrawn(page);
  await shoot('media');
  await page.keyboard.press('l');
  for (const key of ['Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await page.locator('.legchips button').nth(2).waitFor();
  await shoot('several-calls');
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await rowsOf(page).nth(1).click();
  await chartsDrawn(page);
  await shoot('streams');
  await page.keyboard.press('1');
  await leaveCapture(page);
}

async function takeFiles({ page, shoot }: Camera, folder: string): Promise<void> {
  await upload(page, join(folder, 'trunk-monday.pcapng'));
  await page.locator('.opening').waitFor();
  await rowsOf(page).nth(12).waitFor();
  await shoot('opening');
  await page.locator('footer', { hasText: /file/ }).waitFor();
  await leaveCapture(page);
  await upload(page, join(folder, 'wrong-vlan.pcap'));
  await page.getByText('No SIP in it over UDP', { exact: false }).waitFor();
  await shoot('no-calls');
  await leaveCapture(page);
}

async function takeAll(page: Page, engine: number, shoot: Camera['shoot'], folder: string): Promise<void> {
  const camera: Camera = { page, shoot };
  await shoot('start');
  await takeOffice(camera);
  await takeBadCalls(camera);
  await takeWaysScreenshots(camera);
  await takeStoriesScreenshots(camera);
  await takeFiles(camera, folder);
  const leftOut = await takeLiveScreenshots(camera, engine);
  if (leftOut !== '') process.stdout.write(`Live capture is left out: ${leftOut}\n`);
}

async function takeTheme(theme: (typeof THEMES)[number], into: string, folder: string): Promise<void> {
  const program = startProgram([builtProgram('laddergram.js'), 'serve', '--listen', '127.0.0.1:0']);
  try {
    const page = await openPage(1440, 900);
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(await program.firstLine);
    await page.getByRole('button', { name: OFFICE }).waitFor();
    await page.locator('.interface').nth(1).waitFor();
    const shoot = async (name: string): Promise<void> => {
      await page.mouse.move(720, 884); // over nothing that answers
      await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
      await page.screenshot({ path: join(into, `${name}-${theme}.png`) });
    };
    await takeAll(page, program.child.pid ?? 0, shoot, folder);
    await page.context().close();
  } finally {
    program.child.kill('SIGINT');
    await program.ended;
  }
}

/** Pictures of every view as a user meets it: node test/run.js test/screenshots/takeScreenshots.ts [folder] */
export async function main([into = join(repository, 'docs/screenshots')]: readonly string[]): Promise<void> {
  const target = resolve(into);
  mkdirSync(target, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-screenshots-'));
  writeCapture(join(folder, 'trunk-monday.pcapng'), manyCalls(1000, 10_000));
  writeOtherTraffic(join(folder, 'wrong-vlan.pcap'));
  try {
    for (const theme of THEMES) await takeTheme(theme, target, folder);
  } finally {
    await closeChromium();
    rmSync(folder, { recursive: true, force: true });
  }
}
