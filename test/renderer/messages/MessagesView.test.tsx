import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { frameNumber } from '../../../shared/ids';
import { SIP_ISSUES } from '../../../shared/sip/issueKinds';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeMessage } from '../rows';
import type { Script } from '../scriptedEngine';

const issue = (code: 'missingTo' | 'foldedHeader') => ({ code, words: SIP_ISSUES[code], offset: 0, length: 0 });

const ROWS = [
  madeMessage(0, 0, {
    transport: 'tcp',
    issues: [issue('missingTo'), issue('foldedHeader')],
    encapsulation: { vlanIds: [100], tunnels: [] },
    undeliverable: { frame: frameNumber(17), atMs: 0.4, reporter: '10.0.0.9', words: 'Host unreachable' },
  }),
  madeMessage(1, 0, { transport: 'ws', issues: [issue('foldedHeader')] }),
  madeMessage(2, 0, { transport: 'sctp' }),
];

const SCRIPT: Script = {
  countIssues: () => ({
    kinds: [
      { code: 'foldedHeader', words: SIP_ISSUES.foldedHeader, unusual: true, messages: 2 },
      { code: 'missingTo', words: SIP_ISSUES.missingTo, unusual: false, messages: 1 },
    ],
  }),
  listMessages: ({ issue: code = null }) => {
    const rows = code === null ? ROWS : ROWS.filter(({ issues }) => issues.some((each) => each.code === code));
    return { rows, from: 0, matching: rows.length, total: ROWS.length, version: 1 };
  },
};

let door: FakeDoor;
let workbench: Workbench;

async function open(script: Script = SCRIPT): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  fireEvent.keyDown(document.body, { key: '4' });
  await screen.findByText('WS');
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Messages' });
const column = (name: string): (string | null)[] => {
  const titles = [...grid().querySelectorAll('[role=columnheader]')].map(({ textContent }) => textContent);
  return [...grid().querySelectorAll('.rows [role=row]')].map(
    (row) => row.querySelectorAll('[role=gridcell]')[titles.indexOf(name)]!.textContent,
  );
};
const lastList = () => door.engine().asked.findLast(({ name }) => name === 'listMessages')?.ask;
const unfold = async (): Promise<HTMLElement> => {
  fireEvent.keyDown(document.body, { key: 'i' });
  const menu = await screen.findByRole('menu');
  await waitFor(() => expect(within(menu).queryByText('Counting…')).toBeNull());
  return menu;
};

describe('message list', () => {
  it('tells over what each came, how many issues it has, and what did not arrive', async () => {
    await open();
    expect(column('Over').map((text) => text?.trim())).toEqual(['TCP', 'WS', 'SCTP']);
    expect(column('Issues')).toEqual(['2', '1', '–']);
    expect(column('Detail')).toEqual(['undeliverable · SDP PCMU PCMA', '', '']);
    expect(screen.getByLabelText('inside VLAN 100')).toBeTruthy();
    const [two, one] = [...grid().querySelectorAll('[title*="RFC 3261"]')];
    expect([two?.className, one?.className]).toEqual(['warn', 'muted']);
  });
});

describe('kinds of issues', () => {
  it('are listed with how many messages have each, those that break a rule first', async () => {
    await open();
    const kinds = within(await unfold()).getAllByRole('menuitemradio');
    expect(kinds.map(({ textContent }) => textContent)).toEqual([
      `${SIP_ISSUES.missingTo}1`,
      `${SIP_ISSUES.foldedHeader}2`,
    ]);
    expect(screen.getByText('Break a rule')).toBeTruthy();
    expect(screen.getByText('Unusual')).toBeTruthy();
  });

  it('narrow the list, with a chip that lets all through again', async () => {
    await open();
    await unfold();
    fireEvent.click(screen.getByRole('menuitemradio', { name: /^To is missing/ }));
    await waitFor(() => expect(lastList()).toMatchObject({ issue: 'missingTo' }));
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    expect(await screen.findByText('1 of 3 messages')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /To is missing.*×/ }));
    await waitFor(() => expect(lastList()).toMatchObject({ issue: null }));
    expect(screen.queryByRole('button', { name: /To is missing/ })).toBeNull();
  });

  it('stay chosen while another view is looked at', async () => {
    await open();
    await unfold();
    fireEvent.click(screen.getByRole('menuitemradio', { name: /folded|over several lines/ }));
    await screen.findByText('2 of 3 messages');
    fireEvent.keyDown(document.body, { key: '1' });
    await screen.findByRole('grid', { name: 'Calls' });
    fireEvent.keyDown(document.body, { key: '4' });
    expect(await screen.findByText('2 of 3 messages')).toBeTruthy();
  });

  it('are unfolded from any view', async () => {
    await open();
    fireEvent.keyDown(document.body, { key: '1' });
    await screen.findByRole('grid', { name: 'Calls' });
    expect(within(await unfold()).getAllByRole('menuitemradio')).toHaveLength(2);
    expect(screen.getByRole('menu').contains(document.activeElement)).toBe(true);
  });

  it('says when there are none', async () => {
    await open({ ...SCRIPT, countIssues: () => ({ kinds: [] }) });
    expect(within(await unfold()).getByText('No message of the capture has an issue.')).toBeTruthy();
  });

  it('says when they cannot be counted', async () => {
    await open({ ...SCRIPT, countIssues: () => new Error('The engine is busy.') });
    expect(await within(await unfold()).findByText('The engine is busy.')).toBeTruthy();
  });
});
