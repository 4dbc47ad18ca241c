import { headerOf } from './headerOf';
import type { SipMessage } from './sipMessage';

const LARGEST_DELTA = 2 ** 32 - 1;

/** A length in seconds (delta-seconds, RFC 3261 §25.1), 2³² − 1 at most; null when the text is none. */
export function deltaSeconds(text: string | null): number | null {
  if (text === null || !/^\s*\d{1,10}\s*$/.test(text)) return null;
  return Math.min(Number(text), LARGEST_DELTA);
}

/** Seconds of a header field such as Expires or Min-Expires; null when there is none or it is no number. */
export const headerSeconds = (message: SipMessage, key: string): number | null =>
  deltaSeconds(headerOf(message, key)?.value ?? null);

/** The same where a comment or parameters may follow, as in `Retry-After: 120 (in a meeting);duration=60`. */
export const leadingSeconds = (message: SipMessage, key: string): number | null =>
  deltaSeconds(/^\s*(\d{1,10})\b/.exec(headerOf(message, key)?.value ?? '')?.[1] ?? null);
