const NO_BYTES = new Uint8Array(0);

/**
 * One captured frame where it lies in the reader's buffer.
 *
 * A reader fills one instance again and again: the fields and the bytes hold only until its next step.
 * Whoever keeps a frame copies `bytes.slice(start, end)`.
 */
export class Frame {
  /** Counted from 1 over all files of the capture. */
  number = 0;
  /** Capture time: whole seconds since the Unix epoch, and the rest in nanoseconds (0 … 999,999,999). */
  seconds = 0;
  nanoseconds = 0;
  /** Time since the first frame of the capture, in ms; negative when the clock stepped back. */
  atMs = 0;
  /** Link type as in the tcpdump registry (1 Ethernet, 113 SLL, 276 SLL2, …). */
  linkType = 0;
  /** Interface of the capture, counted from 0 over all its sections. */
  interfaceId = 0;
  bytes: Uint8Array = NO_BYTES;
  /** The frame is bytes[start, end). */
  start = 0;
  end = 0;
  /** Length on the wire; more than end − start when the capture cut it off (snaplen). */
  originalBytes = 0;
  /** Where the record (pcap header, pcapng block) begins in its file. */
  fileOffset = 0;
}

/** A frame that was read again by its number; owns its bytes. */
export type StoredFrame = {
  readonly number: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly linkType: number;
  readonly interfaceId: number;
  readonly bytes: Uint8Array;
  readonly originalBytes: number;
};

/** The instant that `atMs` counts from: the time of the capture's first frame. */
export type CaptureStart = { readonly seconds: number; readonly nanoseconds: number };

/** From the start of a capture to another instant in ms; negative when that lies before it. */
export const msSinceStart = (start: CaptureStart, seconds: number, nanoseconds: number): number =>
  (seconds - start.seconds) * 1000 + (nanoseconds - start.nanoseconds) / 1e6;

/** What a capture says of one of its interfaces. */
export type CaptureInterface = {
  readonly id: number;
  readonly linkType: number;
  /** Bytes kept of each frame; 0 means no limit. */
  readonly snapLengthBytes: number;
  readonly name: string | null;
  readonly description: string | null;
  readonly filter: string | null;
};
