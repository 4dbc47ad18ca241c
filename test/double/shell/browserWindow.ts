import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { app } from './app';
import { openPage } from './chromium';
import { installPageSide } from './pageSide.js';
import { toChromium } from './protocol';
import { WebContentsDouble } from './webContents';

export type WindowOptions = {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
};

const windows: BrowserWindow[] = [];

/** Electron's BrowserWindow as a page of a headless Chromium. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContentsDouble();
  readonly options: WindowOptions;
  readonly page: Promise<Page>;
  shown = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    windows.push(this);
    this.page = this.open();
  }
  static getAllWindows(): readonly BrowserWindow[] {
    return windows;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return windows[0] ?? null;
  }
  static fromWebContents(contents: WebContentsDouble): BrowserWindow | null {
    return windows.find(({ webContents }) => webContents === contents) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.page;
    await page.goto(toChromium(url));
    this.emit('ready-to-show');
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.show();
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  maximize(): void {
    this.emit('maximize');
  }
  getNormalBounds(): object {
    return { x: 0, y: 0, width: this.options.width, height: this.options.height };
  }
  async close(): Promise<void> {
    this.emit('close');
    windows.splice(windows.indexOf(this), 1);
    await (await this.page).close();
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }

  private async open(): Promise<Page> {
    const { width, height, webPreferences } = this.options;
    const page = await openPage(width, height);
    await this.webContents.attach(page);
    const preload = await readFile(webPreferences.preload, 'utf8');
    await page.addInitScript({
      content: `(${installPageSide.toString()})((require, process, exports, module) => {\n${preload}\n});`,
    });
    return page;
  }
}
