import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { DEFAULT_LEG_HEADERS } from '../../../shared/sip/legHeaders';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeSnapshot } from '../rows';

let door: FakeDoor;
let workbench: Workbench;
beforeEach(() => {
  localStorage.clear();
  installBrowserStubs();
});
afterEach(() => {
  cleanup();
  workbench.close();
});

async function open(): Promise<HTMLElement> {
  door = fakeDoor({ snapshot: madeSnapshot() });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findByRole('navigation');
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const palette = await screen.findByRole('dialog');
  fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'join legs' } });
  fireEvent.click(await within(palette).findByRole('option', { name: /Header fields that join legs/ }));
  return screen.findByRole('dialog', { name: 'Header fields that join legs' });
}

const told = () =>
  door
    .engine()
    .asked.filter(({ name }) => name === 'setLegHeaders')
    .map(({ ask }) => ask);

it('tells the engine the names, remembers them, and goes back to the usual ones', async () => {
  const dialog = await open();
  const box = within(dialog).getByRole('textbox');
  expect((box as HTMLTextAreaElement).value.split('\n')).toEqual([...DEFAULT_LEG_HEADERS]);
  expect(told()).toEqual([]);
  fireEvent.change(box, { target: { value: 'X-Tenant\nX-CID, X-CID' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Join by these' }));
  await waitFor(() => expect(told()).toEqual([{ names: ['X-Tenant', 'X-CID'] }]));
  expect(workbench.preferences.getState().legHeaders).toEqual(['X-Tenant', 'X-CID']);

  cleanup();
  workbench.close();
  const again = await open();
  expect(told()).toEqual([{ names: ['X-Tenant', 'X-CID'] }]);
  fireEvent.click(within(again).getByRole('button', { name: 'The usual ones' }));
  fireEvent.click(within(again).getByRole('button', { name: 'Join by these' }));
  await waitFor(() => expect(told().at(-1)).toEqual({ names: [...DEFAULT_LEG_HEADERS] }));
  expect(workbench.preferences.getState().legHeaders).toBeNull();
});

it('says what is no name, and does not take it', async () => {
  const dialog = await open();
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'X-CID\nno:name' } });
  expect(within(dialog).getByRole('status').textContent).toBe('no:name cannot be the name of a header field.');
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Join by these' }).disabled).toBe(true);
});
