import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { frameNumber, messageIndex } from '../../../shared/ids';
import type { KeepaliveRow } from '../../../shared/protocol/exchangeRows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeMessage, madeSnapshot } from '../rows';
import type { Script } from '../scriptedEngine';
import { madeKeepalive } from '../stories';

const DOWN = madeKeepalive(2);
const LINE_ENDS = madeKeepalive(1, {
  method: 'crlf',
  state: 'cannotTell',
  answered: null,
  lost: null,
  lastStatus: null,
  medianRoundTripMs: null,
  changes: [],
  messages: [],
});

let door: FakeDoor;
let workbench: Workbench;

const script = (...rows: readonly KeepaliveRow[]): Script => ({
  listKeepalives: () => ({ rows, from: 0, matching: rows.length, total: rows.length, version: 1 }),
  readKeepalive: ({ keepalive }) => {
    const row = rows.find(({ key }) => key === keepalive);
    if (row === undefined) return 'evicted';
    const message = { ...madeMessage(7, null), frame: frameNumber(900), index: messageIndex(7) };
    return { keepalive: row, messages: row.method === 'options' ? [madeMessage(0, null), message] : [] };
  },
});

async function open(...rows: readonly KeepaliveRow[]): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  const snapshot = madeSnapshot();
  const lists = { ...snapshot.lists, keepalives: { total: rows.length, version: 1 } };
  door = fakeDoor({ snapshot: { ...snapshot, lists }, script: script(...rows) });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  fireEvent.keyDown(document.body, { key: 'h' });
  await screen.findByRole('grid', { name: 'Keepalives' });
  if (rows.length > 0) await waitFor(() => expect(cells(0)).not.toEqual([]));
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Keepalives' });
const cells = (row: number): (string | null)[] =>
  [...grid().querySelectorAll(`[aria-rowindex="${row + 2}"] [role=gridcell]`)].map(({ textContent }) => textContent);
const openRow = (row: number): void => {
  fireEvent.click(grid().querySelector(`[aria-rowindex="${row + 2}"]`)!);
};

describe('list of keepalives', () => {
  it('tells method, ends, state, losses, interval and round trip', async () => {
    await open(DOWN, LINE_ENDS);
    expect(cells(0).slice(3)).toEqual([
      'OPTIONS',
      '10.0.0.3:5060',
      '10.0.0.99:5060',
      'down',
      '20',
      '8',
      '30.0 s',
      '2.4 ms',
      '200',
      'no answer for 3 requests',
    ]);
    expect(cells(1).slice(6, 12)).toEqual(['cannot tell', '20', '–', '30.0 s', '–', '–']);
  });

  it('asks for them sorted and searched', async () => {
    await open(DOWN);
    const lastAsk = () => door.engine().asked.findLast(({ name }) => name === 'listKeepalives')?.ask;
    fireEvent.click(screen.getByRole('columnheader', { name: /^Lost/ }).querySelector('button')!);
    await waitFor(() => expect(lastAsk()).toMatchObject({ sort: 'lost' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'search' }), { target: { value: 'down' } });
    await waitFor(() => expect(lastAsk()).toMatchObject({ search: 'down' }));
  });

  it('stands beside the registrations', async () => {
    await open(DOWN);
    expect(screen.getByRole('radio', { name: /^Keepalives ?1$/ }).getAttribute('aria-checked')).toBe('true');
    expect(screen.getByRole('button', { name: /^Registrations/ }).textContent).toMatch(/\+1$/);
    fireEvent.click(screen.getByRole('radio', { name: /^Registrations/ }));
    await screen.findByRole('grid', { name: 'Registrations' });
    expect(workbench.selection.getState().paneTabs.registrations).toBe('ladder');
  });

  it('says what would stand in it when it is empty', async () => {
    await open();
    await screen.findByRole('heading', { name: 'No keepalives' });
    expect(screen.getByText(/^OPTIONS outside calls, and line ends and STUN/)).toBeTruthy();
  });
});

describe('a keepalive', () => {
  const pane = (): HTMLElement => screen.getByRole('region', { name: 'Keepalive' });

  it('tells its figures and its history', async () => {
    await open(DOWN);
    openRow(0);
    await screen.findByText('The other side is down.');
    expect(pane().textContent).toContain('20 sent, 12 answered, 8 lost');
    expect(pane().textContent).toContain('1.1 / 2.4 / 9.8 ms (least / median / most)');
    const options = within(pane()).getAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^up: 200 OK at .*, frame 1/),
      expect.stringMatching(/^down: no answer for 3 requests at .*, frame 900/),
    ]);
    expect(options[1]!.getAttribute('aria-selected')).toBe('true');
  });

  it('shows the message of a change, and its frame', async () => {
    await open(DOWN);
    openRow(0);
    const history = await screen.findByRole('listbox', { name: 'History' });
    await waitFor(() => expect(workbench.session.getState().watched.messages).toHaveLength(2));
    fireEvent.keyDown(history, { key: 'ArrowUp' });
    fireEvent.keyDown(history, { key: 'ArrowDown' });
    expect(workbench.selection.getState().message).toBe(7);
    fireEvent.keyDown(history, { key: 'Enter' });
    await waitFor(() =>
      expect(door.engine().asked.findLast(({ name }) => name === 'readFrame')?.ask).toEqual({ frame: 900 }),
    );
    fireEvent.keyDown(pane().querySelector('.keepalivebody')!, { key: 'Escape' });
    expect(await screen.findByRole('listbox', { name: 'History' })).toBeTruthy();
  });

  it('says why it cannot be told, and that there are no messages', async () => {
    await open(LINE_ENDS);
    openRow(0);
    await screen.findByText(/over UDP there is none/);
    expect(screen.getByText('It was never seen to go up or down.')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'l' });
    await screen.findByRole('heading', { name: 'No SIP messages' });
  });

  it('that is no longer kept says so', async () => {
    await open(DOWN);
    act(() => workbench.selection.setState({ keepalive: LINE_ENDS.key }));
    await screen.findByRole('heading', { name: 'This keepalive is gone' });
  });
});
