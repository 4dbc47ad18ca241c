/** Where an opened capture's bytes come from, in order, and where they can be read again. */
export type CaptureBytes = {
  /** Bytes taken from the source so far; packed ones where the source is packed. */
  readonly readBytes: number;
  readonly totalBytes: number | null;
  /** Open for reading any part again. */
  readonly fd: number;
  /** The unpacked copy that `fd` reads; null when that is the file itself. */
  readonly spoolPath: string | null;
  /** Why the bytes end before their end, for people; null when they do not. */
  readonly note: string | null;
  /** So many bytes before each piece, in the same buffer, are the reader's, to put there what the piece before left over. */
  readonly headroomBytes: number;
  /** The next piece, null at the end. It stays unchanged until the second next call. */
  next(): Promise<Uint8Array | null>;
  /** Stops reading; `fd` stays open. A waiting `next` is answered with null. */
  stop(): Promise<void>;
};
