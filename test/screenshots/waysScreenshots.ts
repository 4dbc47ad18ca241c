import type { Locator } from 'playwright-core';
import { leaveCapture, openSample, rowsOf, type Camera } from './camera';

const WAYS = /Ten calls, eight ways/;

/** From the first layer of a frame to the fields of its DTLS certificate. */
const INTO_CERTIFICATE: readonly string[] = [
  ...['End', 'ArrowRight', 'ArrowDown', 'ArrowRight'],
  ...Array<string>(6).fill('ArrowDown'),
  ...['ArrowRight', 'ArrowDown', 'ArrowDown'],
];

const inLadder = ({ page }: Camera, words: string): Locator =>
  page.locator('.ladder [role=option]', { hasText: words }).first();

async function takeWebRtc(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  await rowsOf(page).filter({ hasText: 'Web shop' }).click();
  await inLadder(camera, 'DTLS').click();
  await page
    .getByRole('option', { name: /fingerprint differs from SDP/ })
    .last()
    .click();
  await shoot('companion');
  await page.keyboard.press('Enter');
  await page.getByRole('tree', { name: 'Layers of the frame' }).waitFor();
  for (const key of INTO_CERTIFICATE) await page.keyboard.press(key);
  await shoot('frame');
}

async function takeTunnel(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  await rowsOf(page).filter({ hasText: 'Mobile 77' }).click();
  await inLadder(camera, '183').click();
  await page.getByRole('treeitem', { name: /^RSeq/ }).first().click();
  await shoot('tunnelled');
  await rowsOf(page).filter({ hasText: 'Gate house' }).click();
  await inLadder(camera, 'INVITE').click();
  await shoot('undeliverable');
}

async function takeBesideRtp({ page, shoot }: Camera): Promise<void> {
  await page.keyboard.press('3');
  await page.keyboard.press('b');
  await rowsOf(page).filter({ hasText: 'TURN' }).click();
  await page.locator('.ladder [role=option]').nth(6).waitFor();
  await page.getByRole('listbox', { name: 'Events' }).waitFor();
  await shoot('beside-rtp');
}

async function takeIssues({ page, shoot }: Camera): Promise<void> {
  await page.keyboard.press('4');
  await rowsOf(page).filter({ hasText: '486' }).first().click();
  await page.locator('.ladder [role=option]').nth(3).waitFor();
  await page.keyboard.press('i');
  await page.getByRole('menuitemradio').first().waitFor();
  await shoot('issues');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
}

/** What carries SIP and what runs beside RTP, in the views that show it. */
export async function takeWaysScreenshots(camera: Camera): Promise<void> {
  await openSample(camera.page, WAYS);
  await takeWebRtc(camera);
  await takeTunnel(camera);
  await takeBesideRtp(camera);
  await takeIssues(camera);
  await leaveCapture(camera.page);
}
