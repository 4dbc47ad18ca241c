import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { frameNumber } from '../../../shared/ids';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor } from '../fakeDoor';
import { madeStream } from '../rows';

const STREAM = madeStream(0, null, {
  encapsulation: { vlanIds: [100], tunnels: [{ kind: 'mpls', id: 16, source: null, destination: null }] },
  undeliverable: { frame: frameNumber(17), atMs: 40, reporter: '10.0.0.9', words: 'Destination port unreachable' },
});
const WORDS = '10.0.0.9: Destination port unreachable, 40.0 ms later, frame 17';

let workbench: Workbench;

afterEach(() => {
  cleanup();
  workbench.close();
});

describe('way of a stream', () => {
  it('stands as signs in the list and in words beside its figures', async () => {
    localStorage.clear();
    installBrowserStubs();
    workbench = createWorkbench(
      fakeDoor({
        script: { listStreams: () => ({ rows: [STREAM], from: 0, matching: 1, total: 1, version: 1 }) },
      }),
    );
    render(<App workbench={workbench} />);
    await screen.findAllByText('1000 Alice');
    fireEvent.keyDown(document.body, { key: '3' });
    expect(await screen.findByLabelText('inside VLAN 100 · MPLS 16')).toBeTruthy();
    expect(screen.getByLabelText(`unreachable: ${WORDS}`)).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('grid', { name: 'Streams' }), { key: 'ArrowDown' });
    expect(await screen.findByText(WORDS)).toBeTruthy();
    expect(screen.getByText('VLAN 100 · MPLS 16')).toBeTruthy();
  });
});
