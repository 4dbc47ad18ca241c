import { deltaSeconds } from '../../decode/sip/deltaSeconds';
import { headerOf } from '../../decode/sip/headerOf';
import { parameterValue, readParameters } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { detached } from '../signalling/stringPool';

/** Longer names of packages and reasons are cut. */
const MAX_NAME = 64;

/** A word before its parameters: `active` of `active;expires=60`. */
type Word = { readonly word: string; readonly parameterAt: number };

function readWord(value: string): Word {
  const semicolon = value.indexOf(';');
  const end = semicolon < 0 ? value.length : semicolon;
  const word = value.slice(0, Math.min(end, MAX_NAME)).trim().toLowerCase();
  return { word: detached(word), parameterAt: end };
}

/** Event package and template of the Event header field (RFC 6665 §8.2.1) in lower case; empty without. */
export const readEvent = (message: SipMessage): string => readWord(headerOf(message, 'event')?.value ?? '').word;

/** Subscription-State (RFC 6665 §8.2.3); null without. */
export type SubscriptionState = {
  readonly word: string;
  readonly reason: string;
  readonly expiresS: number | null;
};

/** What a NOTIFY says of its subscription; null when it says nothing. */
export function readSubscriptionState(message: SipMessage): SubscriptionState | null {
  const value = headerOf(message, 'subscription-state')?.value;
  if (value === undefined) return null;
  const { word, parameterAt } = readWord(value);
  const { parameters } = readParameters(value, parameterAt, value.length);
  const reason = (parameterValue(parameters, 'reason') ?? '').slice(0, MAX_NAME).toLowerCase();
  return { word, reason: detached(reason), expiresS: deltaSeconds(parameterValue(parameters, 'expires')) };
}

/** Whether a request carries an answer to a challenge. */
export const hasCredentials = (message: SipMessage): boolean =>
  headerOf(message, 'authorization') !== null || headerOf(message, 'proxy-authorization') !== null;
