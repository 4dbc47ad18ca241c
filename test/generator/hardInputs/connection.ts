import { ethernet, ipv4, tcp, type Layer } from '../../fixtures/frames';
import { ALICE, BOB, type HardFrame } from './hardInput';

export type SegmentChange = {
  /** Counted from the first byte of data of the side; below 0 before it. */
  readonly at?: number;
  readonly flags?: number;
  readonly acknowledged?: number;
};

type Side = { readonly address: string; readonly port: number; readonly first: number; sent: number };

const SYN = 0x02;
const ACK = 0x10;
const PUSH = 0x08;
const FIN = 0x01;

export type ConnectionFields = {
  readonly port?: number;
  readonly clientPort?: number;
  /** Initial sequence number of Alice. */
  readonly firstSequence?: number;
  /** What goes around each IP packet; an Ethernet frame by default. */
  readonly wrap?: (packet: Layer) => Layer;
};

/** A TCP connection that Alice opened to Bob, written segment by segment; frames are ten milliseconds apart. */
export class Connection {
  readonly frames: HardFrame[] = [];
  readonly #alice: Side;
  readonly #bob: Side;
  readonly #wrap: (packet: Layer) => Layer;

  constructor({ port = 5060, clientPort = 40_001, firstSequence = 1000, wrap }: ConnectionFields = {}) {
    this.#alice = { address: ALICE, port: clientPort, first: firstSequence + 1, sent: 0 };
    this.#bob = { address: BOB, port, first: 5001, sent: 0 };
    this.#wrap = wrap ?? ((packet) => ethernet({}, packet));
  }

  /** The handshake: three frames. */
  open(): this {
    return this.#send(this.#alice, this.#bob, new Uint8Array(0), { at: -1, flags: SYN })
      .#send(this.#bob, this.#alice, new Uint8Array(0), { at: -1, flags: SYN | ACK })
      .alice(new Uint8Array(0), { flags: ACK });
  }

  close(): this {
    return this.alice(new Uint8Array(0), { flags: FIN | ACK }).bob(new Uint8Array(0), { flags: FIN | ACK });
  }

  /** One segment of Alice's. Without `at` it follows what she sent last. */
  alice(data: Uint8Array, change: SegmentChange = {}): this {
    return this.#send(this.#alice, this.#bob, data, change);
  }

  bob(data: Uint8Array, change: SegmentChange = {}): this {
    return this.#send(this.#bob, this.#alice, data, change);
  }

  /** The same bytes of Alice's in segments of this length. */
  aliceInPieces(data: Uint8Array, pieceBytes: number): this {
    for (let at = 0; at < data.length; at += pieceBytes) this.alice(data.subarray(at, at + pieceBytes));
    return this;
  }

  /** Bytes of Alice's that the capture missed. */
  aliceUnseen(lengthBytes: number): this {
    this.#alice.sent += lengthBytes;
    return this;
  }

  /** The capture kept only so many bytes of the last frame. */
  cutLastFrame(keptBytes: number): this {
    const last = this.frames.pop();
    if (last !== undefined) {
      this.frames.push({ atMs: last.atMs, bytes: last.bytes.slice(0, keptBytes), originalBytes: last.bytes.length });
    }
    return this;
  }

  #send(from: Side, to: Side, data: Uint8Array, change: SegmentChange): this {
    const at = change.at ?? from.sent;
    const header = {
      sourcePort: from.port,
      destinationPort: to.port,
      sequence: (from.first + at) >>> 0,
      acknowledgment: (to.first + (change.acknowledged ?? to.sent)) >>> 0,
      flags: change.flags ?? ACK | PUSH,
    };
    const packet = ipv4({ source: from.address, destination: to.address }, tcp(header, data));
    this.frames.push({ atMs: this.frames.length * 10, bytes: this.#wrap(packet).bytes });
    from.sent = Math.max(from.sent, at + data.length);
    return this;
  }
}
