import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

class CancellableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Electron's `app`, ready at once; `quit` keeps to the documented order of its events. */
class AppDouble extends EventEmitter {
  readonly dataFolder = mkdtempSync(join(tmpdir(), 'laddergram-shell-test-'));
  sandboxed = false;

  requestSingleInstanceLock(): boolean {
    return true;
  }
  enableSandbox(): void {
    this.sandboxed = true;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  isReady(): boolean {
    return true;
  }
  getPath(): string {
    return this.dataFolder;
  }
  getAppPath(): string {
    return process.cwd();
  }
  quit(): void {
    const event = new CancellableEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.emit('quit');
  }
}

export const app = new AppDouble();
