import type { CallGroupKey, CallKey, FrameNumber } from '../ids';
import type { Confidence } from './confidence';

/**
 * How two calls belong together: `leg` both sides of a back-to-back user agent · `transfer` a REFER in `one` led to `other` ·
 * `consultation` an attended transfer: a REFER in `one` names `other`, which began before it · `replacement` `other` took the place of `one` (Replaces, RFC 3891) · `retry` the caller tried again elsewhere after a redirect.
 */
export type CallLinkKind = 'leg' | 'transfer' | 'consultation' | 'replacement' | 'retry';

/** What a link rests on. */
export type LinkEvidence =
  | 'sessionId'
  | 'icid'
  | 'header'
  | 'mediaEndpoint'
  | 'payload'
  | 'usersAndTime'
  | 'refer'
  | 'replaces'
  | 'referredBy'
  | 'redirect'
  | 'byHand';

export type CallLink = {
  readonly kind: CallLinkKind;
  /** The call that came first. */
  readonly one: CallKey;
  readonly other: CallKey;
  readonly confidence: Confidence;
  readonly evidence: readonly { readonly by: LinkEvidence; readonly words: string }[];
  /** The frames that prove it. */
  readonly frames: readonly FrameNumber[];
};

/** Calls that are one story: legs of one conversation, and what a transfer made of it. */
export type CallGroup = {
  readonly key: CallGroupKey;
  /** In order of their beginning. */
  readonly calls: readonly CallKey[];
  readonly links: readonly CallLink[];
  /** As sure as the weakest link that the group needs to hold together. */
  readonly confidence: Confidence;
  /** The story in a sentence: `1001 calls 1002; 1001 transfers 1002 to 1003`. */
  readonly words: string;
};

/** What a call's row tells of its group. */
export type CallGroupMark = { readonly key: CallGroupKey; readonly calls: number; readonly confidence: Confidence };
