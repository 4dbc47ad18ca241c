import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey } from '../../../shared/ids';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeMessage, madeStream } from '../rows';
import type { Script } from '../scriptedEngine';

let door: FakeDoor;
let workbench: Workbench;

/** One call: INVITE, 100, 180, 200, then media both ways from 1.4 s, ACK at 1.24 s … */
const ONE_CALL: Script = {
  watchCalls: ({ calls }) => ({
    calls: calls.map((key) => madeCall(Number(key.split('-')[1]))),
    messages: calls.flatMap((_, call) => Array.from({ length: 7 }, (__, at) => madeMessage(call * 7 + at, call))),
    streams: calls.length === 1 ? [madeStream(2, 0), madeStream(3, 0)] : [],
    companions: [],
  }),
};

async function openCalls(script: Script, ...calls: number[]): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  act(() =>
    workbench.selection.setState({ call: callKey('call-0'), marked: new Set(calls.map((n) => callKey(`call-${n}`))) }),
  );
  await screen.findByRole('listbox');
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const ladder = (): HTMLElement => screen.getByRole('listbox', { name: 'Messages of the ladder' });
const nameOf = (row: HTMLElement | null): string | null => row?.querySelector('.hidden')?.textContent ?? null;
const names = (): (string | null)[] => screen.getAllByRole('option').map(nameOf);
const press = (key: string): boolean => fireEvent.keyDown(ladder(), { key });
const selected = () => workbench.selection.getState();
const activeName = (): string | null =>
  nameOf(document.getElementById(ladder().getAttribute('aria-activedescendant') ?? ''));

describe('ladder of a call', () => {
  beforeEach(() => openCalls(ONE_CALL));

  it('says each row to a screen reader', () => {
    expect(names()).toEqual([
      'INVITE 2000, SDP PCMU PCMA, from 10.0.0.1 to 10.0.0.99 at 0.000 s',
      '100 Trying from 10.0.0.99 to 10.0.0.1 at 0.310 s',
      '180 Ringing from 10.0.0.99 to 10.0.0.1 at 0.620 s',
      '200 OK, SDP PCMU, from 10.0.0.99 to 10.0.0.1 at 0.930 s',
      'ACK from 10.0.0.1 to 10.0.0.99 at 1.240 s',
      'RTP PCMU, loss 2.1 %, jitter 43 ms, 50 packets/s, 42.0 s, from 10.0.0.1 to 10.0.0.99 at 1.400 s',
      'BYE from 10.0.0.1 to 10.0.0.99 at 1.550 s',
      '200 OK from 10.0.0.99 to 10.0.0.1 at 1.860 s',
      'RTP PCMU, loss 3.2 %, jitter 43 ms, 50 packets/s, 42.0 s, from 10.0.0.99 to 10.0.0.1 at 2.100 s',
    ]);
  });

  it('opens at the first message', () => {
    expect([selected().message, activeName()?.slice(0, 6)]).toEqual([0, 'INVITE']);
  });

  it('walks over messages and streams with the keys of a list', () => {
    press('ArrowDown');
    expect([selected().message, activeName()]).toEqual([1, '100 Trying from 10.0.0.99 to 10.0.0.1 at 0.310 s']);
    press('End');
    expect(activeName()).toMatch(/^RTP PCMU.* at 2.100 s$/);
    press('ArrowUp');
    expect(selected().message).toBe(6);
    press('PageUp');
    expect(selected().message).toBe(0);
    press('ArrowUp');
    expect(selected().message).toBe(0);
    press('PageDown');
    press('Home');
    expect(selected().message).toBe(0);
  });

  it('selects a stream that is walked to, and shows its figures on Enter', async () => {
    act(() => workbench.selection.setState({ message: madeMessage(4).index }));
    press('ArrowDown');
    expect([selected().stream, selected().message, selected().paneTabs.calls]).toEqual(['stream-2', 4, 'ladder']);
    press('Enter');
    await waitFor(() => expect(selected().paneTabs.calls).toBe('media'));
    expect(selected().stream).toBe('stream-2');
  });

  it('leaves a stream when a message is selected elsewhere', () => {
    press('End');
    act(() => workbench.selection.setState({ message: madeMessage(2).index }));
    expect(activeName()).toMatch(/^180 Ringing/);
  });

  it('selects by a click, and opens the figures of a stream that is clicked', () => {
    fireEvent.click(screen.getByRole('option', { name: /^180 Ringing/ }));
    expect([selected().message, activeName()?.slice(0, 11)]).toEqual([2, '180 Ringing']);
    fireEvent.click(screen.getByRole('option', { name: /^RTP .* at 2.100 s$/ }));
    expect([selected().stream, selected().paneTabs.calls]).toEqual(['stream-3', 'media']);
  });

  it('gives the keyboard to the message with Enter, and back to the list with Escape', () => {
    act(() => ladder().focus());
    press('Enter');
    expect(screen.getByRole('region', { name: 'Message' }).contains(document.activeElement)).toBe(true);
    act(() => ladder().focus());
    press('Escape');
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Calls' }));
  });

  it('takes the keyboard from the list with Enter', () => {
    act(() => screen.getByRole('grid', { name: 'Calls' }).focus());
    fireEvent.keyDown(screen.getByRole('grid', { name: 'Calls' }), { key: 'Enter' });
    expect(document.activeElement).toBe(ladder());
  });

  it('tells the time since the row before', () => {
    fireEvent.click(screen.getByRole('button', { name: 'delta' }));
    expect(workbench.preferences.getState().timeMode).toBe('delta');
    expect(names()[0]).toMatch(/at 0.000 s$/);
    expect(names()[5]).toMatch(/at \+0.160 s$/);
  });

  it('appends what comes in without losing the place', async () => {
    press('ArrowDown');
    act(() => door.engine().tell({ kind: 'messageSeen', message: madeMessage(7, 0, { atMs: 90_000 }) }));
    await screen.findByRole('option', { name: /^INVITE 2000.* at 90.000 s$/ });
    expect([selected().message, activeName()?.slice(0, 10)]).toEqual([1, '100 Trying']);
  });

  it('exports as PDF, pcapng, and pcap from the menu', async () => {
    const asked = () =>
      door
        .engine()
        .asked.filter(({ name }) => name === 'exportCalls')
        .map(({ ask }) => ask);
    fireEvent.click(screen.getByRole('button', { name: 'PDF' }));
    await waitFor(() => expect(asked()).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: 'pcapng' }));
    await waitFor(() => expect(asked()).toHaveLength(2));
    fireEvent.keyDown(screen.getByRole('button', { name: 'Save in another format' }), { key: 'Enter' });
    fireEvent.click(await screen.findByRole('menuitem', { name: /^pcap,/ }));
    await waitFor(() => expect(asked()).toHaveLength(3));
    expect(asked()).toMatchObject([{ format: 'pdf' }, { format: 'pcapng' }, { format: 'pcap' }]);
  });
});

describe('ladder of several calls', () => {
  beforeEach(() => openCalls(ONE_CALL, 0, 1, 2));

  it('says and shows which call a row belongs to, and leads to a call by its legend', () => {
    expect(names()[7]).toBe('INVITE 2000, SDP PCMU PCMA, from 10.0.0.1 to 10.0.0.99 at 2.170 s, call 2');
    fireEvent.click(screen.getByRole('button', { name: /^3\s*1002 → 2002/ }));
    expect(selected().message).toBe(14);
  });
});

describe('long ladder', () => {
  beforeEach(() =>
    openCalls({
      watchCalls: () => ({
        calls: [madeCall(0)],
        messages: Array.from({ length: 5000 }, (_, at) => madeMessage(at, 0)),
        streams: [],
        companions: [],
      }),
    }),
  );

  it('draws the rows in sight, and follows the keyboard to the end', async () => {
    expect(screen.getAllByRole('option').length).toBeLessThan(60);
    press('End');
    expect(selected().message).toBe(4999);
    const last = await screen.findByRole('option', { selected: true });
    expect([last.getAttribute('aria-posinset'), last.getAttribute('aria-setsize')]).toEqual(['5000', '5000']);
  });
});

describe('ladder without rows', () => {
  it('says so', async () => {
    localStorage.clear();
    installBrowserStubs();
    door = fakeDoor({ script: { watchCalls: () => ({ calls: [], messages: [], streams: [], companions: [] }) } });
    workbench = createWorkbench(door);
    render(<App workbench={workbench} />);
    await screen.findAllByText('1000 Alice');
    act(() => workbench.selection.setState({ call: callKey('call-0') }));
    expect(await screen.findByRole('heading', { name: 'Nothing to draw' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'PDF' })).toHaveProperty('disabled', true);
  });
});
