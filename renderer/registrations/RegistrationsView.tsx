import { useCallback, useMemo, useState } from 'react';
import type { RegistrationSort } from '../../shared/protocol/commands';
import type { RegistrationRow } from '../../shared/protocol/rows';
import { focusLowerPanes } from '../shell/focus';
import { RegistrationSwitch } from '../keepalives/RegistrationSwitch';
import { ListFrame } from '../shell/ListFrame';
import { NoRows } from '../shell/NoRows';
import { useFollow } from '../shell/useFollow';
import { useCaptureStart, useSelection, useWorkbench } from '../store/hooks';
import type { ListRange } from '../ui/listSource';
import type { TableSort } from '../ui/TableHeader';
import { useListSource } from '../ui/useListSource';
import { VirtualTable } from '../ui/VirtualTable';
import { registrationColumns } from './registrationColumns';

const keyOf = (row: RegistrationRow): string => row.key;

/** Addresses of record with what became of them; the messages of the open one below. */
export function RegistrationsView() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const registration = useSelection((state) => state.registration);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<RegistrationSort>>({ by: 'firstAt', descending: false });
  const follow = useFollow();
  const fetch = useCallback(
    (range: ListRange) => ask('listRegistrations', { ...range, search, sort: sort.by, descending: sort.descending }),
    [ask, search, sort],
  );
  const list = useListSource('registrations', fetch);
  const columns = useMemo(() => registrationColumns(start), [start]);
  const open = useCallback((row: RegistrationRow) => selection.setState({ registration: row.key }), [selection]);
  return (
    <ListFrame
      view={list.view}
      lead={<RegistrationSwitch />}
      nouns={['registration', 'registrations']}
      onSearch={setSearch}
      follow={follow}
      table={
        <VirtualTable
          name="registrations"
          label="Registrations"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={registration}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ registration: null })}
          follow={follow.on && sort.by === 'firstAt'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun="registrations" filtered={list.view.total > 0} />}
        />
      }
      hint="Choose a registration to see its messages."
    />
  );
}
