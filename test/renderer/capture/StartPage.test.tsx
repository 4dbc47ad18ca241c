import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../../renderer/App';
import { NO_COUNTERS } from '../../../shared/protocol/captureState';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor } from '../fakeDoor';
import { madeSnapshot } from '../rows';
import type { Script } from '../scriptedEngine';

const idle = madeSnapshot({ capture: { kind: 'idle' }, counters: NO_COUNTERS });
let workbench: Workbench | null = null;

function open(script: Script = {}, snapshot = idle) {
  const door = fakeDoor({ snapshot, script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  return door;
}

beforeEach(() => {
  localStorage.clear();
  installBrowserStubs();
});
afterEach(() => {
  cleanup();
  workbench?.close();
});

const asked = (door: ReturnType<typeof open>, name: string) => door.engine().asked.filter((ask) => ask.name === name);

describe('start page', () => {
  it('starts on the first interface that is up, with ring and source as chosen', async () => {
    const door = open();
    await screen.findByText('eth0');
    fireEvent.change(screen.getByRole('combobox', { name: 'Capture program' }), { target: { value: 'dumpcap' } });
    fireEvent.click(screen.getByRole('button', { name: /Start/ }));
    await waitFor(() => expect(asked(door, 'startCapture')).toHaveLength(1));
    expect(asked(door, 'startCapture')[0]!.ask).toEqual({
      interfaceName: 'eth0',
      filter: '',
      source: 'dumpcap',
      ring: { filesizeKb: 100_000, durationS: null, packets: null, files: 10 },
      saveAs: null,
    });
  });

  it('checks the capture filter before it starts and says what is wrong under the field', async () => {
    const door = open();
    await screen.findByText('eth0');
    const field = screen.getByRole('textbox', { name: /capture filter/ });
    fireEvent.change(field, { target: { value: 'port ((' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByText('syntax error in the filter');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(asked(door, 'startCapture')).toEqual([]);
  });

  it('says what to run where capturing is not permitted, and checks again', async () => {
    let permitted = false;
    const problem = { problem: 'No permission.', advice: 'Run this once:', command: 'sudo setcap …' };
    const rows = { number: 1, name: 'eth0', description: '', addresses: [], loopback: false, up: true };
    open({ listInterfaces: () => ({ interfaces: [rows], sources: [], problem: permitted ? null : problem }) });
    await screen.findByText('sudo setcap …');
    permitted = true;
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await waitFor(() => expect(screen.queryByText('sudo setcap …')).toBeNull());
  });

  it('tells why a file did not open', async () => {
    const ended = { problem: 'holiday.jpg is no capture.', advice: 'Open a pcap file.', command: null };
    open({}, madeSnapshot({ capture: { kind: 'failed', name: 'holiday.jpg', ended }, counters: NO_COUNTERS }));
    expect((await screen.findByRole('alert')).textContent).toContain('holiday.jpg is no capture. Open a pcap file.');
  });

  it('shows a start that fails as a notice', async () => {
    open({ startCapture: () => new Error('eth0 went away.') });
    await screen.findByText('eth0');
    fireEvent.click(screen.getByRole('button', { name: /Start/ }));
    await screen.findByText('eth0 went away.');
  });

  it('opens a sample, and a file that is dropped', async () => {
    const door = open();
    fireEvent.click(await screen.findByText('A first call'));
    await waitFor(() => expect(asked(door, 'openSample')[0]?.ask).toEqual({ name: 'first-call' }));
    const file = new File(['x'], 'a.pcap');
    fireEvent.drop(document.body, { dataTransfer: { files: [file], types: ['Files'] } });
    await waitFor(() => expect(door.uploaded).toEqual([file]));
  });

  it('writes packet text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const notes = [`cut off in ${hostile}`];
    open(
      {},
      madeSnapshot({
        capture: { kind: 'opened', name: hostile, notes, sizeBytes: null, cancelled: false, growth: 'none' },
      }),
    );
    await screen.findByText(`cut off in ${hostile}`);
    expect(document.querySelector('img')).toBeNull();
  });

  it('copies the command', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    const problem = { problem: 'No permission.', advice: '', command: 'sudo this' };
    open({ listInterfaces: () => ({ interfaces: [], sources: [], problem }) });
    fireEvent.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(writeText).toHaveBeenCalledWith('sudo this');
    await screen.findByRole('button', { name: 'Copied' });
  });
});
