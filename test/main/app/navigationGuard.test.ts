import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { guardNavigation, guardPermissions } from '../../../main/app/navigationGuard';

class Contents extends EventEmitter {
  windowOpenHandler: () => unknown = () => null;
  setWindowOpenHandler(handler: () => unknown): void {
    this.windowOpenHandler = handler;
  }
}

function guarded(): Contents {
  const contents = new Contents();
  guardNavigation(contents as unknown as WebContents);
  return contents;
}

describe('guardNavigation', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('keeps %s at home', (name) => {
    const prevented = (url: string): boolean => {
      const preventDefault = vi.fn();
      guarded().emit(name, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    expect(prevented('app://laddergram/')).toBe(false);
    expect(prevented('https://evil.example/')).toBe(true);
    expect(prevented('app://laddergram.evil.example/')).toBe(true);
    expect(prevented('file:///etc/passwd')).toBe(true);
    expect(prevented('javascript:alert(1)')).toBe(true);
  });

  it('opens no window and no embedded page', () => {
    const contents = guarded();
    expect(contents.windowOpenHandler()).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('guardPermissions', () => {
  it.each([
    ['media', false],
    ['geolocation', false],
    ['notifications', false],
    ['clipboard-read', false],
    ['openExternal', false],
    ['clipboard-sanitized-write', true],
  ])('%s: %s', (permission, granted) => {
    let request: (contents: null, name: string, decide: (granted: boolean) => void) => void = () => undefined;
    let check: (contents: null, name: string) => boolean = () => !granted;
    let device: () => boolean = () => true;
    guardPermissions({
      setPermissionRequestHandler: (handler: typeof request) => (request = handler),
      setPermissionCheckHandler: (handler: typeof check) => (check = handler),
      setDevicePermissionHandler: (handler: typeof device) => (device = handler),
    } as unknown as Session);
    const decide = vi.fn();
    request(null, permission, decide);
    expect(decide).toHaveBeenCalledWith(granted);
    expect(check(null, permission)).toBe(granted);
    expect(device()).toBe(false);
  });
});
