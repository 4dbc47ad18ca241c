import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCompanion, madeSnapshot } from '../rows';
import type { Script } from '../scriptedEngine';

const WITHOUT_CALL = 4;

let door: FakeDoor;
let workbench: Workbench;

async function open(companions: number, script: Script = {}): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  const snapshot = madeSnapshot();
  const lists = { ...snapshot.lists, companions: { total: companions, version: 1 } };
  door = fakeDoor({ snapshot: { ...snapshot, lists }, script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  fireEvent.keyDown(document.body, { key: 'b' });
  await screen.findByRole('grid', { name: 'Beside RTP' });
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Beside RTP' });
const cells = (row: number): (string | null)[] =>
  [...grid().querySelectorAll(`[aria-rowindex="${row + 2}"] [role=gridcell]`)].map(({ textContent }) => textContent);
const lastList = () => door.engine().asked.findLast(({ name }) => name === 'listCompanions')?.ask;
const selected = () => workbench.selection.getState();
const radio = (name: RegExp): HTMLElement => screen.getByRole('radio', { name });

describe('list of what runs beside RTP', () => {
  beforeEach(async () => {
    await open(9, {
      watchCalls: ({ calls }) => ({
        calls: [],
        messages: [],
        streams: [],
        companions: calls.map(() => madeCompanion(1)),
      }),
    });
    await waitFor(() => expect(cells(0)).not.toEqual([]));
  });

  it('tells kind, ends, call, packets, length and summary', () => {
    expect(cells(1).slice(1)).toEqual([
      'DTLS 1.2',
      '10.0.0.1:10000',
      '10.0.0.99:20000',
      '1000 Alice → 2000',
      '8',
      '120 ms',
      'DTLS 1.2 · AES128-GCM · fingerprint as in SDP',
    ]);
    expect(cells(WITHOUT_CALL)[4]).toBe('–');
    expect(screen.getAllByLabelText('Something in it is wrong')).toHaveLength(1);
  });

  it('counts both lists in the switch and beside the name of the view', () => {
    expect(radio(/^RTP/).textContent).toBe('RTP 2,391');
    expect(radio(/^Beside RTP/).textContent).toBe('Beside RTP 9');
    expect(screen.getByRole('button', { name: /^Streams/ }).textContent).toBe('Streams2k+9');
    expect(screen.getByTitle('2,391 RTP streams, 9 beside RTP')).toBeTruthy();
  });

  it('switches by keyboard and keeps it', async () => {
    act(() => radio(/^Beside RTP/).focus());
    fireEvent.keyDown(radio(/^Beside RTP/), { key: 'ArrowLeft' });
    await screen.findByRole('grid', { name: 'Streams' });
    await waitFor(() => expect(document.activeElement).toBe(radio(/^RTP/)));
    expect([radio(/^RTP/).getAttribute('aria-checked'), selected().paneTabs.streams]).toEqual(['true', 'media']);
    fireEvent.click(radio(/^Beside RTP/));
    await screen.findByRole('grid', { name: 'Beside RTP' });
  });

  it('sorts and searches in the engine', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Summary' }));
    await waitFor(() => expect(lastList()).toMatchObject({ sort: 'summary', descending: false }));
    fireEvent.click(screen.getByRole('button', { name: 'Packets' }));
    await waitFor(() => expect(lastList()).toMatchObject({ sort: 'packets', descending: true }));
    fireEvent.change(screen.getByRole('textbox', { name: /search/ }), { target: { value: 'dtls' } });
    await waitFor(() => expect(lastList()).toMatchObject({ search: 'dtls' }));
  });

  it('opens the ladder of its call, and its pane beside it', async () => {
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    expect(selected().companion).toBe('companion-1');
    await waitFor(() =>
      expect(door.engine().asked.findLast(({ name }) => name === 'watchCalls')?.ask).toEqual({ calls: ['call-0'] }),
    );
    expect(screen.getByRole('region', { name: 'Ladder' })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Beside RTP' }).textContent).toContain('ClientHello');
  });

  it('opens one without a call alone', async () => {
    fireEvent.click(grid().querySelector(`[aria-rowindex="${WITHOUT_CALL + 2}"]`)!);
    await screen.findByText('none: no signalling of it was seen');
    expect(await screen.findByRole('option', { name: /^ICE connected, 6 checks/ })).toBeTruthy();
    fireEvent.keyDown(grid(), { key: 'Escape' });
    expect([selected().companion, selected().companionRow]).toEqual([null, null]);
    expect(screen.getByText('Choose a protocol to see what happened in it.')).toBeTruthy();
  });

  it('comes back to what was open in it', async () => {
    fireEvent.click(grid().querySelector(`[aria-rowindex="${WITHOUT_CALL + 2}"]`)!);
    await screen.findByText('none: no signalling of it was seen');
    fireEvent.keyDown(document.body, { key: '1' });
    await screen.findByRole('grid', { name: 'Calls' });
    fireEvent.keyDown(screen.getByRole('grid', { name: 'Calls' }), { key: 'ArrowDown' });
    await waitFor(() => expect(selected().companion).toBeNull());
    fireEvent.keyDown(document.body, { key: '3' });
    await waitFor(() => expect(selected().companion).toBe(`companion-${WITHOUT_CALL}`));
    expect(screen.getByText('none: no signalling of it was seen')).toBeTruthy();
  });
});

describe('a capture with nothing beside RTP', () => {
  it('says so, and what would stand there', async () => {
    await open(0);
    expect(await screen.findByRole('heading', { name: 'No protocols beside RTP' })).toBeTruthy();
    expect(screen.getByText(/^STUN, TURN, DTLS, ZRTP, T\.38, MSRP/)).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Streams/ }).textContent).toBe('Streams2,391');
  });
});
