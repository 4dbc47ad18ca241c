import { frameNumber } from '../../../shared/ids';
import type { MessageRow, Undeliverable } from '../../../shared/protocol/rows';
import { destinationOf, sourceOf } from '../analysis/flowPath';
import type { MediaAnalysis } from '../analysis/media/mediaAnalysis';
import type { SignallingAnalysis } from '../analysis/signalling/signallingAnalysis';
import { IcmpError } from '../decode/icmp/icmpError';
import { describeIcmpError } from '../decode/icmp/icmpNames';
import { formatAddress } from '../decode/ip/address';
import { IP_PROTOCOL, type Packet } from '../decode/packet';
import type { Arrival } from './arrival';

const UDP_HEADER_BYTES = 8;

/** ICMP errors quote what did not arrive: that becomes a fact about the message or the stream, and no message of its own. */
export class IcmpErrors {
  readonly #signalling: SignallingAnalysis;
  readonly #media: MediaAnalysis;
  readonly #onMessage: (message: MessageRow) => void;
  readonly #error = new IcmpError();

  /** `onMessage` is told of messages that did not arrive. */
  constructor(signalling: SignallingAnalysis, media: MediaAnalysis, onMessage: (message: MessageRow) => void) {
    this.#signalling = signalling;
    this.#media = media;
    this.#onMessage = onMessage;
  }

  onPacket(packet: Packet, { frame, atMs }: Arrival): void {
    const error = this.#error;
    if (!error.read(packet) || error.protocol !== IP_PROTOCOL.udp) return;
    const undeliverable: Undeliverable = {
      frame: frameNumber(frame),
      atMs,
      reporter: formatAddress(packet.sourceWords),
      words: describeIcmpError(packet.ipVersion, error.type, error.code),
    };
    if (this.#media.noteUndeliverable(error, undeliverable)) return;
    const payloadBytes = error.udpLengthBytes > UDP_HEADER_BYTES ? error.udpLengthBytes - UDP_HEADER_BYTES : null;
    const message = this.#signalling.noteUndeliverable(
      { source: sourceOf(error), destination: destinationOf(error), payloadBytes },
      undeliverable,
    );
    if (message !== null) this.#onMessage(message);
  }
}
