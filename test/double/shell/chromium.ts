import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium on this machine, null when there is none. */
export const chromiumPath: string | null =
  process.env['CHROMIUM_PATH'] ?? PLACES.find((path) => existsSync(path)) ?? null;

/** Electron tells a page when the other end of a port closes; plain Chromium has that behind a switch still. */
const SWITCHES = ['--no-sandbox', '--enable-blink-features=MessagePortCloseEvent'];

let browser: Promise<Browser> | null = null;

export async function openPage(width: number, height: number): Promise<Page> {
  if (chromiumPath === null) throw new Error('no Chromium on this machine');
  browser ??= chromium.launch({ executablePath: chromiumPath, args: SWITCHES });
  const context = await (await browser).newContext({ viewport: { width, height } });
  return context.newPage();
}

export async function closeChromium(): Promise<void> {
  const open = browser;
  browser = null;
  await (await open)?.close();
}
