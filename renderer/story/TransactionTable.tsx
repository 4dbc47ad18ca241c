import { useId, useState } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { TransactionRow } from '../../shared/protocol/callStory';
import { visibleText } from '../message/visibleText';
import { describeHop, describeOutcome, formatMs, sideWords, storyTime, type StoryTimes } from './describeStory';
import { useShowTransaction } from './useShowTransaction';
import { walkKeys } from './walkKeys';

const TITLES = ['Start', 'Method', 'By', 'Hop', 'First answer', 'Outcome', 'After', 'Sent again'] as const;
const FIGURES = new Set<string>(['First answer', 'After', 'Sent again']);
/** As many as a person may walk; the ladder has them all. */
const MOST_TRANSACTIONS = 500;

function again({ retransmissions, copies }: TransactionRow): string {
  const parts = [retransmissions === 0 ? '' : formatCount(retransmissions)];
  if (copies > 0) parts.push(`${formatCount(copies)} ${copies === 1 ? 'copy' : 'copies'}`);
  return parts.filter((part) => part !== '').join(' · ') || '–';
}

type CellsProps = { readonly transaction: TransactionRow; readonly time: string };

function Cells({ transaction, time }: CellsProps) {
  const [outcome, tone] = describeOutcome(transaction);
  return (
    <>
      <td role="gridcell" className="mono muted">
        {time}
      </td>
      <td role="gridcell">{visibleText(transaction.method, 40)}</td>
      <td role="gridcell" className={transaction.by === null ? 'muted' : undefined}>
        {sideWords(transaction.by)}
      </td>
      <td role="gridcell" className="mono">
        {describeHop(transaction)}
      </td>
      <td role="gridcell" className="num">
        {formatMs(transaction.firstResponseMs)}
      </td>
      <td role="gridcell" className={tone}>
        {outcome}
      </td>
      <td role="gridcell" className="num">
        {formatMs(transaction.finalMs)}
      </td>
      <td role="gridcell" className={`num ${transaction.retransmissions > 0 ? 'warn' : 'muted'}`}>
        {again(transaction)}
      </td>
    </>
  );
}

type Props = { readonly transactions: readonly TransactionRow[]; readonly times: StoryTimes };

/** Each request with its answers on each hop. Enter or a click leaves only it in the ladder. */
export function TransactionTable({ transactions, times }: Props) {
  const id = useId();
  const [at, setAt] = useState<number | null>(null);
  const show = useShowTransaction();
  const shown = transactions.slice(0, MOST_TRANSACTIONS);
  const open = (row: number): void => {
    const transaction = shown[row];
    if (transaction) show(transaction.transaction, transaction.request);
  };
  const active = at !== null && at < shown.length ? at : null;
  if (shown.length === 0) return <p className="muted none">No transaction was seen.</p>;
  return (
    <>
      <table
        className="storytable transactions"
        role="grid"
        tabIndex={0}
        aria-label="Transactions: Enter shows one in the ladder"
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        onKeyDown={walkKeys({ at: active, rows: shown.length, onMove: setAt, onOpen: open })}
      >
        <thead>
          <tr role="row">
            {TITLES.map((title) => (
              <th key={title} role="columnheader" scope="col" className={FIGURES.has(title) ? 'num' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((transaction, row) => (
            <tr
              key={row}
              id={`${id}-${row}`}
              role="row"
              aria-selected={row === active}
              title="Show only this transaction in the ladder"
              onClick={() => open(row)}
            >
              <Cells
                transaction={transaction}
                time={storyTime(transaction.startedAtMs, shown[row - 1]?.startedAtMs ?? null, times)}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {transactions.length > shown.length ? (
        <p className="muted none">{formatCount(transactions.length - shown.length)} more are not shown.</p>
      ) : null}
    </>
  );
}
