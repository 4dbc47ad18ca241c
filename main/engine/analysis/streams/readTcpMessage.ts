import type { Inflate } from '../../decode/inflate';
import type { Packet } from '../../decode/packet';
import { distance32 } from '../../decode/rtp/serialNumber';
import { createWebSocketUnit } from '../../decode/webSocket/webSocketUnit';
import type { MessagePlace } from '../carriedUnit';
import { dataSequenceOf } from './tcpSegment';

/** No unit is longer. */
const MAX_PLACE_BYTES = 4 * 1024 * 1024;

/**
 * Puts the bytes of a message together again: those of its frames, which are read again in the order in which they were captured.
 * As when they came first, the first bytes win where segments overlap.
 */
export class TcpMessageBytes {
  readonly #place: MessagePlace;
  readonly #inflate: Inflate | null;
  readonly #bytes: Uint8Array;
  readonly #isThere: Uint8Array;
  #missingBytes: number;

  constructor(place: MessagePlace, inflate: Inflate | null = null) {
    this.#place = place;
    this.#inflate = inflate;
    this.#missingBytes = Math.min(place.length, MAX_PLACE_BYTES);
    this.#bytes = new Uint8Array(this.#missingBytes);
    this.#isThere = new Uint8Array(this.#missingBytes);
  }

  /** A segment as the chain left it; one of another direction of the connection must not be handed in. */
  add(packet: Packet): void {
    const { bytes, payloadStart, payloadEnd } = packet;
    const offset = distance32(this.#place.sequence, dataSequenceOf(packet));
    const first = Math.max(0, offset);
    const last = Math.min(this.#bytes.length, offset + payloadEnd - payloadStart);
    for (let at = first; at < last; at += 1) {
      if (this.#isThere[at] === 1) continue;
      this.#isThere[at] = 1;
      this.#bytes[at] = bytes[payloadStart + at - offset]!;
      this.#missingBytes -= 1;
    }
  }

  /**
   * The message, out of its WebSocket frames if it came in such. Of HEP the whole packet is given, as HEP over UDP is: `readHep`
   * reads on. null while bytes are missing, or when they are not what they were.
   */
  bytes(): Uint8Array | null {
    if (this.#missingBytes > 0) return null;
    if (this.#place.wrapping !== 'webSocket') return this.#bytes;
    const extent = createWebSocketUnit(this.#inflate)(this.#bytes, 0, this.#bytes.length);
    return extent.outcome === 'unit' ? extent.content.slice(extent.contentStart, extent.contentEnd) : null;
  }
}
