import { useCallback, useMemo, useState } from 'react';
import type { CompanionSort } from '../../shared/protocol/commands';
import type { CompanionRow } from '../../shared/protocol/rows';
import { focusLowerPanes } from '../shell/focus';
import { ListFrame } from '../shell/ListFrame';
import { BESIDE_RTP, NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import { useCaptureStart, useSelection, useWorkbench } from '../store/hooks';
import { StreamSwitch } from '../streams/StreamSwitch';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { companionColumns } from './companionColumns';

const keyOf = (row: CompanionRow): string => row.key;

/** What runs beside RTP; the ladder of the open one's call and its events below. */
export function CompanionList() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const companionRow = useSelection((state) => state.companionRow);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<CompanionSort>>({ by: 'startedAt', descending: false });
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) => ask('listCompanions', { ...range, search, sort: sort.by, descending: sort.descending }),
    [ask, search, sort],
  );
  const list = useListSource('companions', fetch);
  const columns = useMemo(() => companionColumns(start), [start]);
  const open = useCallback(
    (row: CompanionRow) => selection.setState({ companionRow: row, companion: row.key }),
    [selection],
  );
  return (
    <ListFrame
      view={list.view}
      lead={<StreamSwitch />}
      nouns={['protocol', 'protocols']}
      onSearch={setSearch}
      follow={follow}
      table={
        <VirtualTable
          name="companions"
          label="Beside RTP"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={companionRow?.key ?? null}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ companionRow: null, companion: null })}
          follow={follow.on && sort.by === 'startedAt'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun={BESIDE_RTP} filtered={list.view.total > 0} />}
        />
      }
      hint="Choose a protocol to see what happened in it."
    />
  );
}
