/**
 * What a SIP message (RFC 3261 §7) is after decoding.
 *
 * All offsets are bytes from where parsing began: junk before the start line counts, `startLine.start` says how much there was.
 */
import type { ByteRange } from '../byteRange';

export type { ByteRange };

/** Survivable faults; words for people stand in `shared/sip/issueKinds.ts`. */
export type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';

export type SipIssue = { readonly code: SipIssueCode; readonly range: ByteRange };

export type SipHeader = {
  /** As written. */
  readonly name: string;
  /** Long form in lower case: `v` and `Via` are both `via`. */
  readonly key: string;
  /** Unfolded and trimmed. */
  readonly value: string;
  /** The whole header field with its folded lines, without the last line end. */
  readonly range: ByteRange;
  readonly valueRange: ByteRange;
};

type Common = {
  readonly version: string;
  readonly headers: readonly SipHeader[];
  readonly startLine: ByteRange;
  readonly body: ByteRange;
  /** Bytes after the body that belong to no message (RFC 3261 §18.3), counted. */
  readonly surplusBytes: number;
  /** What was wrong but survivable; empty for a clean message. */
  readonly issues: readonly SipIssue[];
};

export type SipMessage =
  | (Common & { readonly kind: 'request'; readonly method: string; readonly requestUri: string })
  | (Common & { readonly kind: 'response'; readonly status: number; readonly reason: string });

/** There is no SIP start line: the bytes are something else. */
export type NotSip = { readonly kind: 'notSip' };
