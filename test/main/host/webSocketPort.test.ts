import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { webSocketPort } from '../../../main/host/webSocketPort';
import type { ToWindow } from '../../../shared/protocol/envelope';

/** A socket whose reader can be made slow. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: ToWindow[] = [];
  readonly closings: number[] = [];
  private readonly callbacks: (() => void)[] = [];

  send(text: string, done: () => void): void {
    this.sent.push(JSON.parse(text) as ToWindow);
    this.callbacks.push(done);
  }
  close(code: number): void {
    this.closings.push(code);
    this.readyState = 2;
  }
  terminate(): void {
    this.readyState = 3;
  }
  drain(): void {
    this.bufferedAmount = 0;
    for (const done of this.callbacks.splice(0)) done();
  }
}

const deltas = (number: number): ToWindow => ({ kind: 'deltas', number, deltas: [] });
const answer: ToWindow = { kind: 'answer', id: 1, ok: true, answer: null };
const numbersOf = (socket: SlowSocket): unknown[] =>
  socket.sent.map((message) => (message.kind === 'deltas' ? message.number : message.kind));

function openPort(): { socket: SlowSocket; port: ReturnType<typeof webSocketPort> } {
  const socket = new SlowSocket();
  const port = webSocketPort(socket as unknown as WebSocket, { coalesceAboveBytes: 100, closeAboveBytes: 1000 });
  return { socket, port };
}

describe('webSocketPort', () => {
  it('sends everything to a window that keeps up', () => {
    const { socket, port } = openPort();
    for (const number of [1, 2, 3]) port.post(deltas(number));
    expect(numbersOf(socket)).toEqual([1, 2, 3]);
  });

  it('keeps only the newest deltas for a slow window, so that it sees the gap', () => {
    const { socket, port } = openPort();
    port.post(deltas(1));
    socket.bufferedAmount = 101;
    for (const number of [2, 3, 4]) port.post(deltas(number));
    expect(numbersOf(socket)).toEqual([1]);
    socket.drain();
    expect(numbersOf(socket)).toEqual([1, 4]);
    port.post(deltas(5));
    expect(numbersOf(socket)).toEqual([1, 4, 5]);
  });

  it('never drops an answer', () => {
    const { socket, port } = openPort();
    port.post(deltas(1));
    socket.bufferedAmount = 101;
    port.post(answer);
    expect(numbersOf(socket)).toEqual([1, 'answer']);
  });

  it('gives up a window that reads nothing', () => {
    const { socket, port } = openPort();
    socket.bufferedAmount = 1001;
    port.post(answer);
    expect(socket.closings).toEqual([1013]);
    port.post(answer);
    expect(socket.sent).toHaveLength(1);
  });

  it('tells of the closing once, also to who asks later', () => {
    const { socket, port } = openPort();
    const told: string[] = [];
    port.onClose(() => told.push('early'));
    socket.emit('close');
    socket.emit('close');
    port.onClose(() => told.push('late'));
    expect(told).toEqual(['early', 'late']);
  });

  it('closes when messages pile up that nobody takes', () => {
    const { socket } = openPort();
    for (let count = 0; count < 1025; count += 1) socket.emit('message', Buffer.from('1'), false);
    expect(socket.closings).toEqual([1013]);
  });
});
