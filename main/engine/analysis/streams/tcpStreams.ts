import type { Inflate } from '../../decode/inflate';
import type { Packet } from '../../decode/packet';
import type { CarriedUnit } from '../carriedUnit';
import { EncapsulationPool } from '../encapsulation';
import { type FlowPath, flowPathOf } from '../flowPath';
import { ConnectionTable, type TcpConnection } from './connectionTable';
import { firstBytesOf, type OnLineEnds, type StreamContext } from './streamContext';
import { streamProtocols, type StreamProtocol } from './streamProtocols';
import { noTcpCounts, type TcpCounts } from './tcpCounts';
import type { TcpDirection } from './tcpDirection';
import { TCP_LIMITS, type TcpLimits } from './tcpLimits';
import { ACK, acknowledgmentOf, FIN, flagsOf, RST, SYN } from './tcpSegment';
import { WaitingList } from './waitingList';

export type TcpOptions = {
  /** For what is compressed on a WebSocket. */
  readonly inflate?: Inflate;
  readonly protocols?: readonly StreamProtocol[];
  readonly limits?: Partial<TcpLimits>;
  readonly onLineEnds?: OnLineEnds;
};

/**
 * Takes TCP segments and hands out what the connections carry: SIP messages, SIP in WebSocket, HEP packets, MSRP, STUN, framed RTP.
 * What a connection carries is told by its bytes, never by its ports. All memory is bounded, and what the bounds cost is counted.
 */
export class TcpStreams {
  readonly #context: StreamContext;
  readonly #connections: ConnectionTable;
  readonly #encapsulations = new EncapsulationPool();
  /** Connections that hold bytes, and those of them that wait for their first ones. */
  readonly #waiting: WaitingList;
  readonly #unordered: WaitingList;

  constructor(onUnit: (unit: CarriedUnit) => void, options: TcpOptions = {}) {
    const protocols = options.protocols ?? streamProtocols(options.inflate ?? null);
    this.#context = {
      limits: { ...TCP_LIMITS, ...options.limits },
      counts: noTcpCounts(),
      protocols,
      mayBegin: firstBytesOf(protocols),
      onUnit,
      onLineEnds: options.onLineEnds ?? (() => undefined),
    };
    this.#connections = new ConnectionTable(this.#context);
    this.#waiting = new WaitingList(this.#context.limits.maxWaitMs);
    this.#unordered = new WaitingList(this.#context.limits.maxReorderMs);
  }

  /**
   * One segment as the chain left it in `packet`, whose bytes are only borrowed. `frames`: all frames of a datagram that was put
   * together, null for the one frame. Most segments are of no interest here: for those it makes nothing.
   */
  offer(packet: Packet, frame: number, frames: readonly number[] | null, atMs: number): void {
    if (atMs >= this.#unordered.dueMs) this.#begin(atMs);
    if (atMs >= this.#waiting.dueMs) this.#expire(atMs);
    const flags = flagsOf(packet);
    const lengthBytes = packet.payloadEnd - packet.payloadStart;
    let connection = this.#connections.find(packet);
    const { isForward } = this.#connections;
    if (connection === null) {
      if (lengthBytes <= 0 && (flags & SYN) === 0) return;
      connection = this.#open(packet, atMs);
    } else this.#connections.touch(connection, atMs);

    const direction = isForward ? connection.forward : connection.backward;
    const other = isForward ? connection.backward : connection.forward;
    if ((flags & ACK) !== 0 && !other.isIgnored) other.acknowledge(acknowledgmentOf(packet));
    const isOfUse = direction.isIgnored
      ? (flags & SYN) !== 0 || direction.beginsKnown(packet)
      : lengthBytes > 0 || (flags & (SYN | FIN | RST)) !== 0;
    if (isOfUse) this.#take(packet, connection, direction, { frame, frames: frames?.slice() ?? null, atMs });
    if ((flags & RST) !== 0 && direction.fits(packet)) this.#end(connection);
    if (isOfUse || connection.heldBytes > 0) {
      this.#noteKinds(connection);
      this.#note(connection, atMs);
    }
    if (this.#context.counts.heldBytes > this.#context.limits.maxHeldBytes) this.#release(atMs);
  }

  /** End of capture: messages are handed out as far as they came. */
  finish(atMs: number): void {
    for (const connection of [...this.#connections.all()]) {
      this.#end(connection);
      this.#noteKinds(connection);
      this.#note(connection, atMs);
    }
  }

  counts(): TcpCounts {
    return { ...this.#context.counts };
  }

  #open(packet: Packet, atMs: number): TcpConnection {
    if (this.#connections.size >= this.#context.limits.maxConnections) {
      this.#forgetOldest();
      this.#connections.find(packet);
    }
    this.#context.counts.openConnections += 1;
    return this.#connections.add(atMs);
  }

  #take(
    packet: Packet,
    connection: TcpConnection,
    direction: TcpDirection,
    origin: Parameters<TcpDirection['take']>[1],
  ) {
    const hasBytes = packet.payloadEnd > packet.payloadStart;
    direction.take(packet, origin, hasBytes ? this.#pathOf(packet, connection, direction) : null);
  }

  /** What its directions have turned out to carry. */
  #noteKinds(connection: TcpConnection): void {
    const { forward, backward } = connection;
    if (!connection.isKnown && (forward.isKnown || backward.isKnown)) this.#connections.promote(connection);
    if (!connection.isEncrypted && (forward.isEncrypted || backward.isEncrypted)) {
      connection.isEncrypted = true;
      this.#context.counts.encryptedConnections += 1;
    }
  }

  /** Made once per direction. */
  #pathOf(packet: Packet, connection: TcpConnection, direction: TcpDirection): FlowPath {
    const isForward = direction === connection.forward;
    const known = isForward ? connection.forwardPath : connection.backwardPath;
    if (known !== null) return known;
    const path = flowPathOf(packet, this.#encapsulations);
    if (isForward) connection.forwardPath = path;
    else connection.backwardPath = path;
    return path;
  }

  #end(connection: TcpConnection): void {
    connection.forward.end();
    connection.backward.end();
  }

  /** Keeps account of what the connection holds. */
  #note(connection: TcpConnection, atMs: number): void {
    const { counts } = this.#context;
    const heldBytes = connection.forward.heldBytes + connection.backward.heldBytes;
    counts.heldBytes += heldBytes - connection.heldBytes;
    if (heldBytes !== connection.heldBytes || heldBytes === 0) this.#waiting.remove(connection);
    connection.heldBytes = heldBytes;
    if (heldBytes > 0 && !this.#waiting.has(connection)) this.#waiting.add(connection, atMs);
    const isUnordered = connection.forward.isUnordered || connection.backward.isUnordered;
    if (!isUnordered) this.#unordered.remove(connection);
    else if (!this.#unordered.has(connection)) this.#unordered.add(connection, atMs);
  }

  /** Nothing of it is waited for any more. */
  #giveUp(connection: TcpConnection, atMs: number): void {
    this.#waiting.remove(connection);
    this.#end(connection);
    this.#noteKinds(connection);
    this.#note(connection, atMs);
  }

  #release(atMs: number): void {
    // Giving up leaves a connection without bytes, so each is met once.
    for (const connection of this.#waiting.all()) {
      if (this.#context.counts.heldBytes <= this.#context.limits.maxHeldBytes) return;
      this.#giveUp(connection, atMs);
    }
  }

  /** Gives up what has waited too long. */
  #expire(atMs: number): void {
    for (const connection of this.#waiting.takeDue(atMs)) this.#giveUp(connection, atMs);
  }

  /** Reads what waited for something before it. */
  #begin(atMs: number): void {
    for (const connection of this.#unordered.takeDue(atMs)) {
      connection.forward.begin();
      connection.backward.begin();
      this.#noteKinds(connection);
      this.#note(connection, atMs);
    }
  }

  #forgetOldest(): void {
    const connection = this.#connections.oldest();
    if (connection === null) return;
    this.#end(connection);
    this.#waiting.remove(connection);
    this.#unordered.remove(connection);
    this.#context.counts.heldBytes -= connection.heldBytes;
    this.#context.counts.openConnections -= 1;
    this.#context.counts.droppedConnections += 1;
    this.#connections.remove(connection);
  }
}
