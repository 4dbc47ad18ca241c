import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import type { CaptureState, FileGrowthSigns } from '../../../shared/protocol/captureState';
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

const NAME = 'trace.pcapng';
const opened = (growth: FileGrowthSigns): CaptureState => ({
  kind: 'opened',
  name: NAME,
  sizeBytes: 1_000_000,
  notes: [],
  cancelled: false,
  growth,
});
const following: CaptureState = { kind: 'following', name: NAME, sizeBytes: 2_500_000 };

function show(capture: CaptureState) {
  const door = fakeDoor({ snapshot: madeSnapshot({ capture }) });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  const asked = (name: string): number => door.engine().asked.filter((ask) => ask.name === name).length;
  const tell = (next: CaptureState) => door.engine().tell({ kind: 'captureChanged', capture: next });
  return { asked, tell };
}

const statusBar = () => screen.getByRole('contentinfo');

/** Titles that the palette offers for these words. */
async function offeredFor(words: string): Promise<readonly string[]> {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const palette = await screen.findByRole('dialog');
  fireEvent.change(within(palette).getByRole('combobox'), { target: { value: words } });
  const options = within(palette)
    .queryAllByRole('option')
    .filter((option) => option.getAttribute('aria-disabled') !== 'true');
  return options.map(({ textContent }) => textContent);
}

it('offers to follow a file that is being written, and shows that it does', async () => {
  const { asked, tell } = show(opened('possible'));
  await screen.findAllByText(NAME);
  expect(screen.queryByRole('button', { name: /Follow/ })).toBeNull();
  tell(opened('seen'));
  fireEvent.click(await screen.findByRole('button', { name: '● Follow' }));
  await waitFor(() => expect(asked('followCapture')).toBe(1));

  tell(following);
  const stop = await screen.findByRole('button', { name: '■ Stop following' });
  expect(statusBar().textContent).toContain(`following ${NAME}`);
  expect(screen.getByText('2.5 MB')).toBeTruthy();
  fireEvent.click(stop);
  await waitFor(() => expect(asked('stopFollowing')).toBe(1));

  tell(opened('possible'));
  await waitFor(() => expect(statusBar().textContent).toContain(`file ${NAME}`));
  expect(screen.queryByRole('button', { name: /following/ })).toBeNull();
});

it.each([
  [opened('none'), []],
  [opened('possible'), ['Follow this file']],
  [opened('seen'), ['Follow this file']],
  [following, ['Stop following']],
])('names in the palette what can be done: %o', async (capture, titles) => {
  show(capture);
  await screen.findAllByText(NAME);
  const offered = await offeredFor('follow');
  for (const title of ['Follow this file', 'Stop following']) {
    expect([title, offered.some((text) => text.includes(title))]).toEqual([title, titles.includes(title)]);
  }
});
