import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Engine } from '../../../main/engine/engine';
import { emptySnapshot } from '../../double/fakeEngine';
import { openHost, TOKEN, type OpenHost } from './openHost';

let open: OpenHost;
let doors: Parameters<Engine['connect']>[1][];
let received: unknown[];
beforeEach(async () => {
  doors = [];
  received = [];
  open = await openHost({
    connect: (port, door) => {
      doors.push(door);
      port.post({ kind: 'snapshot', number: doors.length, snapshot: emptySnapshot });
      port.onMessage((message) => received.push(message));
    },
  });
});
afterEach(() => open.close());

type Opening = { readonly path?: string; readonly origin?: string | null; readonly host?: string };

function openSocket({ path = `/engine?token=${TOKEN}`, origin, host }: Opening): WebSocket {
  const own = `http://127.0.0.1:${open.port}`;
  return new WebSocket(`ws://127.0.0.1:${open.port}${path}`, {
    headers: { ...(origin === null ? {} : { Origin: origin ?? own }), ...(host === undefined ? {} : { Host: host }) },
  });
}

const outcomeOf = (socket: WebSocket): Promise<number | 'open'> =>
  new Promise((resolve) => {
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on('error', () => undefined);
  });

const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString('utf8')))));

const closing = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

describe('the WebSocket of the browser door', () => {
  it.each<[string, Opening]>([
    ['no token', { path: '/engine' }],
    ['a wrong token', { path: '/engine?token=wrong' }],
    ['another path', { path: `/other?token=${TOKEN}` }],
    ['no Origin', { origin: null }],
    ['a foreign Origin', { origin: 'http://evil.example' }],
    ['the Origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['a foreign Host', { host: 'evil.example' }],
  ])('is refused with %s', async (_name, opening) => {
    expect(await outcomeOf(openSocket(opening))).toBe(403);
    expect(doors).toEqual([]);
  });

  it('joins several windows to the engine, none of which may name paths', async () => {
    const sockets = [openSocket({}), openSocket({})];
    const snapshots = await Promise.all(sockets.map(nextMessage));
    expect(snapshots).toEqual([
      expect.objectContaining({ kind: 'snapshot' }),
      expect.objectContaining({ kind: 'snapshot' }),
    ]);
    expect(doors).toEqual([
      { door: 'browser', mayNamePaths: false },
      { door: 'browser', mayNamePaths: false },
    ]);
    for (const socket of sockets) socket.terminate();
  });

  it('carries byte arrays through JSON', async () => {
    const socket = openSocket({});
    await nextMessage(socket);
    socket.send(JSON.stringify({ kind: 'ask', id: 1, ask: { $bytes: 'AQID' } }));
    await expect.poll(() => received).toEqual([{ kind: 'ask', id: 1, ask: new Uint8Array([1, 2, 3]) }]);
    socket.terminate();
  });

  it.each<[string, string | Buffer, number]>([
    ['text that is not JSON', 'no json', 1007],
    ['binary messages', Buffer.from('{}'), 1007],
    ['more than the largest message', 'x'.repeat(5 * 1024 * 1024), 1009],
  ])('closes at %s', async (_name, message, code) => {
    const socket = openSocket({});
    await nextMessage(socket);
    const closed = closing(socket);
    socket.send(message);
    expect(await closed).toBe(code);
    expect(received).toEqual([]);
  });

  it('says that it is going when the host closes', async () => {
    const socket = openSocket({});
    await nextMessage(socket);
    const closed = closing(socket);
    await open.host.close();
    expect(await closed).toBe(1001);
  });
});
