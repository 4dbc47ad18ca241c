import { useCallback, useMemo, useState } from 'react';
import type { KeepaliveSort } from '../../shared/protocol/commands';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { focusLowerPanes } from '../shell/focus';
import { ListFrame } from '../shell/ListFrame';
import { NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import { useCaptureStart, useSelection, useWorkbench } from '../store/hooks';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { keepaliveColumns } from './keepaliveColumns';
import { RegistrationSwitch } from './RegistrationSwitch';

const keyOf = (row: KeepaliveRow): string => row.key;

/** How pairs of hosts keep in touch; figures and history of the open one below. */
export function KeepaliveList() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const keepalive = useSelection((state) => state.keepalive);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<KeepaliveSort>>({ by: 'firstAt', descending: false });
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) => ask('listKeepalives', { ...range, search, sort: sort.by, descending: sort.descending }),
    [ask, search, sort],
  );
  const list = useListSource('keepalives', fetch);
  const columns = useMemo(() => keepaliveColumns(start), [start]);
  const open = useCallback(
    (row: KeepaliveRow) => selection.setState({ keepalive: row.key, companion: null }),
    [selection],
  );
  return (
    <ListFrame
      view={list.view}
      lead={<RegistrationSwitch />}
      nouns={['keepalive', 'keepalives']}
      onSearch={setSearch}
      follow={follow}
      table={
        <VirtualTable
          name="keepalives"
          label="Keepalives"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={keepalive}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ keepalive: null })}
          follow={follow.on && sort.by === 'firstAt'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun="keepalives" filtered={list.view.total > 0} />}
        />
      }
      hint="Choose a pair of hosts to see when it went up and down."
    />
  );
}
