import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { electronPort } from '../../../../main/engine/port/electronPort';

/** Electron's port as documented: nothing is delivered before `start`. */
class PortStub extends EventEmitter {
  readonly posted: unknown[] = [];
  started = false;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.emit('close');
  }
}

it('starts the port and unwraps what arrives', () => {
  const stub = new PortStub();
  const port = electronPort<string, string>(stub);
  expect(stub.started).toBe(true);
  stub.emit('message', { data: 'early', ports: [] });
  const seen: string[] = [];
  port.onMessage((message) => seen.push(message));
  stub.emit('message', { data: 'late', ports: [] });
  expect(seen).toEqual(['early', 'late']);
});

it('posts until it is closed', () => {
  const stub = new PortStub();
  const port = electronPort<string, string>(stub);
  let closings = 0;
  port.onClose(() => {
    closings += 1;
  });
  port.post('one');
  port.close();
  port.post('two');
  expect(stub.posted).toEqual(['one']);
  expect(closings).toBe(1);
});
