import type { Packet } from '../../decode/packet';
import { SctpChunk, SctpData } from '../../decode/sctp/sctpChunk';
import type { MessagePlace } from '../carriedUnit';

type Piece = {
  readonly tsn: number;
  readonly home: string;
  readonly position: number;
  readonly begin: boolean;
  readonly bytes: Uint8Array;
};

const pieceOf = (bytes: Uint8Array, data: SctpData): Piece => ({
  tsn: data.tsn,
  home: data.interleaved ? `${data.stream}:${data.unordered ? 'u' : 'o'}:${data.messageNumber}` : 'data',
  position: data.position,
  begin: data.begin,
  bytes: bytes.slice(data.dataStart, data.dataEnd),
});

/** Puts a message that SCTP carried together again, out of the packets of its frames, in any order. */
export class SctpMessageBytes {
  private readonly place: MessagePlace;
  private readonly pieces: Piece[] = [];
  private readonly chunk = new SctpChunk();
  private readonly data = new SctpData();

  constructor(place: MessagePlace) {
    this.place = place;
  }

  /** Takes a packet whose outcome was `sctp`; its bytes need not stay. */
  add(packet: Packet): void {
    const { bytes, payloadEnd } = packet;
    for (let at = packet.payloadStart; this.chunk.read(bytes, at, payloadEnd); at = this.chunk.next) {
      if (this.data.read(bytes, this.chunk)) this.pieces.push(pieceOf(bytes, this.data));
    }
  }

  /** null when chunks are missing. */
  bytes(): Uint8Array | null {
    const parts = this.parts();
    if (parts === null) return null;
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private parts(): readonly Uint8Array[] | null {
    const first = this.pieces.find(({ tsn, begin }) => begin && tsn === this.place.sequence);
    if (first === undefined) return null;
    const byPosition = new Map<number, Uint8Array>();
    for (const { home, position, bytes } of this.pieces) {
      if (home === first.home && !byPosition.has(position)) byPosition.set(position, bytes);
    }
    const parts: Uint8Array[] = [];
    for (let index = 0; index < this.place.length; index += 1) {
      const part = byPosition.get((first.position + index) >>> 0);
      if (part === undefined) return null;
      parts.push(part);
    }
    return parts;
  }
}
