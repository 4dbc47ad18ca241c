import { textBytes } from '../../fixtures/bytes';
import { ipv4, tcp } from '../../fixtures/frames';
import type { TimedFrame } from '../mergeFlows';
import type { Host } from '../sipFlow';
import { onEthernet } from './packets';

const SYN = 0x02;
const ACK = 0x10;
const PUSH = 0x08;
const FIN = 0x01;
const ACKNOWLEDGED_AFTER_MS = 0.3;
const NOTHING = new Uint8Array(0);

type Side = { readonly host: Host; next: number };

const bytesOf = (data: Uint8Array | string): Uint8Array => (typeof data === 'string' ? textBytes(data) : data);

/** A TCP connection over IPv4: every call of `client` or `server` is one segment that the other side acknowledges. */
export class TcpFlow {
  readonly frames: TimedFrame[] = [];
  readonly #client: Side;
  readonly #server: Side;

  constructor(client: Host, server: Host) {
    this.#client = { host: client, next: 100_000 };
    this.#server = { host: server, next: 700_000 };
  }

  open(atMs: number): this {
    this.#segment(atMs, this.#client, this.#server, NOTHING, SYN);
    this.#segment(atMs + 0.4, this.#server, this.#client, NOTHING, SYN | ACK);
    return this.#segment(atMs + 0.8, this.#client, this.#server, NOTHING, ACK);
  }

  client(atMs: number, data: Uint8Array | string): this {
    return this.#say(atMs, this.#client, this.#server, bytesOf(data));
  }

  server(atMs: number, data: Uint8Array | string): this {
    return this.#say(atMs, this.#server, this.#client, bytesOf(data));
  }

  /** A segment of the server's that the capture missed; its acknowledgment did not get lost. */
  serverUnseen(atMs: number, data: string): this {
    this.#server.next += textBytes(data).length;
    return this.#segment(atMs + ACKNOWLEDGED_AFTER_MS, this.#client, this.#server, NOTHING, ACK);
  }

  close(atMs: number): this {
    this.#segment(atMs, this.#client, this.#server, NOTHING, FIN | ACK);
    this.#segment(atMs + 0.4, this.#server, this.#client, NOTHING, FIN | ACK);
    return this.#segment(atMs + 0.8, this.#client, this.#server, NOTHING, ACK);
  }

  #say(atMs: number, from: Side, to: Side, data: Uint8Array): this {
    return this.#segment(atMs, from, to, data, ACK | PUSH).#segment(
      atMs + ACKNOWLEDGED_AFTER_MS,
      to,
      from,
      NOTHING,
      ACK,
    );
  }

  #segment(atMs: number, from: Side, to: Side, data: Uint8Array, flags: number): this {
    const header = {
      sourcePort: from.host.port,
      destinationPort: to.host.port,
      sequence: from.next,
      acknowledgment: (flags & ACK) === 0 ? 0 : to.next,
      flags,
    };
    const packet = ipv4({ source: from.host.address, destination: to.host.address, dscp: 24 }, tcp(header, data));
    this.frames.push({ atMs, bytes: onEthernet(packet).bytes });
    from.next += data.length + ((flags & (SYN | FIN)) === 0 ? 0 : 1);
    return this;
  }
}
