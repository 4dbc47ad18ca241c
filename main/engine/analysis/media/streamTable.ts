import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { MediaEndpoint } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';
import { WordTable } from './wordTable';

const ADDRESS_WORDS = 4;
const PORTS = 2 * ADDRESS_WORDS;
const SSRC = PORTS + 1;

/** Running streams by source, destination and SSRC. Asking makes no object: the key is written straight from the packet. */
export class StreamTable {
  readonly #table = new WordTable<RtpStream>(SSRC + 1);

  find(packet: Packet, rtp: RtpHeader): RtpStream | null {
    const { key } = this.#table;
    const { sourceWords, destinationWords } = packet;
    key[0] = sourceWords[0]!;
    key[1] = sourceWords[1]!;
    key[2] = sourceWords[2]!;
    key[3] = sourceWords[3]!;
    key[4] = destinationWords[0]!;
    key[5] = destinationWords[1]!;
    key[6] = destinationWords[2]!;
    key[7] = destinationWords[3]!;
    key[PORTS] = packet.sourcePort * 0x10000 + packet.destinationPort;
    key[SSRC] = rtp.ssrc;
    return this.#table.find();
  }

  between(source: MediaEndpoint, destination: MediaEndpoint, ssrc: number): RtpStream | null {
    this.#setKey(source, destination, ssrc);
    return this.#table.find();
  }

  add(stream: RtpStream): void {
    this.#setKey(stream.source, stream.destination, stream.ssrc);
    this.#table.add(stream);
  }

  remove(stream: RtpStream): void {
    if (this.between(stream.source, stream.destination, stream.ssrc) === stream) this.#table.remove();
  }

  #setKey(source: MediaEndpoint, destination: MediaEndpoint, ssrc: number): void {
    const { key } = this.#table;
    source.writeAddress(key, 0);
    destination.writeAddress(key, ADDRESS_WORDS);
    key[PORTS] = source.port * 0x10000 + destination.port;
    key[SSRC] = ssrc;
  }
}
