import type { CallKey } from '../../shared/ids';
import type { CallGroup } from '../../shared/protocol/callGroups';
import type { CallRow } from '../../shared/protocol/rows';

const MARKS = 8;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type CallMark = {
  /** What stands on its arrows: `B` for a leg, `2` for a call that is only shown beside others. */
  readonly sign: string;
  /** `leg B`, `call 2` */
  readonly name: string;
  readonly className: string;
};

/**
 * A sign and a colour for each call of a ladder that shows several; colours come again after eight calls, signs do not. Legs of one
 * group have letters.
 */
export function markCalls(calls: readonly Pick<CallRow, 'key'>[], areLegs: boolean): ReadonlyMap<CallKey, CallMark> {
  if (calls.length < 2) return new Map();
  return new Map(
    calls.map(({ key }, at) => {
      const sign = (areLegs ? LETTERS[at] : undefined) ?? String(at + 1);
      return [key, { sign, name: `${areLegs ? 'leg' : 'call'} ${sign}`, className: `call${at % MARKS}` }];
    }),
  );
}

/** The marks of open calls: those of a group keep the letters that they have in the group, whichever of them are open. */
export function markWatchedCalls(
  calls: readonly Pick<CallRow, 'key'>[],
  group: CallGroup | null,
): ReadonlyMap<CallKey, CallMark> {
  if (calls.length < 2 || group === null) return markCalls(calls, false);
  return markCalls(
    group.calls.map((key) => ({ key })),
    true,
  );
}
