import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Engine } from '../engine/engine';
import { webSocketPort } from './webSocketPort';

/** The largest message a window has reason to send is an export of 10,000 calls by key. */
const MOST_MESSAGE_BYTES = 4 * 1024 * 1024;
const MOST_WINDOWS = 32;
const HEARTBEAT_MS = 30_000;

export type EngineSockets = {
  /** Takes over an upgrade request that has been admitted. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => void;
};

/** WebSockets of the windows, each joined to the engine; one that stops answering pings is dropped. */
export function createEngineSockets(engine: Pick<Engine, 'connect'>): EngineSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });
  const answered = new WeakSet<WebSocket>();
  server.on('connection', (socket) => {
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
    engine.connect(webSocketPort(socket), { door: 'browser', mayNamePaths: false });
  });
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.has(socket)) socket.terminate();
      answered.delete(socket);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    accept: (request, socket, head) => {
      if (server.clients.size >= MOST_WINDOWS) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => server.emit('connection', webSocket, request));
    },
    close: () => {
      clearInterval(heartbeat);
      for (const socket of server.clients) {
        socket.close(1001, 'the workbench is closing');
        setTimeout(() => socket.terminate(), 500).unref();
      }
      server.close();
    },
  };
}
