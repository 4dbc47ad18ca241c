import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey } from '../../../shared/ids';
import { groupScript, madeGroup, markOf } from '../callStories';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall } from '../rows';
import type { Script } from '../scriptedEngine';

const GROUP = madeGroup([1, 4, 7]);
let door: FakeDoor;
let workbench: Workbench;

async function openList(script: Script = {}): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script: { ...groupScript(GROUP), ...script } });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const selected = () => workbench.selection.getState();
const watched = () => workbench.session.getState().watched;
const asked = (name: string) => door.engine().asked.filter((each) => each.name === name);
const lastList = () => asked('listCalls').at(-1)?.ask;
const groups = (): Promise<HTMLElement> => screen.findByRole('treegrid', { name: 'Calls' });
/** Numbers of the calls in the first rows. */
const firstRows = (list: HTMLElement): (string | null)[] =>
  within(list)
    .getAllByRole('row')
    .slice(1, 7)
    .map((row) => within(row).getAllByRole('gridcell').at(-1)!.textContent!.split('-')[0]!);

describe('list of groups', () => {
  beforeEach(async () => {
    await openList();
    fireEvent.click(screen.getByRole('button', { name: 'group legs' }));
    await waitFor(() => expect(lastList()).toMatchObject({ grouped: true, expanded: [] }));
  });

  it('is remembered, and shows one row per group', async () => {
    expect(workbench.preferences.getState().groupLegs).toBe(true);
    await waitFor(async () => expect(firstRows(await groups())).toEqual(['0', '1', '2', '3', '5', '6']));
    expect(screen.getByRole('button', { name: '3 legs' }).getAttribute('aria-expanded')).toBe('false');
  });

  it('unfolds and folds with the arrows, and walks between a row and those below it', async () => {
    const list = await groups();
    const press = (key: string): boolean => fireEvent.keyDown(list, { key });
    await waitFor(() => expect(firstRows(list)[4]).toBe('5'));
    press('ArrowDown');
    press('ArrowDown');
    expect(selected().call).toBe('call-1');
    press('ArrowRight');
    await waitFor(() => expect(firstRows(list)).toEqual(['0', '1', '4', '7', '2', '3']));
    expect(lastList()).toMatchObject({ expanded: ['group-0'] });
    const levels = within(list)
      .getAllByRole('row')
      .slice(1, 5)
      .map((row) => [row.getAttribute('aria-level'), row.getAttribute('aria-expanded')]);
    expect(levels).toEqual([
      ['1', null],
      ['1', 'true'],
      ['2', null],
      ['2', null],
    ]);
    press('ArrowRight');
    expect(selected().call).toBe('call-4');
    press('ArrowDown');
    press('ArrowLeft');
    expect(selected().call).toBe('call-1');
    press('ArrowLeft');
    await waitFor(() => expect(firstRows(list)).toEqual(['0', '1', '2', '3', '5', '6']));
  });

  it('unfolds with the button of a row, which does not open it', async () => {
    const list = await groups();
    fireEvent.click(await within(list).findByRole('button', { name: '3 legs' }));
    await waitFor(() => expect(firstRows(list)[2]).toBe('4'));
    expect(selected().call).toBeNull();
  });

  it('is turned off with the key that turns it on', async () => {
    await groups();
    fireEvent.keyDown(document.body, { key: 'g' });
    expect(await screen.findByRole('grid', { name: 'Calls' })).toBeTruthy();
    await waitFor(() => expect(lastList()).toMatchObject({ grouped: false, expanded: [] }));
  });
});

describe('scenario of a call', () => {
  it('stands in the list, with a mark where the capture lacks something', async () => {
    const scenario = {
      kind: 'busy',
      traits: [],
      words: 'Busy, with authentication',
      doubt: 'its beginning was not captured',
    } as const;
    await openList({
      listCalls: () => ({ rows: [madeCall(0, { scenario })], from: 0, matching: 1, total: 1, version: 1 }),
    });
    const row = screen.getAllByRole('row')[1]!;
    expect(within(row).getByText('Busy, with authentication')).toBeTruthy();
    expect(within(row).getByTitle('its beginning was not captured').textContent).toBe('?');
    fireEvent.click(screen.getByRole('button', { name: 'Scenario' }));
    await waitFor(() => expect(lastList()).toMatchObject({ sort: 'scenario', descending: false }));
  });
});

describe('opening a call of a group', () => {
  beforeEach(() => openList());
  const open = async (n: number): Promise<void> => {
    act(() => workbench.selection.setState({ call: callKey(`call-${n}`) }));
    await waitFor(() => expect(watched().calls.length).toBeGreaterThan(0));
  };

  it('watches all its legs, and one of them when that is wanted', async () => {
    await open(4);
    await waitFor(() => expect(watched().calls.map(({ key }) => key)).toEqual(GROUP.calls));
    expect([selected().message, watched().group?.key]).toEqual([28, 'group-0']);
    fireEvent.click(await screen.findByRole('radio', { name: 'This call' }));
    await waitFor(() => expect(watched().calls.map(({ key }) => key)).toEqual(['call-4']));
    fireEvent.keyDown(document.body, { key: 'a' });
    await waitFor(() => expect(watched().calls).toHaveLength(3));
  });

  it('goes to the first message of another leg that is opened', async () => {
    await open(1);
    await waitFor(() => expect(watched().calls).toHaveLength(3));
    act(() => workbench.selection.setState({ call: callKey('call-7') }));
    await waitFor(() => expect(selected().message).toBe(49));
  });

  it('asks once for a call that stands alone', async () => {
    await open(2);
    expect([asked('watchCalls').length, asked('readCallGroup').length, watched().group]).toEqual([1, 0, null]);
  });

  it('saves all legs that the ladder shows', async () => {
    await open(1);
    await waitFor(() => expect(watched().calls).toHaveLength(3));
    fireEvent.keyDown(document.body, { key: 's', ctrlKey: true });
    await waitFor(() => expect(asked('exportCalls')[0]?.ask).toMatchObject({ calls: GROUP.calls }));
  });

  it('reads the legs again when the call is joined to others', async () => {
    await open(2);
    const joined = madeGroup([2, 3]);
    door.engine().tell({ kind: 'callChanged', call: madeCall(2, { group: markOf(joined) }) });
    await waitFor(() => expect(asked('watchCalls').length).toBeGreaterThan(1));
  });
});

describe('joining and splitting by hand', () => {
  it('joins the marked calls and opens them as one story', async () => {
    await openList();
    act(() => workbench.selection.setState({ marked: new Set([callKey('call-2'), callKey('call-3')]) }));
    fireEvent.click(await screen.findByRole('button', { name: 'join' }));
    await waitFor(() => expect(asked('joinCalls')[0]?.ask).toEqual({ calls: ['call-2', 'call-3'] }));
    await waitFor(() => expect([selected().call, selected().marked.size]).toEqual(['call-2', 0]));
  });

  it('has keys for both', async () => {
    await openList();
    act(() => workbench.selection.setState({ marked: new Set([callKey('call-2'), callKey('call-3')]) }));
    await screen.findByRole('button', { name: 'join' });
    fireEvent.keyDown(document.body, { key: 'j' });
    await waitFor(() => expect(asked('joinCalls')).toHaveLength(1));
    act(() => workbench.selection.setState({ call: callKey('call-1'), marked: new Set() }));
    await waitFor(() => expect(watched().calls).toHaveLength(3));
    fireEvent.keyDown(document.body, { key: 'x' });
    await waitFor(() => expect(asked('splitCall')[0]?.ask).toEqual({ call: 'call-1' }));
  });

  it('says when the engine does not', async () => {
    await openList({ joinCalls: () => new Error('one of these calls is gone') });
    act(() => workbench.selection.setState({ marked: new Set([callKey('call-2'), callKey('call-3')]) }));
    fireEvent.click(await screen.findByRole('button', { name: 'join' }));
    expect(await screen.findByText('one of these calls is gone')).toBeTruthy();
    expect(selected().marked.size).toBe(2);
  });
});
