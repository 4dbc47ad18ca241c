import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import type { ExchangeRow } from '../../../shared/protocol/exchangeRows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeSnapshot } from '../rows';
import type { Script } from '../scriptedEngine';
import { madeExchange } from '../stories';

let door: FakeDoor;
let workbench: Workbench;

async function open(exchanges: number, script: Script = {}): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  const snapshot = madeSnapshot();
  const lists = { ...snapshot.lists, exchanges: { total: exchanges, version: 1 } };
  door = fakeDoor({ snapshot: { ...snapshot, lists }, script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  fireEvent.keyDown(document.body, { key: 'e' });
  await screen.findByRole('grid', { name: 'Exchanges' });
}

const listed = (...rows: readonly ExchangeRow[]): Script => ({
  listExchanges: () => ({ rows, from: 0, matching: rows.length, total: rows.length, version: 1 }),
});

afterEach(() => {
  cleanup();
  workbench.close();
});

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Exchanges' });
const cells = (row: number): (string | null)[] =>
  [...grid().querySelectorAll(`[aria-rowindex="${row + 2}"] [role=gridcell]`)].map(({ textContent }) => textContent);
const lastAsk = (name: string) => door.engine().asked.findLast((asked) => asked.name === name)?.ask;

describe('list of exchanges', () => {
  it('tells kind, parties, state, what happened and figures', async () => {
    const subscription = { kind: 'subscription', event: 'as-feature-event', state: 'active', expiresS: 3600 } as const;
    await open(
      3,
      listed(
        madeExchange(0, { words: '"see you at ten"', roundTripMs: 40 }),
        madeExchange(1, { ...subscription, words: 'subscribed for 3600 s', roundTripMs: null }),
        madeExchange(2, { state: 'rejected', status: 489 }),
      ),
    );
    await waitFor(() => expect(cells(0)).not.toEqual([]));
    expect(cells(0).slice(2, 10)).toEqual([
      'Instant message',
      '1000',
      '2000',
      'done',
      '"see you at ten"',
      '40 ms',
      '–',
      '2',
    ]);
    expect([cells(1)[2], cells(1)[5], cells(1)[8]]).toEqual(['Subscription · as-feature-event', 'active', '3,600 s']);
    expect(cells(2)[5]).toBe('rejected · 489');
  });

  it('asks for them sorted, searched, and with OPTIONS or without', async () => {
    await open(6);
    await waitFor(() => expect(lastAsk('listExchanges')).toMatchObject({ sort: 'startedAt', hideOptions: true }));
    fireEvent.click(screen.getByRole('button', { name: 'hide OPTIONS' }));
    await waitFor(() => expect(lastAsk('listExchanges')).toMatchObject({ hideOptions: false }));
    fireEvent.click(screen.getByRole('columnheader', { name: /^Kind/ }).querySelector('button')!);
    await waitFor(() => expect(lastAsk('listExchanges')).toMatchObject({ sort: 'kind', descending: false }));
    fireEvent.change(screen.getByRole('textbox', { name: 'search' }), { target: { value: 'presence' } });
    await waitFor(() => expect(lastAsk('listExchanges')).toMatchObject({ search: 'presence' }));
  });

  it('opens the messages of one as a ladder, and goes back', async () => {
    await open(6);
    await waitFor(() => expect(cells(0)).not.toEqual([]));
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    await waitFor(() => expect(workbench.session.getState().watched.messages).toHaveLength(1));
    expect(lastAsk('readExchange')).toEqual({ exchange: 'exchange-0' });
    expect(screen.getByRole('region', { name: 'Ladder' })).toBeTruthy();
    expect(workbench.selection.getState().message).toBe(0);
    fireEvent.keyDown(grid(), { key: 'Escape' });
    await screen.findByText('Choose an exchange to see its messages.');
  });

  it('reads the open one again when the list has changed', async () => {
    await open(6);
    await waitFor(() => expect(cells(0)).not.toEqual([]));
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    await waitFor(() => expect(workbench.session.getState().watched.messages).toHaveLength(1));
    const reads = () => door.engine().asked.filter(({ name }) => name === 'readExchange').length;
    expect(reads()).toBe(1);
    const { lists } = workbench.session.getState();
    door.engine().tell({ kind: 'listsChanged', lists: { ...lists, exchanges: { total: 6, version: 2 } } });
    await waitFor(() => expect(reads()).toBe(2), { timeout: 3000 });
  });

  it('stands beside the messages', async () => {
    await open(6);
    expect(screen.getByRole('radio', { name: /^Exchanges ?6$/ }).getAttribute('aria-checked')).toBe('true');
    expect(screen.getByRole('button', { name: /^Messages.*\+6$/ })).toBeTruthy();
    expect(screen.getByTitle(/messages, 6 exchanges$/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /^Messages/ }));
    await screen.findByRole('grid', { name: 'Messages' });
  });

  it('says what would stand in it when it is empty', async () => {
    await open(0);
    await screen.findByRole('heading', { name: 'No exchanges' });
    expect(screen.getByText(/^Instant messages, subscriptions with their NOTIFYs/)).toBeTruthy();
  });
});
