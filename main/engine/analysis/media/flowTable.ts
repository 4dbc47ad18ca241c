import type { MediaEndpoint } from './mediaEndpoint';
import type { RtpStream } from './rtpStream';
import { WordTable } from './wordTable';

const ADDRESS_WORDS = 4;
const PORTS = 2 * ADDRESS_WORDS;

/** All streams from one endpoint to another, whatever their SSRC. */
export type Flow = {
  /** The stream that appeared last, published or not. */
  latest: RtpStream | null;
  /** The stream that was published last. */
  published: RtpStream | null;
  /** The stream that got a call last. */
  bound: RtpStream | null;
  streams: number;
};

/** Flows by their two endpoints, for finding the other direction and what went before. */
export class FlowTable {
  readonly #table = new WordTable<Flow>(PORTS + 1);

  find(source: MediaEndpoint, destination: MediaEndpoint): Flow | null {
    const { key } = this.#table;
    source.writeAddress(key, 0);
    destination.writeAddress(key, ADDRESS_WORDS);
    key[PORTS] = source.port * 0x10000 + destination.port;
    return this.#table.find();
  }

  add(stream: RtpStream): void {
    const known = this.find(stream.source, stream.destination);
    const flow = known ?? { latest: null, published: null, bound: null, streams: 0 };
    if (!known) this.#table.add(flow);
    flow.latest = stream;
    flow.streams += 1;
  }

  remove(stream: RtpStream): void {
    const flow = this.find(stream.source, stream.destination);
    if (!flow) return;
    flow.streams -= 1;
    if (flow.streams === 0) return this.#table.remove();
    if (flow.latest === stream) flow.latest = null;
    if (flow.published === stream) flow.published = null;
    if (flow.bound === stream) flow.bound = null;
  }
}
