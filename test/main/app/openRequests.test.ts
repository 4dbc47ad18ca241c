import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createOpenRequests, pathsOf } from '../../../main/app/openRequests';
import { ipcMain } from '../../double/shell/ipcMain';

describe('pathsOf', () => {
  it.each([
    ['nothing', ['/opt/laddergram'], []],
    ['a file', ['/opt/laddergram', '/tmp/a.pcap'], ['/tmp/a.pcap']],
    ['a file beside the caller', ['/opt/laddergram', 'a.pcap'], ['/captures/a.pcap']],
    ['the app itself, as in development', ['electron', '.', 'a.pcap'], ['/captures/a.pcap']],
    ['the app by its path', ['electron', '/captures', 'a.pcap'], ['/captures/a.pcap']],
    ['switches of Chromium', ['/opt/laddergram', '--no-sandbox', '-v', 'a.pcap'], ['/captures/a.pcap']],
  ])('of %s', (_name, words, paths) => {
    expect(pathsOf(words, '/captures', '/captures')).toEqual(paths);
  });
});

describe('createOpenRequests', () => {
  class Page extends EventEmitter {
    readonly sent: unknown[] = [];
    destroyed = false;
    isDestroyed(): boolean {
      return this.destroyed;
    }
    send(_channel: string, paths: unknown): void {
      this.sent.push(paths);
    }
  }
  const listen = (page: Page, url = 'app://laddergram/'): void => {
    ipcMain.emit('laddergram:ready-for-paths', { sender: page, senderFrame: { url, parent: null } });
  };

  it('keeps the files until the page listens, and hands later ones on at once', () => {
    const requests = createOpenRequests();
    const page = new Page();
    requests.open(['/a']);
    listen(page, 'https://evil.example/');
    expect(page.sent).toEqual([]);
    listen(page);
    requests.open(['/b', '/c']);
    requests.open([]);
    expect(page.sent).toEqual([['/a'], ['/b', '/c']]);
  });

  it('keeps them while the page is loaded anew', () => {
    const requests = createOpenRequests();
    const page = new Page();
    listen(page);
    page.emit('did-start-loading');
    requests.open(['/a']);
    expect(page.sent).toEqual([]);
    listen(page);
    expect(page.sent).toEqual([['/a']]);
  });

  it('keeps them for the next window when the page is gone', () => {
    const requests = createOpenRequests();
    const page = new Page();
    listen(page);
    page.destroyed = true;
    page.emit('destroyed');
    requests.open(['/a']);
    const next = new Page();
    listen(next);
    expect([page.sent, next.sent]).toEqual([[], [['/a']]]);
  });
});
