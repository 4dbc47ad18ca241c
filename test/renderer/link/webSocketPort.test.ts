import { describe, expect, it, vi } from 'vitest';
import { browserBase64 } from '../../../renderer/link/base64';
import { webSocketPort } from '../../../renderer/link/webSocketPort';

function fakeSocket() {
  const socket = new EventTarget() as unknown as WebSocket;
  return Object.assign(socket, { send: vi.fn(), close: vi.fn() });
}

const arrive = (socket: EventTarget, data: string): boolean =>
  socket.dispatchEvent(new MessageEvent('message', { data }));

describe('WebSocket port', () => {
  it('keeps what comes before there is a handler', () => {
    const socket = fakeSocket();
    const port = webSocketPort(socket);
    arrive(socket, '{"kind":"deltas","number":1,"deltas":[]}');
    const handler = vi.fn();
    port.onMessage(handler);
    expect(handler).toHaveBeenCalledExactlyOnceWith({ kind: 'deltas', number: 1, deltas: [] });
  });

  it('restores bytes', () => {
    const socket = fakeSocket();
    const handler = vi.fn();
    webSocketPort(socket).onMessage(handler);
    arrive(socket, '{"kind":"answer","id":1,"ok":true,"answer":{"bytes":{"$bytes":"AP8="}}}');
    expect(handler.mock.calls[0]![0].answer.bytes).toEqual(Uint8Array.of(0, 255));
  });

  it('ends a line that does not speak JSON', () => {
    const socket = fakeSocket();
    webSocketPort(socket).onMessage(vi.fn());
    arrive(socket, 'hello');
    expect(socket.close).toHaveBeenCalledWith(1007, 'not JSON');
  });

  it('encodes many bytes without running out of stack', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at & 0xff);
    expect(browserBase64.decode(browserBase64.encode(bytes))).toEqual(bytes);
  });
});
