import type { ExchangeState, KeepaliveRow } from '../protocol/exchangeRows';

const EXCHANGE_STATES: Readonly<Record<ExchangeState, string>> = {
  open: 'waiting',
  active: 'active',
  done: 'done',
  ended: 'ended',
  rejected: 'rejected',
  unanswered: 'not answered',
  cannotTell: 'cannot tell',
};

/** What lists call the state of an exchange. */
export const exchangeStateWords = (state: ExchangeState): string => EXCHANGE_STATES[state];

/** What lists call the state of a keepalive. */
export const keepaliveStateWords = (state: KeepaliveRow['state']): string =>
  state === 'cannotTell' ? 'cannot tell' : state;
