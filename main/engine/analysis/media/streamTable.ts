import type { Packet } from '../../decode/packet';
import type { RtpHeader } from '../../decode/rtp/rtpHeader';
import type { MediaEndpoint } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';
import { WordTable } from './wordTable';

const ADDRESS_WORDS = 4;
/** Of an address ::ffff:a.b.c.d the last word says all. */
const IPV4_WORD = 3;
const MAPPED = 0xffff;

/** Both addresses, ports, SSRC. */
const IPV4_KEY_WORDS = 4;
const IPV6_KEY_WORDS = 2 * ADDRESS_WORDS + 2;

const isIpv4 = (words: Uint32Array): boolean => words[0] === 0 && words[1] === 0 && words[2] === MAPPED;

/**
 * Running streams by source, destination and SSRC. Asking makes no object: the key is written straight from the packet. Streams
 * between IPv4 addresses have a table of their own, whose keys are less than half as long.
 */
export class StreamTable {
  readonly #ipv4 = new WordTable<RtpStream>(IPV4_KEY_WORDS);
  readonly #ipv6 = new WordTable<RtpStream>(IPV6_KEY_WORDS);
  readonly #source = new Uint32Array(ADDRESS_WORDS);
  readonly #destination = new Uint32Array(ADDRESS_WORDS);

  find({ sourceWords, destinationWords, sourcePort, destinationPort }: Packet, rtp: RtpHeader): RtpStream | null {
    const ports = (sourcePort << 16) | destinationPort;
    if (isIpv4(sourceWords) && isIpv4(destinationWords)) {
      const { key } = this.#ipv4;
      key[0] = sourceWords[IPV4_WORD]!;
      key[1] = destinationWords[IPV4_WORD]!;
      key[2] = ports;
      key[3] = rtp.ssrc;
      return this.#ipv4.find();
    }
    const { key } = this.#ipv6;
    key.set(sourceWords);
    key.set(destinationWords, ADDRESS_WORDS);
    key[2 * ADDRESS_WORDS] = ports;
    key[2 * ADDRESS_WORDS + 1] = rtp.ssrc;
    return this.#ipv6.find();
  }

  between(source: MediaEndpoint, destination: MediaEndpoint, ssrc: number): RtpStream | null {
    return this.#tableFor(source, destination, ssrc).find();
  }

  add(stream: RtpStream): void {
    this.#tableFor(stream.source, stream.destination, stream.ssrc).add(stream);
  }

  remove(stream: RtpStream): void {
    const table = this.#tableFor(stream.source, stream.destination, stream.ssrc);
    if (table.find() === stream) table.remove();
  }

  /** The table for streams of these endpoints, with the key written. */
  #tableFor(source: MediaEndpoint, destination: MediaEndpoint, ssrc: number): WordTable<RtpStream> {
    source.writeAddress(this.#source, 0);
    destination.writeAddress(this.#destination, 0);
    const ports = (source.port << 16) | destination.port;
    if (isIpv4(this.#source) && isIpv4(this.#destination)) {
      this.#ipv4.key.set([this.#source[IPV4_WORD]!, this.#destination[IPV4_WORD]!, ports, ssrc]);
      return this.#ipv4;
    }
    const { key } = this.#ipv6;
    key.set(this.#source);
    key.set(this.#destination, ADDRESS_WORDS);
    key[2 * ADDRESS_WORDS] = ports;
    key[2 * ADDRESS_WORDS + 1] = ssrc;
    return this.#ipv6;
  }
}
