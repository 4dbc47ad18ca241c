import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { type MessagePortDouble, TransferredPorts } from './messagePort';

type FromChild =
  | { readonly kind: 'port'; readonly id: number; readonly data: unknown }
  | { readonly kind: 'portClosed'; readonly id: number };

/** Electron's UtilityProcess over a Node child process whose loader provides `process.parentPort`. */
class UtilityProcessDouble extends EventEmitter {
  readonly child: ChildProcess;
  private readonly ports: TransferredPorts;

  constructor(modulePath: string, words: readonly string[]) {
    super();
    this.child = fork(join(import.meta.dirname, 'utilityChild.mjs'), [modulePath, ...words], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.ports = new TransferredPorts({
      send: (id, data) => this.send({ kind: 'port', id, data }),
      close: (id) => this.send({ kind: 'portClosed', id }),
    });
    this.child.on('message', (message: FromChild) => {
      if (message.kind === 'port') this.ports.receive(message.id, message.data);
      else this.ports.closedThere(message.id);
    });
    this.child.once('exit', (code) => {
      running.delete(this);
      this.ports.closeAll();
      this.emit('exit', code ?? 1);
    });
  }
  postMessage(data: unknown, transfer: readonly MessagePortDouble[] = []): void {
    const ids = transfer.map((port) => this.ports.transfer(port));
    this.send({ kind: 'message', data, ids });
    for (const id of ids) this.ports.start(id);
  }
  kill(): boolean {
    return this.child.kill();
  }
  private send(message: object): void {
    if (this.child.connected) this.child.send(message);
  }
}

const running = new Set<UtilityProcessDouble>();

export const utilityProcess = {
  fork: (modulePath: string, words: readonly string[] = []): UtilityProcessDouble => {
    const started = new UtilityProcessDouble(modulePath, words);
    running.add(started);
    return started;
  },
};

/** Processes that the shell has started and that still run. */
export const runningProcesses = (): readonly ChildProcess[] => [...running].map(({ child }) => child);
