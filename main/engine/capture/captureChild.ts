/** Children of live captures: none of them outlives this process. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import type { SourceCommand } from './captureSource';

export type CaptureChild = {
  readonly process: ChildProcessWithoutNullStreams;
  /** Closes the pipe that the source watches (Windows); nothing elsewhere. */
  readonly closeSignalPipe: () => void;
};

const living = new Set<ChildProcessWithoutNullStreams>();
let watchesExit = false;

/** Starts a source. Errors of starting come as the process's `error` event; a pipe that cannot be made rejects. */
export async function spawnCaptureChild(command: SourceCommand): Promise<CaptureChild> {
  const closeSignalPipe = command.signalPipe === undefined ? () => undefined : await openSignalPipe(command.signalPipe);
  const child = spawn(command.file, [...command.args], {
    env: { ...process.env, ...command.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in a terminal goes to the engine, which then ends the source in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  child.stdin.on('error', () => undefined);
  remember(child);
  child.once('close', () => {
    living.delete(child);
    closeSignalPipe();
  });
  return { process: child, closeSignalPipe };
}

/** Processes started here that have not ended. */
export const livingCaptureChildren = (): readonly number[] => [...living].flatMap(({ pid }) => pid ?? []);

function remember(child: ChildProcessWithoutNullStreams): void {
  living.add(child);
  if (watchesExit) return;
  watchesExit = true;
  process.on('exit', killAll);
  for (const signal of DEADLY_SIGNALS) endChildrenOn(signal);
}

/** Signals that end a process without its `exit` event. */
const DEADLY_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/** A door that handles the signal itself ends its captures in order; otherwise the signal does what it did, after the children. */
function endChildrenOn(signal: NodeJS.Signals): void {
  const end = (): void => {
    if (process.listenerCount(signal) > 1) return;
    killAll();
    process.off(signal, end);
    process.kill(process.pid, signal);
  };
  process.on(signal, end);
}

function killAll(): void {
  for (const one of living) one.kill('SIGKILL');
}

function openSignalPipe(path: string): Promise<() => void> {
  const connected = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connected.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => connected.delete(socket));
  });
  const close = (): void => {
    server.close();
    for (const socket of connected) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve(close);
    });
  });
}
