/** Bytes [start, end), counted from where the protocol at hand begins. */
export type ByteRange = { readonly start: number; readonly end: number };
