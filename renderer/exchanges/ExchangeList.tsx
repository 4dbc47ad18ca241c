import { useCallback, useMemo, useState } from 'react';
import type { ExchangeSort } from '../../shared/protocol/commands';
import type { ExchangeRow } from '../../shared/protocol/exchangeRows';
import { focusLowerPanes } from '../shell/focus';
import { ListFrame } from '../shell/ListFrame';
import { NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import { useCaptureStart, usePreference, useSelection, useWorkbench } from '../store/hooks';
import { Chip } from '../ui/Chip';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { exchangeColumns } from './exchangeColumns';
import { MessageSwitch } from './MessageSwitch';

const keyOf = (row: ExchangeRow): string => row.key;

/** What SIP did outside calls and registrations; the messages of the open exchange below. */
export function ExchangeList() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const exchange = useSelection((state) => state.exchange);
  const [hideOptions, setHideOptions] = usePreference('hideOptions');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<ExchangeSort>>({ by: 'startedAt', descending: false });
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) =>
      ask('listExchanges', { ...range, search, sort: sort.by, descending: sort.descending, hideOptions }),
    [ask, search, sort, hideOptions],
  );
  const list = useListSource('exchanges', fetch);
  const columns = useMemo(() => exchangeColumns(start), [start]);
  const open = useCallback(
    (row: ExchangeRow) => selection.setState({ exchange: row.key, companion: null }),
    [selection],
  );
  return (
    <ListFrame
      view={list.view}
      lead={<MessageSwitch />}
      nouns={['exchange', 'exchanges']}
      onSearch={setSearch}
      follow={follow}
      chips={
        <Chip on={hideOptions} onToggle={() => setHideOptions(!hideOptions)}>
          hide OPTIONS
        </Chip>
      }
      table={
        <VirtualTable
          name="exchanges"
          label="Exchanges"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={exchange}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ exchange: null })}
          follow={follow.on && sort.by === 'startedAt'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun="exchanges" filtered={list.view.total > 0} />}
        />
      }
      hint="Choose an exchange to see its messages."
    />
  );
}
