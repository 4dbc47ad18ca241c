import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, messageIndex } from '../../../shared/ids';
import type { MessageRow } from '../../../shared/protocol/rows';
import { groupScript, madeGroup, markOf } from '../callStories';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeMessage } from '../rows';
import type { Script } from '../scriptedEngine';

const GROUP = madeGroup([0, 1]);
let door: FakeDoor;
let workbench: Workbench;

/** Two legs in step: each message of the first is followed by its like of the second; the third one is a copy. */
function legMessages(): MessageRow[] {
  const pbx = { address: '10.0.0.50', port: 5060 };
  const one = [0, 1, 2].map((n) => madeMessage(n, 0, { transaction: 7, atMs: n * 100 }));
  const other = [0, 1, 2].map((n) =>
    madeMessage(n, 1, { index: messageIndex(10 + n), transaction: 8, atMs: n * 100 + 50, source: pbx }),
  );
  const copy = madeMessage(2, 1, { index: messageIndex(20), transaction: 8, atMs: 260, copyOf: messageIndex(12) });
  return [...one, ...other, copy].sort((a, b) => a.atMs - b.atMs);
}

async function openLadder(script: Script = {}): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  const watchCalls: Script['watchCalls'] = (ask) => ({
    calls: ask.calls.map((key) => madeCall(Number(key.split('-')[1]), { group: markOf(GROUP) })),
    messages: legMessages().filter(({ call }) => ask.calls.includes(call!)),
    streams: [],
    companions: [],
  });
  door = fakeDoor({ script: { ...groupScript(GROUP), watchCalls, ...script } });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  act(() => workbench.selection.setState({ call: callKey('call-0') }));
  await screen.findByRole('listbox', { name: 'Messages of the ladder' });
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const ladder = (): HTMLElement => screen.getByRole('listbox', { name: 'Messages of the ladder' });
const rows = (): HTMLElement[] => within(ladder()).getAllByRole('option');
const legs = (): string[] => rows().map((row) => row.querySelector('.leg text')?.textContent ?? '');
const selected = () => workbench.selection.getState();

describe('ladder over joined legs', () => {
  beforeEach(async () => {
    await openLadder();
    await waitFor(() => expect(rows()).toHaveLength(7));
  });

  it('marks each arrow with its leg, and says it', () => {
    expect(legs()).toEqual(['A', 'B', 'A', 'B', 'A', 'B', 'B']);
    expect(rows()[1]!.querySelector('.hidden')?.textContent).toMatch(/, leg B$/);
  });

  it('says what joins the legs, and leads to the story for the rest', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'joined by Session-ID · likely' }));
    expect(await screen.findByRole('region', { name: 'Story' })).toBeTruthy();
  });

  it('leaves one leg by its chip, with the times of the whole ladder, and all by Escape', () => {
    const chip = screen.getByRole('button', { name: /^B/ });
    fireEvent.click(chip);
    expect([legs(), selected().message]).toEqual([['B', 'B', 'B', 'B'], 10]);
    expect(rows()[0]!.querySelector('.time')?.textContent).toBe('0.050');
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    fireEvent.keyDown(chip, { key: 'Escape' });
    expect(rows()).toHaveLength(7);
    expect(selected().call).toBe('call-0');
  });

  it('leaves the transaction of the selected message by a key, and all by its chip', () => {
    fireEvent.keyDown(document.body, { key: 't' });
    expect(legs()).toEqual(['A', 'A', 'A']);
    fireEvent.click(screen.getByRole('button', { name: 'only INVITE 1 ×' }));
    expect(rows()).toHaveLength(7);
    fireEvent.keyDown(document.body, { key: 't' });
    fireEvent.keyDown(document.body, { key: 't' });
    expect(rows()).toHaveLength(7);
  });

  it('shows another call whole, and this one too when it is opened again', async () => {
    fireEvent.keyDown(document.body, { key: 't' });
    expect(rows()).toHaveLength(3);
    act(() => workbench.selection.setState({ call: callKey('call-1') }));
    await waitFor(() => expect(rows()).toHaveLength(7));
    act(() => workbench.selection.setState({ call: callKey('call-0') }));
    expect(selected().ladderFilter).toEqual({ call: null, transaction: null });
  });

  it('draws copies lighter, says what they are, and hides them on demand', () => {
    const copy = rows().at(-1)!;
    expect(copy.querySelector('.arrow.copy')).toBeTruthy();
    expect(copy.querySelector('.hidden')?.textContent).toMatch(/^180 Ringing, copy,/);
    fireEvent.click(screen.getByRole('button', { name: /^hide copies/ }));
    expect(rows()).toHaveLength(6);
    expect(workbench.preferences.getState().hideCopies).toBe(true);
  });
});

describe('ladder of a call that stands alone', () => {
  it('has no bar, marks or switches', async () => {
    await openLadder({ watchCalls: () => ({ calls: [], messages: [madeMessage(0)], streams: [], companions: [] }) });
    expect([screen.queryByRole('group', { name: 'What the ladder shows' }), legs()]).toEqual([null, ['']]);
  });

  it('lets Escape through to the list', async () => {
    await openLadder({ watchCalls: () => ({ calls: [], messages: [madeMessage(0)], streams: [], companions: [] }) });
    fireEvent.keyDown(ladder(), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Calls' }));
  });
});
