import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { err, ok, type Result } from '../../shared/result';
import type { Engine } from '../engine/engine';
import { createEngineSockets } from './engineSockets';
import { addressOfPage, type ListenAddress } from './listenAddress';
import { createRequestGuard, pathOf } from './requestGuard';
import { answerRequest, type Routes } from './routes';
import { createUploads } from './uploads';

const MOST_CONNECTIONS = 256;
const HEADERS_LIMIT_MS = 10_000;

export type HostOptions = {
  readonly engine: Pick<Engine, 'connect' | 'openFiles' | 'refusal' | 'download'>;
  readonly listen: ListenAddress;
  readonly token: string;
  /** The built page (`dist/renderer`). */
  readonly pageFolder: string;
};

export type Host = {
  /** Address of the page with the token. Whoever has it has the workbench. */
  readonly url: string;
  readonly address: ListenAddress;
  /** Ends every window's line and removes what was uploaded. */
  readonly close: () => Promise<void>;
};

/** Opens the browser door: the page, its files, `/engine` (WebSocket), `/upload` and `/download/<id>`. */
export async function createHost(options: HostOptions): Promise<Result<Host, string>> {
  const server = createServer({ headersTimeout: HEADERS_LIMIT_MS, requestTimeout: 0 });
  server.maxConnections = MOST_CONNECTIONS;
  const listening = await listen(server, options.listen);
  if (!listening.ok) return listening;

  const address = listening.value;
  const uploads = await createUploads(options.engine);
  const sockets = createEngineSockets(options.engine);
  const guard = createRequestGuard(address, options.token);
  const routes: Routes = { ...options, guard, uploads, port: address.port };

  server.on('request', (request, response) => {
    answerRequest(routes, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (pathOf(request) === '/engine' && guard.admit(request, true).allowed) sockets.accept(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });

  return ok({
    url: `${addressOfPage(address)}?token=${options.token}`,
    address,
    close: async () => {
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      setTimeout(() => server.closeAllConnections(), 1000).unref();
      server.closeIdleConnections();
      await closed;
      await uploads.close();
    },
  });
}

function listen(server: Server, { host, port }: ListenAddress): Promise<Result<ListenAddress, string>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(err(describeListenFault(error, host, port)));
    });
    server.listen({ host, port, exclusive: true }, () => {
      const bound = server.address() as AddressInfo;
      resolve(ok({ host, port: bound.port }));
    });
  });
}

function describeListenFault(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `port ${port} of ${host} is in use; choose another one, or port 0 for any`;
  if (error.code === 'EACCES') return `port ${port} needs administrator rights; choose one above 1023`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') return `${host} is no address of this machine`;
  return `cannot listen on ${host}:${port}: ${error.message}`;
}
