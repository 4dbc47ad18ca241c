/**
 * Takes compression off: zlib, gzip or raw deflate, whichever the bytes are. null when they are neither, or when the result would
 * be too long to be sane. Handed in by who calls a decoder, because decoders have no library for it.
 */
export type Inflate = (bytes: Uint8Array) => Uint8Array | null;
