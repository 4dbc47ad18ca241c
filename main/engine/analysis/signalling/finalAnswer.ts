import type { CallEvent } from './callPhase';

/**
 * What a final response to the initial INVITE means to the call.
 *
 * The division: *rejected* is a decision about this call (busy, declined, forbidden, unknown or unreachable callee, session
 * not acceptable); *failed* is signalling or network that could not carry it (5xx, timeouts, loops, requests that the other
 * side could not read or does not support). Codes that are not listed go by their class.
 */
const BY_STATUS: Readonly<Record<number, CallEvent>> = {
  400: 'fail',
  401: 'challenge',
  405: 'fail',
  407: 'challenge',
  408: 'timeout',
  413: 'fail',
  414: 'fail',
  415: 'fail',
  416: 'fail',
  420: 'fail',
  421: 'fail',
  422: 'fail',
  423: 'fail',
  424: 'fail',
  425: 'fail',
  430: 'fail',
  439: 'fail',
  440: 'fail',
  469: 'fail',
  481: 'fail',
  482: 'fail',
  483: 'fail',
  487: 'terminated',
  489: 'fail',
  491: 'fail',
  493: 'fail',
  494: 'fail',
};

const BY_CLASS: readonly CallEvent[] = ['fail', 'fail', 'success', 'redirect', 'reject', 'fail', 'reject'];

/** Event of a final status (200 … 699). */
export function finalAnswerEvent(status: number): CallEvent {
  return BY_STATUS[status] ?? BY_CLASS[Math.trunc(status / 100)] ?? 'fail';
}

/**
 * Refusals that say of themselves that the callee's own machine gave them (RFC 3261 §21.4.24, §21.6, RFC 8197). Of any other the
 * messages do not show whether the callee or a server on the way decided it.
 */
const OF_CALLEE: ReadonlySet<number> = new Set([486, 600, 603, 606, 607]);

export const isOfCallee = (status: number): boolean => OF_CALLEE.has(status);
