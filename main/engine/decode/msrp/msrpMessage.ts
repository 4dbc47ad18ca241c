import type { ByteRange } from '../byteRange';
import type { Fault } from '../fault';

export type MsrpHeader = {
  readonly name: string;
  readonly value: string;
  /** Name, colon and value. */
  readonly range: ByteRange;
  readonly valueRange: ByteRange;
};

/** `$` the message is complete, `+` more chunks follow, `#` it is given up (RFC 4975 §7.1); null where no end-line was seen. */
export type MsrpFlag = '$' | '+' | '#' | null;

/** Byte-Range (RFC 4975 §7.1): `1-8/8`; null where a star stands. Bytes count from 1. */
export type MsrpByteRange = { readonly first: number; readonly last: number | null; readonly total: number | null };

type Common = {
  readonly transactionId: string;
  readonly headers: readonly MsrpHeader[];
  /** URIs of To-Path and From-Path, as they stand. */
  readonly toPath: readonly string[];
  readonly fromPath: readonly string[];
  /** Empty where the header is missing. */
  readonly messageId: string;
  readonly contentType: string;
  readonly failureReport: string;
  readonly successReport: string;
  readonly byteRange: MsrpByteRange | null;
  readonly startLine: ByteRange;
  /** Empty without a body. */
  readonly body: ByteRange;
  /** The end-line without its line end; empty where none was seen. */
  readonly endLine: ByteRange;
  readonly flag: MsrpFlag;
  /** What was wrong but survivable; empty for a clean message. */
  readonly faults: readonly Fault[];
};

/** One chunk of MSRP. Ranges are of the bytes that were read. */
export type MsrpMessage =
  | (Common & { readonly kind: 'request'; readonly method: string })
  | (Common & { readonly kind: 'response'; readonly status: number; readonly comment: string });
