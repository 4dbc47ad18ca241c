import { Frame, type StoredFrame } from '../../../shared/capture/frame';
import type { MessagePlace } from '../analysis/carriedUnit';
import { PacketReader } from '../analysis/reassembly/packetReader';
import { SctpMessageBytes } from '../analysis/reassembly/readSctpMessage';
import { TcpMessageBytes } from '../analysis/streams/readTcpMessage';
import { Packet, type DecodeOutcome } from '../decode/packet';
import type { FrameStore } from './frameStore';
import { inflate } from './inflate';

/** Takes the packets of a message again, one after the other, and puts its bytes together. */
type MessageBytes = { readonly add: (packet: Packet) => void; readonly bytes: () => Uint8Array | null };

/** The payload of one datagram. */
class DatagramBytes implements MessageBytes {
  #bytes: Uint8Array | null = null;

  readonly add = ({ bytes, payloadStart, payloadEnd }: Packet): void => {
    this.#bytes ??= bytes.slice(payloadStart, payloadEnd);
  };

  readonly bytes = (): Uint8Array | null => this.#bytes;
}

const OUTCOMES = { datagram: 'udp', tcp: 'tcp', sctp: 'sctp' } as const satisfies Record<string, DecodeOutcome>;

function messageBytesOf(place: MessagePlace | null): MessageBytes {
  if (place === null || place.carrier === 'datagram') return new DatagramBytes();
  return place.carrier === 'tcp' ? new TcpMessageBytes(place, inflate) : new SctpMessageBytes(place);
}

function frameOf(stored: StoredFrame): Frame {
  const frame = new Frame();
  frame.number = stored.number;
  frame.linkType = stored.linkType;
  frame.bytes = stored.bytes;
  frame.end = stored.bytes.length;
  frame.originalBytes = stored.originalBytes;
  return frame;
}

/**
 * What these frames carried in this place, read again from the store and put together as it was when it first passed; without a
 * place their payload as a datagram. 'evicted' when the ring has overwritten one of them.
 */
export function readMessageBytes(
  store: FrameStore,
  frames: readonly number[],
  place: MessagePlace | null = null,
): Uint8Array | 'evicted' {
  const reader = new PacketReader();
  const packet = new Packet();
  const message = messageBytesOf(place);
  const wanted = OUTCOMES[place?.carrier ?? 'datagram'];
  for (const number of frames) {
    const stored = store.read(number);
    if (stored === 'evicted') return 'evicted';
    if (reader.read(frameOf(stored), packet) === wanted) message.add(packet);
  }
  return message.bytes() ?? 'evicted';
}
