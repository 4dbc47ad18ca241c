import { useCallback, useMemo, useState } from 'react';
import type { StreamSort } from '../../shared/protocol/commands';
import type { StreamRow } from '../../shared/protocol/rows';
import { focusLowerPanes } from '../shell/focus';
import { ListFrame } from '../shell/ListFrame';
import { NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import { useCaptureStart, useSelection, useWorkbench } from '../store/hooks';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { streamColumns } from './streamColumns';
import { StreamSwitch } from './StreamSwitch';

const keyOf = (row: StreamRow): string => row.key;

/** RTP streams with all their figures; the chart of the open one below. */
export function RtpList() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const streamRow = useSelection((state) => state.streamRow);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<StreamSort>>({ by: 'startedAt', descending: false });
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) => ask('listStreams', { ...range, search, sort: sort.by, descending: sort.descending }),
    [ask, search, sort],
  );
  const list = useListSource('streams', fetch);
  const columns = useMemo(() => streamColumns(start), [start]);
  const open = useCallback((row: StreamRow) => selection.setState({ streamRow: row, stream: row.key }), [selection]);
  return (
    <ListFrame
      view={list.view}
      lead={<StreamSwitch />}
      nouns={['stream', 'streams']}
      onSearch={setSearch}
      follow={follow}
      table={
        <VirtualTable
          name="streams"
          label="Streams"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={streamRow?.key ?? null}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ streamRow: null })}
          follow={follow.on && sort.by === 'startedAt'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun="streams" filtered={list.view.total > 0} />}
        />
      }
      hint="Choose a stream to see its jitter and loss over time."
    />
  );
}
