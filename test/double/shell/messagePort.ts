import { EventEmitter } from 'node:events';

/** One end of Electron's MessageChannelMain: copies, later, and nothing before `start`. */
export class MessagePortDouble extends EventEmitter {
  peer: MessagePortDouble | null = null;
  private started = false;
  private closed = false;
  private waiting: unknown[] = [];

  postMessage(data: unknown): void {
    const copy = structuredClone(data);
    const { peer } = this;
    if (!this.closed) setImmediate(() => peer?.receive(copy));
  }
  start(): void {
    this.started = true;
    for (const data of this.waiting.splice(0)) this.receive(data);
  }
  close(): void {
    setImmediate(() => {
      this.end();
      this.peer?.end();
    });
  }
  private receive(data: unknown): void {
    if (this.closed) return;
    if (this.started) this.emit('message', { data, ports: [] });
    else this.waiting.push(data);
  }
  private end(): void {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortDouble();
  readonly port2 = new MessagePortDouble();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

/** How a port that was handed to another process is reached there. */
export type PortWire = {
  readonly send: (id: number, data: unknown) => void;
  readonly close: (id: number) => void;
};

/** Ports that went to one page or one process, by the number that both sides know them under. */
export class TransferredPorts {
  private readonly ports = new Map<number, MessagePortDouble>();
  private nextId = 1;
  private readonly wire: PortWire;

  constructor(wire: PortWire) {
    this.wire = wire;
  }
  transfer(port: MessagePortDouble): number {
    const id = this.nextId;
    this.nextId += 1;
    this.ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.wire.send(id, data));
    port.on('close', () => {
      if (this.ports.delete(id)) this.wire.close(id);
    });
    return id;
  }
  /** The other side is ready to take messages. */
  start(id: number): void {
    this.ports.get(id)?.start();
  }
  receive(id: number, data: unknown): void {
    this.ports.get(id)?.postMessage(data);
  }
  closedThere(id: number): void {
    const port = this.ports.get(id);
    this.ports.delete(id);
    port?.close();
  }
  closeAll(): void {
    for (const id of [...this.ports.keys()]) this.closedThere(id);
  }
}
