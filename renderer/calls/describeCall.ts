import { assertNever } from '../../shared/result';
import { describeStatus, statusWords } from '../../shared/sip/statusCodes';
import type { CallParties, CallRow, Party } from '../../shared/protocol/rows';

export type CallTone = 'ok' | 'warn' | 'error' | 'prov';

/** What a call's state means to the reader; the dot and the words take their colour from it. */
export function callTone({ state, finalStatus }: Pick<CallRow, 'state' | 'finalStatus'>): CallTone {
  switch (state) {
    case 'inviting':
    case 'ringing':
      return 'prov';
    case 'talking':
    case 'completed':
      return 'ok';
    case 'cancelled':
    case 'redirected':
    case 'unanswered':
      return 'warn';
    case 'rejected':
      return finalStatus !== null && describeStatus(finalStatus).outcome === 'refused' ? 'warn' : 'error';
    case 'failed':
      return 'error';
    default:
      return assertNever(state);
  }
}

/** `403 Forbidden` where a status says more than the state does. */
export function describeState({ state, finalStatus, finalReason }: CallRow): string {
  const says = state === 'rejected' || state === 'failed' || state === 'redirected';
  if (!says || finalStatus === null) return state;
  return statusWords(finalStatus, finalReason);
}

/** The user, and the display name where it says something else: `1001 Alice`. */
export function describeParty({ user, display, uri }: Party): string {
  const name = user || uri.replace(/^sips?:/i, '');
  return display === '' || display === name ? name : `${name} ${display}`;
}

/** `1001 Alice → 5001` */
export const describeParties = ({ from, to }: CallParties): string => `${describeParty(from)} → ${describeParty(to)}`;
