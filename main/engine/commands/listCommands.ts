import type { ExchangeRow } from '../../../shared/protocol/exchangeRows';
import type { CapturedCalls } from '../capturedCalls';
import { callChipCondition } from '../publish/callChips';
import { countIssues } from '../publish/countIssues';
import { messageCondition } from '../publish/messageCondition';
import type { RowQuery } from '../publish/rowList';
import type { Workbench } from '../workbench';
import type { Commands } from './command';

function queryOf<Sort extends string>(ask: {
  search: string;
  sort: Sort;
  descending: boolean;
  from: number;
  count: number;
}) {
  const { search, sort, descending, from, count } = ask;
  return { search, sort, descending, from, count } satisfies RowQuery<never, Sort>;
}

const WITHOUT_OPTIONS = { name: 'without OPTIONS', holds: ({ kind }: ExchangeRow) => kind !== 'options' } as const;

const EMPTY_RANGE = { rows: [], from: 0, matching: 0, total: 0, version: 0 } as const;

export function listCommands(
  workbench: Workbench,
): Commands<
  | 'listCalls'
  | 'listRegistrations'
  | 'listStreams'
  | 'listMessages'
  | 'listCompanions'
  | 'listExchanges'
  | 'listKeepalives'
  | 'countIssues'
> {
  const refreshed = (): CapturedCalls | null => {
    workbench.captured?.rows.refresh();
    return workbench.captured;
  };

  return {
    listCalls: (ask) => {
      const condition = callChipCondition(ask.chips);
      const query = { ...queryOf(ask), ...(condition && { condition }) };
      const rows = refreshed()?.rows;
      const range = ask.grouped
        ? rows?.groupedCalls.range({ ...query, expanded: ask.expanded })
        : rows?.calls.range(query);
      return range ?? EMPTY_RANGE;
    },
    listRegistrations: (ask) => refreshed()?.rows.registrations.range(queryOf(ask)) ?? EMPTY_RANGE,
    listStreams: (ask) => refreshed()?.rows.streams.range(queryOf(ask)) ?? EMPTY_RANGE,
    listMessages: (ask) => {
      const condition = messageCondition(ask);
      return refreshed()?.rows.messages.range({ ...queryOf(ask), ...(condition && { condition }) }) ?? EMPTY_RANGE;
    },
    listExchanges: (ask) =>
      refreshed()?.rows.exchanges.range({ ...queryOf(ask), ...(ask.hideOptions && { condition: WITHOUT_OPTIONS }) }) ??
      EMPTY_RANGE,
    listKeepalives: (ask) => refreshed()?.rows.keepalives.range(queryOf(ask)) ?? EMPTY_RANGE,
    listCompanions: (ask) => refreshed()?.rows.companions.range(queryOf(ask)) ?? EMPTY_RANGE,
    countIssues: () => ({ kinds: countIssues(workbench.captured?.pipeline.signalling.issueCounts) }),
  };
}
