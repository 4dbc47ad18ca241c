import type { KeyboardEvent } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { CallKey } from '../../shared/ids';
import { joinedBy } from '../story/describeGroup';
import { usePaneTab, useSelectedMessage, useSelection, useWatched, useWorkbench } from '../store/hooks';
import { chosenCalls } from '../store/selection';
import { Chip } from '../ui/Chip';
import { Segmented } from '../ui/Segmented';
import type { CallMark } from './callMarks';
import { LegChips } from './LegChips';
import { useLadderNarrowing } from './useLadderNarrowing';

const LEGS = [
  { name: 'one', words: 'This call', count: '' },
  { name: 'all', words: 'All legs', count: '' },
] as const;

/** The open call alone, or with the others of its group; and what joins them. */
function Legs() {
  const { selection } = useWorkbench();
  const allLegs = useSelection((state) => state.allLegs);
  const { group } = useWatched();
  const [, showTab] = usePaneTab();
  if (group === null) return null;
  return (
    <>
      <Segmented
        label="Legs"
        choices={LEGS}
        chosen={allLegs ? 'all' : 'one'}
        onChoose={(name) => selection.setState({ allLegs: name === 'all' })}
      />
      <button
        type="button"
        className="plain why"
        title={`${group.words} – why, in the story`}
        onClick={() => showTab('story')}
      >
        {joinedBy(group)}
      </button>
    </>
  );
}

/** `INVITE 1`: the transaction that is all that the ladder shows. */
function useTransactionName(transaction: number | null): string {
  const { messages } = useWatched();
  const found = transaction === null ? undefined : messages.find((message) => message.transaction === transaction);
  return [found?.cseqMethod ?? '', found?.cseqNumber ?? ''].join(' ').trim();
}

type Props = { readonly marks: ReadonlyMap<CallKey, CallMark> };

/** What the ladder shows of the rows that it has: legs, one transaction, copies. Nothing stands here where there is no choice. */
export function LadderBar({ marks }: Props) {
  const { calls, messages, group } = useWatched();
  const [, selectMessage] = useSelectedMessage();
  const chosen = useSelection((state) => (state.view === 'calls' ? chosenCalls(state).length : 0));
  const isOpened = useSelection(({ view, marked }) => view === 'calls' && marked.size === 0);
  const { rows, narrowed, narrow, showAll, hidesCopies, hideCopies } = useLadderNarrowing();
  const transaction = useTransactionName(rows.transaction);
  const hasLegs = isOpened && group !== null;
  if (calls.length < 2 && !hasLegs && !narrowed && rows.copies === 0) return null;

  const choose = (call: CallKey): void => {
    narrow({ call: rows.call === call ? null : call, transaction: null });
    const first = messages.find((message) => message.call === call);
    if (first) selectMessage(first.index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !narrowed) return;
    event.preventDefault();
    showAll();
  };
  return (
    <div className="ladderbar" role="group" aria-label="What the ladder shows" onKeyDown={onKeyDown}>
      {hasLegs ? <Legs /> : null}
      {calls.length > 1 ? (
        <LegChips
          calls={calls}
          marks={marks}
          only={rows.call}
          chosen={chosen}
          hint="show only this one"
          onChoose={choose}
        />
      ) : null}
      {rows.transaction === null ? null : (
        <Chip on title="Show the other transactions too (Esc)" onToggle={() => narrow({ transaction: null })}>
          only {transaction} ×
        </Chip>
      )}
      {rows.copies === 0 ? null : (
        <Chip
          on={hidesCopies}
          title={`${formatCount(rows.copies)} messages were seen before on another link`}
          onToggle={() => hideCopies(!hidesCopies)}
        >
          hide copies <span className="muted">{formatCount(rows.copies)}</span>
        </Chip>
      )}
    </div>
  );
}
