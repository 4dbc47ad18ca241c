import { EventEmitter } from 'node:events';
import type { Page, Route } from 'playwright-core';
import { ipcMain } from './ipcMain';
import { type MessagePortDouble, TransferredPorts } from './messagePort';
import { answerFromShell, fromChromium } from './protocol';

type Verdict = { readonly action: 'allow' | 'deny' };
type Frame = { readonly url: string; readonly parent: object | null };
type Permissions = {
  request: ((contents: null, permission: string, decide: (granted: boolean) => void) => void) | null;
  check: ((contents: null, permission: string) => boolean) | null;
};

const encode = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, part: unknown) => (part instanceof Uint8Array ? { $bytes: [...part] } : part));
const decode = (text: string): unknown =>
  JSON.parse(text, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && '$bytes' in part ? Uint8Array.from(part.$bytes as number[]) : part,
  );

/** Electron's webContents over a page of Chromium. */
export class WebContentsDouble extends EventEmitter {
  readonly permissions: Permissions = { request: null, check: null };
  /** Requests of the page that the shell did not answer: there must be none. */
  readonly strayRequests: string[] = [];
  readonly session = {
    setPermissionRequestHandler: (handler: Permissions['request']): void => {
      this.permissions.request = handler;
    },
    setPermissionCheckHandler: (handler: Permissions['check']): void => {
      this.permissions.check = handler;
    },
    setDevicePermissionHandler: (): void => undefined,
  };
  private page: Page | null = null;
  private windowOpenHandler: () => Verdict = () => ({ action: 'allow' });
  private readonly ports = new TransferredPorts({
    send: (id, data) => this.callPage('portMessage', id, encode(data)),
    close: (id) => this.callPage('portClosed', id),
  });

  setWindowOpenHandler(handler: () => Verdict): void {
    this.windowOpenHandler = handler;
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }
  send(channel: string, ...words: unknown[]): void {
    this.callPage('deliver', channel, encode(words));
  }
  postMessage(channel: string, data: unknown, transfer: readonly MessagePortDouble[] = []): void {
    const ids = transfer.map((port) => this.ports.transfer(port));
    this.callPage('deliverPorts', channel, encode(data), ids);
    for (const id of ids) this.ports.start(id);
  }

  /** Joins the page to the shell, before it has loaded anything. */
  async attach(page: Page): Promise<void> {
    this.page = page;
    const eventOf = (frame: Frame): object => ({ sender: this, senderFrame: frame, ports: [] });
    const frameOf = (frame: { url: () => string; parentFrame: () => object | null }): Frame => ({
      url: fromChromium(frame.url()),
      parent: frame.parentFrame(),
    });
    await page.exposeBinding('shellSend', ({ frame }, channel: string, text: string) => {
      ipcMain.emit(channel, eventOf(frameOf(frame)), ...(decode(text) as unknown[]));
    });
    await page.exposeBinding('shellInvoke', async ({ frame }, channel: string, text: string) =>
      encode(await ipcMain.answer(channel, eventOf(frameOf(frame)), decode(text) as unknown[])),
    );
    await page.exposeBinding('shellPort', (_source, id: number, text: string) => this.ports.receive(id, decode(text)));
    await page.exposeBinding('shellPortClosed', (_source, id: number) => this.ports.closedThere(id));
    await page.route('**/*', (route) => this.answer(route));
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      this.emit('did-start-loading');
      this.ports.closeAll();
    });
    page.on('popup', (popup) => {
      if (this.windowOpenHandler().action === 'deny') void popup.close();
    });
    page.on('close', () => {
      this.ports.closeAll();
      this.emit('destroyed');
    });
  }

  private async answer(route: Route): Promise<void> {
    const request = route.request();
    if (request.isNavigationRequest() && !this.mayNavigate(fromChromium(request.url()))) {
      await route.abort('aborted');
      return;
    }
    const response = await answerFromShell(request.url(), request.method());
    if (response === null) {
      this.strayRequests.push(request.url());
      await route.abort('blockedbyclient');
      return;
    }
    const body = Buffer.from(await response.arrayBuffer());
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
  }

  private mayNavigate(url: string): boolean {
    let prevented = false;
    this.emit('will-navigate', { url, preventDefault: () => (prevented = true) });
    return !prevented;
  }

  /** Calls reach the page in the order they were made; one that is closing may miss them. */
  private callPage(name: string, ...words: unknown[]): void {
    const { page } = this;
    if (page === null || page.isClosed()) return;
    page
      .evaluate(
        ([called, given]) => {
          const side = (globalThis as unknown as { shellSide: Record<string, (...parts: unknown[]) => void> })
            .shellSide;
          side[called as string]?.(...(given as unknown[]));
        },
        [name, words],
      )
      .catch(() => undefined);
  }
}
