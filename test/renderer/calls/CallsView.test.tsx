import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';

let door: FakeDoor;
let workbench: Workbench;

beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor();
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
});
afterEach(() => {
  cleanup();
  workbench.close();
});

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Calls' });
const press = (key: string): boolean => fireEvent.keyDown(grid(), { key });
const selected = () => workbench.selection.getState();
/** The panes below have been given the rows of this call. */
const opened = (key: string) => waitFor(() => expect(workbench.session.getState().watched.calls[0]?.key).toBe(key));
const lastList = () => door.engine().asked.findLast(({ name }) => name === 'listCalls')?.ask;

describe('call list', () => {
  it('draws only rows near the screen, and tells the whole count', () => {
    expect(grid().getAttribute('aria-rowcount')).toBe('1205');
    expect(within(grid()).getAllByRole('row').length).toBeLessThan(60);
  });

  it('walks with the arrows and opens the row it comes to', async () => {
    press('ArrowDown');
    press('ArrowDown');
    expect(selected().call).toBe('call-1');
    const row = document.getElementById(grid().getAttribute('aria-activedescendant') ?? '');
    expect(row?.getAttribute('aria-selected')).toBe('true');
    await opened('call-1');
  });

  it('pages by what fits on the screen', () => {
    press('ArrowDown');
    press('PageDown');
    expect(selected().call).toBe('call-24');
  });

  it('opens a row that has to be fetched first', async () => {
    press('End');
    await waitFor(() => expect(selected().call).toBe('call-1203'));
    press('ArrowUp');
    expect(selected().call).toBe('call-1202');
    press('Home');
    await waitFor(() => expect(selected().call).toBe('call-0'));
  });

  it('marks with Space, opens all marked ones, and clears with Escape', async () => {
    press('ArrowDown');
    press(' ');
    press('ArrowDown');
    press(' ');
    await waitFor(() => expect(workbench.session.getState().watched.calls).toHaveLength(2));
    expect(screen.getByRole('button', { name: '2 marked ×' })).toBeTruthy();
    press('Escape');
    expect([selected().call, selected().marked.size]).toEqual([null, 0]);
  });

  it('sorts in the engine by the title that is pressed, and turns it round', async () => {
    fireEvent.click(screen.getByRole('button', { name: /^Loss/ }));
    await waitFor(() => expect(lastList()).toMatchObject({ sort: 'loss', descending: true }));
    fireEvent.click(screen.getByRole('button', { name: /^Loss/ }));
    await waitFor(() => expect(lastList()).toMatchObject({ sort: 'loss', descending: false }));
    expect(screen.getByRole('columnheader', { name: /^Loss/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('searches and filters in the engine', async () => {
    fireEvent.keyDown(document.body, { key: '/' });
    const field = screen.getByRole('textbox', { name: /search/ });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'alice 2004' } });
    fireEvent.click(screen.getByRole('button', { name: 'failed' }));
    await waitFor(() => expect(lastList()).toMatchObject({ search: 'alice 2004', chips: ['failed'] }));
  });

  it('asks again when the engine says that the list has changed', async () => {
    const asked = () => door.engine().asked.filter(({ name }) => name === 'listCalls').length;
    const before = asked();
    const { lists } = workbench.session.getState();
    door.engine().tell({ kind: 'listsChanged', lists: { ...lists, calls: { total: 1204, version: 2 } } });
    await waitFor(() => expect(asked()).toBe(before + 1));
  });

  it('narrows a column by keyboard and remembers it', () => {
    fireEvent.keyDown(screen.getByRole('button', { name: 'From' }), { key: 'ArrowLeft', shiftKey: true });
    expect(workbench.preferences.getState().columns['calls']?.widths).toEqual({ from: 120 });
  });

  it('saves the open call, tells the result and hands the download over', async () => {
    press('ArrowDown');
    await opened('call-0');
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    await screen.findByText(/call\.pcapng · 4,190 frames · 900 kB/);
    expect(door.delivered).toEqual(['/download/1']);
    const asked = door.engine().asked.find(({ name }) => name === 'exportCalls')?.ask;
    expect(asked).toMatchObject({ calls: ['call-0'], format: 'pcapng', destination: { kind: 'download' } });
  });

  it('runs a command of the desktop menu', async () => {
    door.menu('showStreams');
    expect(await screen.findByRole('grid', { name: 'Streams' })).toBeTruthy();
  });

  it('names every action in the palette', async () => {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const palette = await screen.findByRole('dialog', { name: 'Run a command' });
    fireEvent.click(within(palette).getByText('Messages'));
    expect(await screen.findByRole('grid', { name: 'Messages' })).toBeTruthy();
  });

  it('shows when the engine is gone, and that it came back', async () => {
    door.engine().close();
    expect((await screen.findByRole('alert')).textContent).toContain('The engine is gone.');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
