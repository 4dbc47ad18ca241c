import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor } from '../fakeDoor';
import { madeSnapshot } from '../rows';

let workbench: Workbench | null = null;
beforeEach(() => {
  localStorage.clear();
  installBrowserStubs();
});
afterEach(() => {
  cleanup();
  workbench?.close();
});

it('opens with its key, looks up a status, narrows to a kind, and closes', async () => {
  workbench = createWorkbench(fakeDoor({ snapshot: madeSnapshot() }));
  render(<App workbench={workbench} />);
  await screen.findByRole('navigation');
  fireEvent.keyDown(document.body, { key: 'F1' });
  const dialog = await screen.findByRole('dialog', { name: 'SIP reference' });
  const entries = () => within(dialog).queryAllByRole('term');

  fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: '486' } });
  await waitFor(() => expect(entries()[0]?.textContent).toMatch(/^486 Busy Here/));
  fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'busy' } });
  fireEvent.change(within(dialog).getByRole('combobox'), { target: { value: 'cause' } });
  await waitFor(() => expect(entries().map(({ textContent }) => textContent)).toContain('cause 17'));
  expect(entries().every(({ textContent }) => textContent.startsWith('cause '))).toBe(true);

  fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'xyzzy' } });
  expect(await within(dialog).findByText('Nothing here has these words.')).toBeTruthy();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
