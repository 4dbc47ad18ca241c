import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtProgram, distFolder, repository } from '../double/builtPrograms';
import { app } from '../double/shell/app';
import { BrowserWindow } from '../double/shell/browserWindow';
import { chromiumPath, closeChromium } from '../double/shell/chromium';
import { dialogs } from '../double/shell/dialog';
import { chooseMenuItem } from '../double/shell/menu';
import { nativeTheme } from '../double/shell/surroundings';
import { runningProcesses } from '../double/shell/utilityProcess';

type Bridge = {
  readonly platform: string;
  readonly chooseCaptures: () => Promise<readonly string[]>;
  readonly chooseSavePath: (name: string, format: string) => Promise<string | null>;
  readonly onMenuCommand: (handler: (command: string) => void) => void;
  readonly onTheme: (theme: string) => void;
  readonly connect: () => void;
};
type TestPage = { laddergram: Bridge; probe: { messages: unknown[]; commands: string[]; closed: boolean } };

/** The page asks for a port of its own and keeps what comes over it. */
const probePort = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const window = globalThis as unknown as TestPage & {
      addEventListener: (name: string, handler: (event: MessageEvent) => void) => void;
    };
    window.probe = { messages: [], commands: [], closed: false };
    window.addEventListener('message', (event) => {
      const [port] = event.ports;
      if (event.data !== 'laddergram:engine-port' || !port) return;
      port.addEventListener('close', () => (window.probe.closed = true));
      port.onmessage = ({ data }: MessageEvent) => window.probe.messages.push(data);
      port.postMessage({ kind: 'ask', id: 1, name: 'listSamples', ask: {} });
    });
    window.laddergram.connect();
  });
const probed = (page: Page): Promise<TestPage['probe']> =>
  page.evaluate(() => (globalThis as unknown as TestPage).probe);

/** The shell as it is built, its preload and its engine; only the module `electron` is the double. */
describe.skipIf(chromiumPath === null)('the desktop shell', () => {
  let window: BrowserWindow;
  let page: Page;

  beforeAll(async () => {
    builtProgram('engine.js');
    builtProgram('preload.cjs');
    builtProgram('renderer/index.html');
    process.argv = ['electron', repository];
    await import(/* @vite-ignore */ builtProgram('app.js'));
    window = await vi.waitUntil(() => BrowserWindow.getAllWindows()[0], { timeout: 10_000 });
    await vi.waitUntil(() => window.shown, { timeout: 30_000 });
    page = await window.page;
  });
  afterAll(async () => {
    const quit = new Promise((resolve) => app.once('quit', resolve));
    app.quit();
    await quit;
    expect(runningProcesses()).toEqual([]);
    await closeChromium();
    rmSync(app.dataFolder, { recursive: true, force: true });
  });

  it('opens a sandboxed window without Node', () => {
    expect(app.sandboxed).toBe(true);
    expect(window.options.webPreferences).toMatchObject({
      preload: join(distFolder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('shows the built page and asks nobody else for anything', async () => {
    expect(await page.title()).toBe('Laddergram');
    expect(await page.locator('#root > *').count()).toBeGreaterThan(0);
    expect(window.webContents.strayRequests).toEqual([]);
  });

  it('gives the page the bridge and nothing more of the shell', async () => {
    const seen = await page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown>;
      const names = ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in scope);
      return { bridge: Object.keys((scope as unknown as TestPage).laddergram).sort(), names };
    });
    expect(seen.names).toEqual([]);
    expect(seen.bridge).toEqual([
      'chooseCaptures',
      'chooseSavePath',
      'connect',
      'onMenuCommand',
      'onOpenPaths',
      'onTheme',
      'pathOfFile',
      'platform',
    ]);
  });

  it('joins the page to the engine: a snapshot, then answers', async () => {
    await probePort(page);
    const snapshot = {
      kind: 'snapshot',
      snapshot: expect.objectContaining({
        engine: expect.objectContaining({ door: 'desktop', mayNamePaths: true }) as object,
      }) as object,
    };
    await expect
      .poll(async () => (await probed(page)).messages, { timeout: 10_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining(snapshot),
          expect.objectContaining({ kind: 'answer', id: 1, ok: true }),
        ]),
      );
  });

  it('lets the page see that the engine died, and starts another one when asked', async () => {
    await probePort(page);
    await expect.poll(async () => (await probed(page)).messages.length, { timeout: 10_000 }).toBeGreaterThan(1);
    const before = runningProcesses();
    expect(before).toHaveLength(1);
    before[0]!.kill('SIGKILL');
    await expect.poll(async () => (await probed(page)).closed, { timeout: 10_000 }).toBe(true);
    await probePort(page);
    await expect.poll(async () => (await probed(page)).messages.length, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(runningProcesses()).toHaveLength(1);
    expect(runningProcesses()[0]!.pid).not.toBe(before[0]!.pid);
  });

  it('asks with the system’s own dialogs', async () => {
    dialogs.open = { canceled: false, filePaths: ['/captures/a.pcap', '/captures/b.pcap'] };
    expect(await page.evaluate(() => (globalThis as unknown as TestPage).laddergram.chooseCaptures())).toEqual(
      dialogs.open.filePaths,
    );
    dialogs.save = { canceled: false, filePath: '/reports/call' };
    const choose = (name: string, format: string): Promise<string | null> =>
      page.evaluate(
        ([first = '', second = '']) => (globalThis as unknown as TestPage).laddergram.chooseSavePath(first, second),
        [name, format],
      );
    expect(await choose('../../call.pdf', 'pdf')).toBe('/reports/call.pdf');
    expect(dialogs.shown.at(-1)).toMatchObject({ defaultPath: join(app.dataFolder, 'call.pdf') });
    expect(await choose('call', 'constructor')).toBeNull();
  });

  it('sends the menu’s commands to the page', async () => {
    await page.evaluate(() => {
      const scope = globalThis as unknown as TestPage;
      scope.laddergram.onMenuCommand((command) => scope.probe.commands.push(command));
    });
    chooseMenuItem('showStreams');
    await expect.poll(async () => (await probed(page)).commands).toEqual(['showStreams']);
  });

  it('follows the theme of the page', async () => {
    await page.evaluate(() => (globalThis as unknown as TestPage).laddergram.onTheme('light'));
    await expect.poll(() => nativeTheme.themeSource).toBe('light');
    await page.evaluate(() => (globalThis as unknown as TestPage).laddergram.onTheme('purple'));
    expect(nativeTheme.themeSource).toBe('light');
  });

  it('goes nowhere else and opens no second window', async () => {
    const url = page.url();
    await page.evaluate(() => {
      (globalThis as unknown as { location: { href: string } }).location.href = 'https://evil.example/';
    });
    await page.evaluate(() => {
      (globalThis as unknown as { open: (url: string) => void }).open('https://evil.example/');
    });
    await expect.poll(() => page.context().pages().length).toBe(1);
    expect(page.url()).toBe(url);
  });

  it('connects again after a reload', async () => {
    await page.reload();
    await probePort(page);
    await expect.poll(async () => (await probed(page)).messages.length, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(runningProcesses()).toHaveLength(1);
  });

  it('shows the calls of a file that the system asks it to open', async () => {
    await page.reload();
    app.emit(
      'open-file',
      { preventDefault: () => undefined },
      join(repository, 'resources/samples/office-morning.pcapng'),
    );
    const rows = page.locator('[role=grid] [role=row][aria-rowindex]:not(.head)');
    await expect.poll(() => rows.count(), { timeout: 15_000 }).toBeGreaterThan(1);
  });

  it('keeps where the window was', () => {
    window.emit('close');
    const kept: unknown = JSON.parse(readFileSync(join(app.dataFolder, 'window.json'), 'utf8'));
    expect(kept).toMatchObject({ width: window.options.width, height: window.options.height, maximized: false });
  });
});
