import { useCallback, useMemo, useState } from 'react';
import type { CallChip, CallSort } from '../../shared/protocol/commands';
import type { CallRow } from '../../shared/protocol/rows';
import { focusLowerPanes } from '../shell/focus';
import { ListFrame } from '../shell/ListFrame';
import { NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import type { CallGroupKey } from '../../shared/ids';
import { useCaptureStart, usePreference, useSelection, useWorkbench } from '../store/hooks';
import { Chip } from '../ui/Chip';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { callColumns } from './callColumns';
import { joinCalls, MOST_JOINED_CALLS } from './callGroupActions';
import { groupFolds } from './groupFolds';
import './calls.css';

const CHIPS: readonly (readonly [CallChip, string])[] = [
  ['failed', 'failed'],
  ['answered', 'answered'],
  ['active', 'active'],
  ['badAudio', 'bad audio'],
];

const keyOf = (call: CallRow): string => call.key;

/** Calls of the capture; the open one, or all marked ones, as a ladder below. */
export function CallsView() {
  const workbench = useWorkbench();
  const { ask, selection } = workbench;
  const start = useCaptureStart();
  const call = useSelection((state) => state.call);
  const marked = useSelection((state) => state.marked);
  const [search, setSearch] = useState('');
  const [chips, setChips] = useState<readonly CallChip[]>([]);
  const [sort, setSort] = useState<TableSort<CallSort>>({ by: 'startedAt', descending: false });
  const [grouped, setGrouped] = usePreference('groupLegs');
  const unfolded = useSelection((state) => state.unfolded);
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) =>
      ask('listCalls', {
        ...range,
        search,
        sort: sort.by,
        descending: sort.descending,
        chips: [...chips],
        grouped,
        expanded: grouped ? [...selection.getState().unfolded] : [],
      }),
    [ask, selection, search, sort, chips, grouped],
  );
  const list = useListSource('calls', fetch, unfolded);
  const folds = useMemo(() => {
    const unfold = (next: readonly CallGroupKey[]): void => selection.setState({ unfolded: next });
    return grouped ? groupFolds(list.view.rows, unfolded, unfold) : null;
  }, [selection, grouped, list.view.rows, unfolded]);
  const columns = useMemo(() => callColumns(start, folds), [start, folds]);
  const toggle = (chip: CallChip): void =>
    setChips(chips.includes(chip) ? chips.filter((on) => on !== chip) : [...chips, chip]);
  const open = useCallback((row: CallRow) => selection.setState({ call: row.key }), [selection]);
  const mark = ({ key }: CallRow): void => {
    const next = new Set(marked);
    if (!next.delete(key)) next.add(key);
    selection.setState({ marked: next });
  };

  return (
    <ListFrame
      view={list.view}
      nouns={grouped ? ['row', 'rows'] : ['call', 'calls']}
      onSearch={setSearch}
      follow={follow}
      chips={
        <>
          {CHIPS.map(([chip, label]) => (
            <Chip key={chip} on={chips.includes(chip)} onToggle={() => toggle(chip)}>
              {label}
            </Chip>
          ))}
          <Chip
            on={grouped}
            title="One row per group of calls that are one story (g)"
            onToggle={() => setGrouped(!grouped)}
          >
            group legs
          </Chip>
          {marked.size > 1 && marked.size <= MOST_JOINED_CALLS ? (
            <button
              type="button"
              className="chip"
              title="Say that the marked calls are one story (j)"
              onClick={() => joinCalls(workbench, [...marked])}
            >
              join
            </button>
          ) : null}
          {marked.size > 0 ? (
            <Chip on onToggle={() => selection.setState({ marked: new Set() })}>
              {marked.size} marked ×
            </Chip>
          ) : null}
        </>
      }
      table={
        <VirtualTable
          name="calls"
          label="Calls"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={call}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ call: null, marked: new Set() })}
          marked={marked}
          onMark={mark}
          follow={follow.on && sort.by === 'startedAt'}
          onLeaveFollow={follow.leave}
          folds={folds}
          empty={<NoRows noun="calls" filtered={list.view.total > 0} />}
        />
      }
      hint={
        <div>
          <p>Choose a call to see its ladder.</p>
          <p>
            <kbd>Space</kbd> marks calls: several open as one ladder.
          </p>
        </div>
      }
    />
  );
}
