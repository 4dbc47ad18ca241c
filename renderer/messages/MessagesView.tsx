import { useCallback, useMemo, useState } from 'react';
import type { MessageSort } from '../../shared/protocol/commands';
import type { MessageRow } from '../../shared/protocol/rows';
import { MessageSwitch } from '../exchanges/MessageSwitch';
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
import { IssuesMenu } from './IssuesMenu';
import { messageColumns } from './messageColumns';
import './messages.css';

const keyOf = (row: MessageRow): string => String(row.index);

/** All SIP messages; the open one with the ladder of its call below. */
export function MessagesView() {
  const { ask, selection } = useWorkbench();
  const start = useCaptureStart();
  const messageRow = useSelection((state) => state.messageRow);
  const issue = useSelection((state) => state.issue);
  const [hideOptions, setHideOptions] = usePreference('hideOptions');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<TableSort<MessageSort>>({ by: 'at', descending: false });
  const follow = useFollow();
  const code = issue?.code ?? null;
  const fetch = useCallback(
    (range: ListRange) =>
      ask('listMessages', { ...range, search, sort: sort.by, descending: sort.descending, hideOptions, issue: code }),
    [ask, search, sort, hideOptions, code],
  );
  const list = useListSource('messages', fetch);
  const columns = useMemo(() => messageColumns(start), [start]);
  const open = useCallback(
    (row: MessageRow) => selection.setState({ messageRow: row, message: row.index, companion: null }),
    [selection],
  );
  return (
    <ListFrame
      view={list.view}
      lead={<MessageSwitch />}
      nouns={['message', 'messages']}
      onSearch={setSearch}
      follow={follow}
      chips={
        <>
          {issue === null ? null : (
            <Chip on title={issue.words} onToggle={() => selection.setState({ issue: null })}>
              <span className="issuechip">{issue.words}</span> ×
            </Chip>
          )}
          <IssuesMenu />
          <Chip on={hideOptions} onToggle={() => setHideOptions(!hideOptions)}>
            hide OPTIONS
          </Chip>
        </>
      }
      table={
        <VirtualTable
          name="messages"
          label="Messages"
          columns={columns}
          list={list}
          keyOf={keyOf}
          sort={sort}
          onSort={setSort}
          activeKey={messageRow === null ? null : keyOf(messageRow)}
          onActive={open}
          onOpen={focusLowerPanes}
          onBack={() => selection.setState({ messageRow: null })}
          follow={follow.on && sort.by === 'at'}
          onLeaveFollow={follow.leave}
          empty={<NoRows noun="messages" filtered={list.view.total > 0} />}
        />
      }
      hint="Choose a message to read it."
    />
  );
}
