import { joinCalls, MOST_JOINED_CALLS, splitCall } from '../calls/callGroupActions';
import { useSelection, useSession } from '../store/hooks';
import { NO_LADDER_FILTER } from '../store/selection';
import type { Workbench } from '../store/workbench';
import type { Action } from './actions';

type LegState = {
  /** Calls that are open as one story; 0 when the open call stands alone. */
  readonly legs: number;
  readonly allLegs: boolean;
  /** Transaction of the selected message; null when that is not in the ladder. */
  readonly transaction: number | null;
  /** Whether the ladder shows only that transaction. */
  readonly isAlone: boolean;
  readonly narrowed: boolean;
};

/** What the actions on legs depend on, in values that change only when the actions do. */
export function useLegState(): LegState {
  const message = useSelection((selection) => selection.message);
  const allLegs = useSelection((selection) => selection.allLegs);
  const filter = useSelection(({ ladderFilter }) => ladderFilter);
  const legs = useSession(({ watched }) => (watched.group === null ? 0 : watched.calls.length));
  const transaction = useSession(
    ({ watched }) => watched.messages.find(({ index }) => index === message)?.transaction ?? null,
  );
  return {
    legs,
    allLegs,
    transaction,
    isAlone: transaction !== null && filter.transaction === transaction,
    narrowed: filter.call !== null || filter.transaction !== null,
  };
}

type State = LegState & {
  /** A capture is open. */
  readonly open: boolean;
  readonly marked: number;
};

/** What can be done with the legs of a call and with what the ladder shows of them. */
export function legActions(workbench: Workbench, state: State): Action[] {
  const group = 'Calls';
  const { selection, preferences } = workbench;
  const { open, marked, legs, allLegs, transaction, isAlone, narrowed } = state;
  return [
    {
      id: 'legs join',
      group,
      title: 'Join the marked calls to one story',
      shortcut: 'j',
      enabled: marked > 1 && marked <= MOST_JOINED_CALLS,
      run: () => joinCalls(workbench, [...selection.getState().marked]),
    },
    {
      id: 'legs split',
      group,
      title: 'Split the open call off its group',
      shortcut: 'x',
      enabled: legs > 0 && marked === 0,
      run: () => {
        const { call } = selection.getState();
        if (call !== null) splitCall(workbench, call);
      },
    },
    {
      id: 'legs all',
      group,
      title: allLegs ? 'Show this call without its other legs' : 'Show all legs of this call',
      shortcut: 'a',
      enabled: legs > 0 && marked === 0,
      run: () => selection.setState({ allLegs: !allLegs }),
    },
    {
      id: 'legs group',
      group,
      title: 'One row per group of calls, or per call',
      shortcut: 'g',
      enabled: open,
      run: () => preferences.setState(({ groupLegs }) => ({ groupLegs: !groupLegs })),
    },
    {
      id: 'legs transaction',
      group: 'Message',
      title: isAlone ? 'Show all transactions in the ladder' : 'Show only the transaction of this message',
      shortcut: 't',
      enabled: transaction !== null,
      run: () =>
        selection.setState(({ ladderFilter }) => ({
          ladderFilter: { ...ladderFilter, transaction: isAlone ? null : transaction },
        })),
    },
    {
      id: 'legs everything',
      group,
      title: 'Show the whole ladder',
      shortcut: null,
      enabled: narrowed,
      run: () => selection.setState({ ladderFilter: NO_LADDER_FILTER }),
    },
  ];
}
