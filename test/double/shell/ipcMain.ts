import { EventEmitter } from 'node:events';

type Handler = (event: object, ...words: unknown[]) => unknown;

class IpcMainDouble extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    this.handlers.set(channel, handler);
  }
  async answer(channel: string, event: object, words: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...words);
  }
}

export const ipcMain = new IpcMainDouble();
