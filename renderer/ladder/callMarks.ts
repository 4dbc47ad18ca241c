import type { CallKey } from '../../shared/ids';
import type { CallRow } from '../../shared/protocol/rows';

const MARKS = 8;

export type CallMark = { readonly number: number; readonly className: string };

/** A number and a colour for each call of a ladder that shows several; colours come again after eight calls, numbers do not. */
export function markCalls(calls: readonly Pick<CallRow, 'key'>[]): ReadonlyMap<CallKey, CallMark> {
  if (calls.length < 2) return new Map();
  return new Map(calls.map(({ key }, at) => [key, { number: at + 1, className: `call${at % MARKS}` }]));
}
