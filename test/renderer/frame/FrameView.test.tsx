import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MessagePane } from '../../../renderer/message/MessagePane';
import { WorkbenchContext } from '../../../renderer/store/hooks';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { frameNumber, messageIndex } from '../../../shared/ids';
import type { MessageRow } from '../../../shared/protocol/rows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeFrame, madeMessage } from '../rows';
import type { Script } from '../scriptedEngine';

const HOSTILE = '<img src=x onerror=alert(1)> \u202Egnp.exe';
const EVICTED = 13;
const BROKEN = 15;

const UNDELIVERABLE = {
  frame: frameNumber(17),
  atMs: 0.4,
  reporter: '10.0.0.9',
  words: 'Destination port unreachable (ICMP type 3, code 3)',
};
const GTP = { kind: 'gtpU', id: 0x1a2b, source: '10.1.1.1', destination: '10.1.1.2' } as const;

/** Messages 0 and 1 came in one frame and in four. */
const rowOf = (n: number): MessageRow =>
  n === 0
    ? madeMessage(0, 0, { frame: frameNumber(9), frames: [frameNumber(9)] })
    : madeMessage(n, 0, {
        transport: 'tcp',
        frame: frameNumber(BROKEN),
        frames: [12, EVICTED, 14, BROKEN].map(frameNumber),
        undeliverable: UNDELIVERABLE,
        encapsulation: { vlanIds: [100], tunnels: [GTP] },
      });

const SCRIPT: Script = {
  readMessage: ({ message }) => ({ row: rowOf(message), bytes: new Uint8Array(3), fields: [] }),
  readFrame: ({ frame }) => {
    if (frame === EVICTED) return 'evicted';
    if (frame === BROKEN) return new Error('The file is gone.');
    const made = madeFrame(frame);
    return frame === 12 ? { ...made, layers: [{ ...made.layers[0]!, value: HOSTILE }] } : made;
  },
};

let door: FakeDoor;
let workbench: Workbench;

async function open(message: number, tab: 'tree' | 'frame' = 'frame', script: Script = SCRIPT): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  render(
    <WorkbenchContext value={workbench}>
      <MessagePane />
    </WorkbenchContext>,
  );
  await waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
  workbench.selection.setState({ message: messageIndex(message), messageTab: tab });
  await screen.findByRole('tablist');
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const layers = () => screen.findByRole('tree', { name: 'Layers of the frame' });
const dump = (): HTMLElement => screen.getByRole('region', { name: 'Bytes of the frame' });
const marked = (): string =>
  [...dump().querySelectorAll('[data-column=hex].selected')].map((run) => run.textContent).join('');
const chooser = (): HTMLSelectElement => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Frame shown' });
const pick = (frame: number): boolean => fireEvent.change(chooser(), { target: { value: String(frame) } });

describe('frame of a message', () => {
  it('shows all layers, and marks the bytes of the one the keys come to', async () => {
    await open(0);
    const tree = await layers();
    expect(
      within(tree)
        .getAllByRole('treeitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Ethernet 00:00:5e:00:53:01 → 00:00:5e:00:53:02',
      'IPv4 10.0.0.1 → 10.0.0.99',
      'UDP 5060 → 5060',
      'Payload 8 bytes',
    ]);
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown']) fireEvent.keyDown(tree, { key });
    expect(marked()).toBe('0f 10 11 12 13 14 ');
    expect(screen.getByText('Ethernet › Source')).toBeTruthy();
  });

  it('tells of the frame itself while nothing is chosen, and that it was cut off', async () => {
    await open(0, 'frame', { ...SCRIPT, readFrame: ({ frame }) => madeFrame(frame, { originalBytes: 1514 }) });
    await layers();
    expect(screen.getByText('Frame 9')).toBeTruthy();
    expect(screen.getByText(/50 B of 1\.5 kB captured · interface 0/)).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  it('says that it is being read', async () => {
    await open(0, 'frame', { ...SCRIPT, readFrame: () => madeFrame(9) });
    expect(screen.getByText('Reading the frame…')).toBeTruthy();
    await layers();
  });

  it('offers all frames it came in, and shows text of packets as text', async () => {
    await open(1);
    expect([...chooser().options].map(({ text }) => text)).toEqual([
      'frame 12, 1 of 4',
      'frame 13, 2 of 4',
      'frame 14, 3 of 4',
      'frame 15, 4 of 4',
      'frame 17, the ICMP error',
    ]);
    pick(12);
    expect((await layers()).textContent).toContain('<img src=x onerror=alert(1)> ⟨U+202E⟩gnp.exe');
    expect(document.querySelector('img')).toBeNull();
  });

  it('says when the ring has overwritten it, and why it cannot be read', async () => {
    await open(1);
    expect(await screen.findByText('The file is gone.')).toBeTruthy();
    pick(EVICTED);
    expect(await screen.findByText('This frame is gone')).toBeTruthy();
  });

  it('keeps the tab while messages are walked through, and a frame for the message it was picked of', async () => {
    await open(1);
    pick(12);
    workbench.selection.setState({ message: messageIndex(0) });
    await screen.findByText('Frame 9');
    workbench.selection.setState({ message: messageIndex(1) });
    await waitFor(() => expect(chooser().value).toBe('12'));
  });
});

describe('way of a message', () => {
  it('stands in the header: transport, frames, wrappings with outer and inner addresses', async () => {
    await open(1, 'tree');
    expect(screen.getByText('TCP · frames 12–15 (4) · 10.0.0.99 → 10.0.0.1')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Way of the message' }).textContent).toContain(
      'VLAN 100 · GTP-U 0x1a2b 10.1.1.1 → 10.1.1.2 · inside 10.0.0.99:5060 → 10.0.0.1:5060',
    );
  });

  it('says what ICMP said, and leads to its frame', async () => {
    await open(1, 'tree');
    const words = screen.getByRole('button', { name: /^Undeliverable 10\.0\.0\.9: Destination port unreachable/ });
    fireEvent.click(words);
    expect((await layers()).textContent).toContain('IPv4');
    expect(chooser().value).toBe('17');
  });

  it('takes no room where there is nothing to say', async () => {
    await open(0, 'tree');
    expect(screen.queryByRole('group', { name: 'Way of the message' })).toBeNull();
  });
});
