/** What Electron provides inside a utility process: `process.parentPort`, with ports that arrive over it. */
import { EventEmitter } from 'node:events';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const ports = new Map();

class ChildPort extends EventEmitter {
  #id;
  #started = false;
  #waiting = [];
  constructor(id) {
    super();
    this.#id = id;
  }
  postMessage(data) {
    if (ports.has(this.#id)) process.send({ kind: 'port', id: this.#id, data });
  }
  start() {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.receive(data);
  }
  receive(data) {
    if (this.#started) this.emit('message', { data, ports: [] });
    else this.#waiting.push(data);
  }
  close() {
    if (!ports.delete(this.#id)) return;
    process.send({ kind: 'portClosed', id: this.#id });
    this.emit('close');
  }
  closedThere() {
    if (ports.delete(this.#id)) this.emit('close');
  }
}

const parentPort = new EventEmitter();
process.parentPort = parentPort;

const take = (message) => {
  if (message.kind === 'port') ports.get(message.id)?.receive(message.data);
  else if (message.kind === 'portClosed') ports.get(message.id)?.closedThere();
  else {
    const arrived = message.ids.map((id) => new ChildPort(id));
    message.ids.forEach((id, index) => ports.set(id, arrived[index]));
    parentPort.emit('message', { data: message.data, ports: arrived });
  }
};

// Nothing is lost while the program is still being loaded.
let early = [];
process.on('message', (message) => (early ? early.push(message) : take(message)));
process.on('disconnect', () => process.exit(0));

const [modulePath] = process.argv.splice(2, 1);
await import(pathToFileURL(modulePath).href);
const waiting = early;
early = null;
waiting.forEach(take);
