import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MessagePane } from '../../../renderer/message/MessagePane';
import { WorkbenchContext } from '../../../renderer/store/hooks';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, messageIndex } from '../../../shared/ids';
import type { MessageDetail } from '../../../shared/protocol/rows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor } from '../fakeDoor';
import { madeMessage } from '../rows';

const textOf = (hops: number) =>
  `INVITE sip:2000@a SIP/2.0\r\nMax-Forwards: ${hops}\r\nCall-ID: made\r\nX-Name: <b>bold</b>\r\n\r\n`;

const DETAILS: readonly MessageDetail[] = [70, 69, 50].map((hops, at) => ({
  row: madeMessage(0, 0, { index: messageIndex(at), frame: madeMessage(at).frame }),
  bytes: new TextEncoder().encode(textOf(hops)),
  fields: [],
}));

let workbench: Workbench;
beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  const door = fakeDoor({
    script: {
      readMessage: ({ message }) => DETAILS[message] ?? 'evicted',
      watchCalls: () => ({
        calls: [],
        messages: DETAILS.slice(0, 2).map(({ row }) => row),
        streams: [],
        companions: [],
      }),
    },
  });
  workbench = createWorkbench(door);
  render(
    <WorkbenchContext value={workbench}>
      <MessagePane />
    </WorkbenchContext>,
  );
  await waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
  workbench.selection.setState({ call: callKey('call-0'), message: messageIndex(1), messageTab: 'difference' });
});
afterEach(() => {
  cleanup();
  workbench.close();
});

const marks = (table: HTMLElement) => [...table.querySelectorAll('mark')].map(({ textContent }) => textContent);

it('shows what differs from the message most like it, as text only', async () => {
  const table = await screen.findByRole('table');
  expect(await screen.findByText('1 of 6 lines differ')).toBeTruthy();
  expect(marks(table)).toEqual(['70', '69']);
  fireEvent.click(screen.getByRole('checkbox'));
  expect(within(table).getAllByText('X-Name: <b>bold</b>')).toHaveLength(2);
});

it('compares with the message that the reader keeps, until another choice', async () => {
  await screen.findByRole('table');
  fireEvent.click(screen.getByRole('button', { name: 'Keep this one to compare with' }));
  workbench.selection.setState({ message: messageIndex(2) });
  await waitFor(() => expect(marks(screen.getByRole('table'))).toEqual(['69', '50']));
  fireEvent.click(screen.getByRole('button', { name: 'Compare with the most similar' }));
  expect(workbench.selection.getState().comparedWith).toBeNull();
});

it('says so when the other message is gone', async () => {
  workbench.selection.setState({ comparedWith: messageIndex(7) });
  expect(await screen.findByText(/The ring has overwritten its frames/)).toBeTruthy();
});
