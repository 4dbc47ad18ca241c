import type { Locator, Page } from 'playwright-core';

export type Camera = {
  readonly page: Page;
  /** Takes a picture under a name, in the theme that the window has. */
  readonly shoot: (name: string) => Promise<void>;
};

export const rowsOf = (page: Page): Locator => page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');
