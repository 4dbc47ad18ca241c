import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, frameNumber } from '../../../shared/ids';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeCompanion, madeMessage, madeStream } from '../rows';
import type { Script } from '../scriptedEngine';

const HOSTILE = '<b>Hello</b> \u202Egnp\n';

const COMPANIONS = [
  madeCompanion(0, 0),
  madeCompanion(1, 0, {
    wrong: true,
    summary: 'DTLS 1.2 · fingerprint differs',
    encapsulation: { vlanIds: [7], tunnels: [] },
    omittedEvents: 1204,
    events: [
      { atMs: 980, frame: frameNumber(50), forward: true, words: 'ClientHello', wrong: false },
      { atMs: 992, frame: frameNumber(51), forward: false, words: 'ServerHello', wrong: false },
      { atMs: 993, frame: frameNumber(51), forward: false, words: HOSTILE, wrong: true },
    ],
  }),
  madeCompanion(2, 0, { events: [] }),
];

/** One call with a stream, and three companions that begin between its 200 and its ACK. */
const SCRIPT: Script = {
  watchCalls: ({ calls }) => ({
    calls: calls.map((key) => madeCall(Number(key.split('-')[1]))),
    messages: calls.flatMap((_, call) => Array.from({ length: 7 }, (__, at) => madeMessage(call * 7 + at, call))),
    streams: [madeStream(2, 0)],
    companions: calls.includes(callKey('call-0')) ? COMPANIONS : [],
  }),
};

let door: FakeDoor;
let workbench: Workbench;

beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script: SCRIPT });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  act(() => workbench.selection.setState({ call: callKey('call-0') }));
  await screen.findByRole('listbox', { name: 'Messages of the ladder' });
});
afterEach(() => {
  cleanup();
  workbench.close();
});

const ladder = (): HTMLElement => screen.getByRole('listbox', { name: 'Messages of the ladder' });
const pane = (): HTMLElement => screen.getByRole('region', { name: 'Beside RTP' });
const events = (): HTMLElement => screen.getByRole('listbox', { name: 'Events' });
const activeEvent = (): string | null | undefined =>
  document.getElementById(events().getAttribute('aria-activedescendant') ?? '')?.querySelector('.hidden')?.textContent;
const selected = () => workbench.selection.getState();
const openDtls = (): boolean => fireEvent.click(screen.getByRole('option', { name: /^DTLS 1\.2/ }));

describe('companions on the ladder', () => {
  it('stand among messages and media in time order', () => {
    const names = screen.getAllByRole('option').map((row) => row.querySelector('.hidden')?.textContent ?? '');
    expect(names.map((name) => name.split(/[, ]/)[0])).toEqual([
      'INVITE',
      '100',
      '180',
      '200',
      'ICE',
      'DTLS',
      'ZRTP',
      'ACK',
      'RTP',
      'BYE',
      '200',
    ]);
    expect(names[5]).toBe(
      'DTLS 1.2, fingerprint differs, something in it is wrong, from 10.0.0.1 to 10.0.0.99 at 0.980 s',
    );
  });

  it('are walked to with the keys, and stand in place of the message', () => {
    act(() => workbench.selection.setState({ message: madeMessage(3).index }));
    fireEvent.keyDown(ladder(), { key: 'ArrowDown' });
    expect(selected().companion).toBe('companion-0');
    expect(pane()).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Message' })).toBeNull();
    fireEvent.keyDown(ladder(), { key: 'ArrowUp' });
    expect([selected().companion, selected().message]).toEqual([null, 3]);
    expect(screen.queryByRole('region', { name: 'Beside RTP' })).toBeNull();
  });

  it('give their place back to a stream that is walked to', () => {
    fireEvent.keyDown(ladder(), { key: 'End' });
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) fireEvent.keyDown(ladder(), { key });
    expect(selected().companion).toBe('companion-2');
    for (const key of ['ArrowDown', 'ArrowDown']) fireEvent.keyDown(ladder(), { key });
    expect([selected().companion, selected().stream]).toEqual([null, 'stream-2']);
  });

  it('give the keyboard to their events with Enter', () => {
    openDtls();
    act(() => ladder().focus());
    fireEvent.keyDown(ladder(), { key: 'Enter' });
    expect(document.activeElement).toBe(events());
  });

  it('leave with their call', async () => {
    openDtls();
    act(() => workbench.selection.setState({ call: callKey('call-1') }));
    await waitFor(() => expect(selected().companion).toBeNull());
  });

  it('change while they are looked at', async () => {
    openDtls();
    const more = { ...COMPANIONS[1]!, summary: 'DTLS 1.2 · closed', packets: 99 };
    act(() => door.engine().tell({ kind: 'companionChanged', companion: more }));
    expect(await screen.findByText('DTLS 1.2 · closed')).toBeTruthy();
  });
});

describe('companion pane', () => {
  beforeEach(() => {
    openDtls();
  });

  it('tells what it is, how it stands, where and when it ran, and in which call', () => {
    const text = pane().textContent;
    for (const words of [
      'DTLS 1.2 · fingerprint differs',
      '10.0.0.1:10000 → 10.0.0.99:20000 · UDP',
      '1000 Alice → 2000',
      '120 ms · 8 packets',
      'VLAN 7',
      '1,204 events between the first and the last ones are not kept.',
    ])
      expect(text).toContain(words);
    expect(screen.getByLabelText('Something in it is wrong')).toBeTruthy();
  });

  it('walks the events, each told with its way, time and frame, and hostile text as text', () => {
    expect(activeEvent()).toBe('ClientHello, from 10.0.0.1:10000 to 10.0.0.99:20000 at 0.980, frame 50');
    fireEvent.keyDown(events(), { key: 'End' });
    expect(activeEvent()).toBe(
      'wrong: <b>Hello</b> ⟨U+202E⟩gnp\\n, from 10.0.0.99:20000 to 10.0.0.1:10000 at 0.993, frame 51',
    );
    expect(pane().querySelector('.explanation b')?.textContent).toBe('Event');
    expect(pane().querySelectorAll('.events b, .explanation .muted b')).toHaveLength(0);
    fireEvent.keyDown(events(), { key: 'Home' });
    expect(activeEvent()).toMatch(/^ClientHello/);
  });

  it('opens the frame of an event with Enter, and leads back with Escape', async () => {
    act(() => events().focus());
    fireEvent.keyDown(events(), { key: 'ArrowDown' });
    fireEvent.keyDown(events(), { key: 'Enter' });
    const tree = await screen.findByRole('tree', { name: 'Layers of the frame' });
    await waitFor(() => expect(document.activeElement).toBe(tree));
    expect(door.engine().asked.findLast(({ name }) => name === 'readFrame')?.ask).toEqual({ frame: 51 });
    const chooser = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Frame shown' });
    expect([...chooser.options].map(({ text }) => text)).toEqual(['frame 50: ClientHello', 'frame 51: ServerHello']);
    fireEvent.keyDown(tree, { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(events()));
    fireEvent.keyDown(events(), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Calls' }));
  });

  it('opens the frame by a double click, and by its tab without taking the keyboard', async () => {
    fireEvent.doubleClick(screen.getByRole('option', { name: /^ClientHello/ }));
    await screen.findByRole('tree', { name: 'Layers of the frame' });
    fireEvent.click(screen.getByRole('tab', { name: 'Events' }));
    const tab = screen.getByRole('tab', { name: 'Events' });
    act(() => tab.focus());
    fireEvent.keyDown(tab, { key: 'ArrowRight' });
    await screen.findByRole('tree', { name: 'Layers of the frame' });
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Frame' }));
  });

  it('says when nothing happened', () => {
    fireEvent.click(screen.getByRole('option', { name: /^ZRTP/ }));
    expect(screen.getByText('Nothing happened in it that is worth a line.')).toBeTruthy();
  });
});
