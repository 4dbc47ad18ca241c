import type { Locator, Page } from 'playwright-core';

export type Camera = {
  readonly page: Page;
  /** Takes a picture under a name, in the theme that the window has. */
  readonly shoot: (name: string) => Promise<void>;
};

export const rowsOf = (page: Page): Locator => page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');

export async function openSample(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await page.locator('footer', { hasText: /file/ }).waitFor();
  await rowsOf(page).first().waitFor();
}

/** Back to the start page, where the samples are. */
export async function leaveCapture(page: Page): Promise<void> {
  await page.locator('header.top button').first().click();
  await page.getByRole('menuitem', { name: /start page/ }).click();
  await page.getByRole('button', { name: /A morning at the office/ }).waitFor();
}
