import type { FrameToWrite } from './pcapngWriter';
import { RecordBuffer, type ByteSink } from './recordBuffer';
import { PCAP_HEADER_BYTES, PCAP_MAGIC, PCAP_RECORD_BYTES } from './wireFormat';

export type PcapSettings = {
  readonly linkType: number;
  /** Bytes kept of each frame; 0 means no limit and is written as 262,144, as tools expect. */
  readonly snapLengthBytes: number;
  readonly resolution: 'microseconds' | 'nanoseconds';
};

const USUAL_SNAP_LENGTH_BYTES = 262_144;

/** Writes a little-endian pcap 2.4 of one link type; the interface of a frame is not kept. Microseconds cut off the rest. */
export class PcapWriter {
  readonly #buffer: RecordBuffer;
  readonly #fractionNanoseconds: number;

  constructor(sink: ByteSink, { linkType, snapLengthBytes, resolution }: PcapSettings) {
    const buffer = new RecordBuffer(sink);
    this.#buffer = buffer;
    this.#fractionNanoseconds = resolution === 'nanoseconds' ? 1 : 1000;
    buffer.reserve(PCAP_HEADER_BYTES);
    buffer.word(PCAP_MAGIC[resolution]);
    buffer.half(2);
    buffer.half(4);
    buffer.word(0);
    buffer.word(0);
    buffer.word(snapLengthBytes === 0 ? USUAL_SNAP_LENGTH_BYTES : snapLengthBytes);
    buffer.word(linkType);
  }

  get offset(): number {
    return this.#buffer.offset;
  }

  /** Writes one record and returns its offset in the file; makes no object. */
  writeFrame(frame: FrameToWrite): number {
    const buffer = this.#buffer;
    const offset = buffer.offset;
    buffer.reserve(PCAP_RECORD_BYTES);
    buffer.word(frame.seconds);
    buffer.word(Math.floor(frame.nanoseconds / this.#fractionNanoseconds));
    buffer.word(frame.end - frame.start);
    buffer.word(frame.originalBytes);
    buffer.append(frame.bytes, frame.start, frame.end);
    return offset;
  }

  flush(): void {
    this.#buffer.flush();
  }
}
