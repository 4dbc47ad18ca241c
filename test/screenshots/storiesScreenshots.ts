import type { Locator, Page } from 'playwright-core';
import { leaveCapture, openSample, type Camera } from './camera';

const STORIES = /^Stories/;

/** Rows of a list, also of one that folds. */
const rows = (page: Page): Locator => page.locator('[data-list] [role=row][aria-rowindex]:not(.head)');

async function takeLegs({ page, shoot }: Camera): Promise<void> {
  await page.keyboard.press('g');
  await page.getByRole('treegrid', { name: 'Calls' }).waitFor();
  await rows(page).filter({ hasText: 'Attended transfer' }).click();
  await page.keyboard.press('ArrowRight');
  await page.locator('.legchips button').nth(2).waitFor();
  await page.locator('.ladder [role=option]', { hasText: 'REFER' }).first().click();
  await shoot('legs');
  await page.keyboard.press('s');
  await page.getByRole('listbox', { name: 'Timeline' }).waitFor();
  await shoot('story-transfer');
}

async function takeDifference({ page, shoot }: Camera): Promise<void> {
  await rows(page).filter({ hasText: 'Session through 2 proxies' }).click();
  await page.keyboard.press('l');
  await page.locator('.ladder [role=option]', { hasText: 'INVITE' }).nth(1).click();
  await page.keyboard.press('d');
  await page.getByRole('region', { name: 'Lines of both messages' }).waitFor();
  await shoot('difference');
  await page.getByRole('tab', { name: 'Tree' }).click();
}

async function takeDialogs({ page, shoot }: Camera): Promise<void> {
  await page.keyboard.press('F1');
  await page.getByRole('searchbox').fill('486');
  await shoot('reference');
  await page.keyboard.press('Escape');
}

async function takeBesideCalls({ page, shoot }: Camera): Promise<void> {
  await page.keyboard.press('2');
  await rows(page).filter({ hasText: 'wrong password' }).first().click();
  await page.keyboard.press('s');
  await page.locator('.pane.message > header', { hasText: 'REGISTER' }).waitFor();
  await shoot('registration-story');
  await page.keyboard.press('e');
  await rows(page).filter({ hasText: 'Instant message' }).click();
  await page.locator('.ladder [role=option]').first().waitFor();
  await shoot('exchanges');
  await page.keyboard.press('1');
}

/** What calls, registrations and messages look like when they are told in full. */
export async function takeStoriesScreenshots(camera: Camera): Promise<void> {
  const { page } = camera;
  await openSample(page, STORIES);
  await takeLegs(camera);
  await takeDifference(camera);
  await takeDialogs(camera);
  await takeBesideCalls(camera);
  await page.keyboard.press('g');
  await leaveCapture(page);
}
