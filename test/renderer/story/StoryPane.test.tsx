import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, messageIndex } from '../../../shared/ids';
import { fullStory, groupScript, madeGroup } from '../callStories';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeMessage, madeStream } from '../rows';
import type { Script } from '../scriptedEngine';
import { madeCallStory } from '../stories';

let door: FakeDoor;
let workbench: Workbench;

async function openStory(script: Script = { readCall: () => fullStory() }): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await screen.findAllByText('1000 Alice');
  act(() => workbench.selection.setState({ call: callKey('call-0') }));
  await screen.findByRole('listbox', { name: 'Messages of the ladder' });
  fireEvent.keyDown(document.body, { key: 's' });
  await screen.findByRole('region', { name: 'Story' });
}

afterEach(() => {
  cleanup();
  workbench.close();
});

const pane = (): HTMLElement => screen.getByRole('region', { name: 'Story' });
const timeline = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Timeline' });
const selected = () => workbench.selection.getState();
const asked = (name: string) => door.engine().asked.filter((each) => each.name === name);
const textsOf = (list: HTMLElement): (string | null)[] =>
  within(list)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);

describe('story of a call', () => {
  it('says what it was, what is doubtful, who ended it and why', async () => {
    await openStory();
    await timeline();
    expect(within(pane()).getByRole('heading', { level: 2 }).textContent).toBe('Session, hold RFC 3665 §3.1');
    expect(within(pane()).getByText('The end was not captured')).toBeTruthy();
    expect(within(pane()).getByText('Ended by the callee after 00:42')).toBeTruthy();
    expect(within(pane()).getByText(/Q\.850 cause 16/)).toBeTruthy();
  });

  it('tells the timeline, with silence that no message shows', async () => {
    await openStory();
    expect(textsOf(await timeline())).toEqual([
      '0.000INVITE by the caller',
      '2.400Answered with 200 OKRFC 3261 §13.2.2.4',
      '9.000Hold by the calleeRFC 3264 §8.4',
      '44.000No answer to the BYE within 32 s (wrong)',
    ]);
  });

  it('walks with the arrows, selecting what shows each moment; Enter leads to the message, Escape to the list', async () => {
    await openStory();
    const list = await timeline();
    act(() => list.focus());
    const active = () => document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent;
    expect(active()).toContain('INVITE by the caller');
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect([selected().message, active()]).toEqual([3, expect.stringContaining('Answered')]);
    fireEvent.keyDown(list, { key: 'End' });
    expect([selected().message, active()]).toEqual([3, expect.stringContaining('No answer to the BYE')]);
    fireEvent.keyDown(list, { key: 'ArrowUp' });
    expect(selected().message).toBe(5);
    fireEvent.keyDown(list, { key: 'Enter' });
    expect(screen.getByRole('region', { name: 'Message' }).contains(document.activeElement)).toBe(true);
    fireEvent.keyDown(list, { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Calls' }));
  });

  it('follows a message that is selected elsewhere', async () => {
    await openStory();
    const list = await timeline();
    act(() => workbench.selection.setState({ message: messageIndex(5) }));
    expect(within(list).getByRole('option', { selected: true }).textContent).toContain('Hold');
    act(() => workbench.selection.setState({ message: messageIndex(6) }));
    expect(within(list).queryByRole('option', { selected: true })).toBeNull();
  });

  it('tells times as the ladder does', async () => {
    await openStory();
    const list = await timeline();
    fireEvent.click(within(pane()).getByRole('button', { name: 'delta' }));
    expect(textsOf(list)[1]).toMatch(/^\+2\.400/);
  });

  it('shows offers with their answers, and marks what is different from what was agreed before', async () => {
    await openStory();
    await timeline();
    const table = within(pane()).getAllByRole('table')[0]!;
    const marked = [...table.querySelectorAll('mark')].map(({ textContent }) => textContent);
    const change = ['–', '10.0.0.1:10000', '10.0.0.9:4000', 'held by the callee'];
    expect(marked).toEqual([...change, ...change]);
    expect(within(table).getByText('refused', { selector: '.error' })).toBeTruthy();
    expect(within(table).getByText('media moved to 10.0.0.9:4000')).toBeTruthy();
    fireEvent.click(within(table).getAllByRole('button', { name: 'answer' })[0]!);
    expect(selected().message).toBe(3);
    expect(within(table).getAllByRole('button', { name: 'answer' })).toHaveLength(2);
  });

  it('shows the dialogs with their session timer', async () => {
    await openStory();
    await timeline();
    const table = within(pane()).getAllByRole('table')[1]!;
    expect(within(table).getByText('ended by the callee')).toBeTruthy();
    expect(within(table).getByText('<sip:10.0.0.50;lr>')).toBeTruthy();
    expect(within(table).getByText('90 s, to be refreshed by the caller')).toBeTruthy();
    expect(within(table).getByText('refreshed 2 times, then')).toBeTruthy();
    expect(within(table).getByText('ran out at 40.000 without a refresh')).toBeTruthy();
    fireEvent.click(within(table).getByRole('button', { name: '10.007 caller' }));
    expect(selected().message).toBe(7);
  });

  it('leaves a chosen transaction alone in the ladder, and Escape brings the others back', async () => {
    await openStory();
    await timeline();
    const grid = within(pane()).getByRole('grid', { name: /^Transactions/ });
    expect(within(grid).getByText('no answer').className).toBe('error');
    expect(within(grid).getByText('10 · 2 copies')).toBeTruthy();
    fireEvent.keyDown(grid, { key: 'End' });
    expect(within(grid).getByRole('row', { selected: true }).textContent).toContain('BYE');
    fireEvent.keyDown(grid, { key: 'Enter' });
    const ladder = await screen.findByRole('listbox', { name: 'Messages of the ladder' });
    expect(within(ladder).getAllByRole('option')).toHaveLength(1);
    expect(selected().message).toBe(5);
    fireEvent.keyDown(ladder, { key: 'Escape' });
    expect(within(ladder).getAllByRole('option').length).toBeGreaterThan(5);
    expect(selected().call).toBe('call-0');
  });

  it('says what could not be told', async () => {
    await openStory({
      readCall: () =>
        madeCallStory(0, {
          moments: [],
          dialogs: [],
          negotiations: [],
          transactions: [],
          evictedMessages: 3,
          omittedMessages: 1,
        }),
    });
    await screen.findByText(/overwritten 3 messages.*One message at the end/);
    for (const words of [/Nothing of it/, /No offer was seen/, /No dialog was made/, /No transaction was seen/])
      expect(within(pane()).getByText(words)).toBeTruthy();
  });
});

describe('a call that changes', () => {
  it('is read again, once for many changes, and keeps what is shown meanwhile', async () => {
    await openStory();
    await timeline();
    expect(asked('readCall')).toHaveLength(1);
    for (let n = 0; n < 5; n += 1) {
      door.engine().tell({ kind: 'callChanged', call: madeCall(0, { messageCount: 50 + n }) });
    }
    await waitFor(() => expect(asked('readCall')).toHaveLength(2), { timeout: 3000 });
    expect(within(pane()).getByRole('listbox', { name: 'Timeline' })).toBeTruthy();
    door.engine().tell({ kind: 'callChanged', call: madeCall(0, { messageCount: 54, streamCount: 9 }) });
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(asked('readCall')).toHaveLength(2);
  });
});

describe('no story', () => {
  it.each<[string, Script, RegExp]>([
    ['evicted', { readCall: () => 'evicted' }, /This call is gone/],
    ['failed', { readCall: () => new Error('the engine is tired') }, /the engine is tired/],
  ])('%s', async (_name, script, words) => {
    await openStory(script);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('of a stream that belongs to no call', async () => {
    await openStory();
    const stream = madeStream(4, null);
    act(() =>
      workbench.selection.setState(({ paneTabs }) => ({
        view: 'streams',
        streamRow: stream,
        stream: stream.key,
        paneTabs: { ...paneTabs, streams: 'story' },
      })),
    );
    expect(await screen.findByRole('heading', { name: 'No call, and so no story' })).toBeTruthy();
  });
});

describe('story of legs', () => {
  const group = madeGroup([0, 3]);

  it('tells why they are one story, and splits a call off', async () => {
    await openStory(groupScript(group));
    await timeline();
    const legs = within(pane()).getByRole('region', { name: /^2 legs/ });
    expect(legs.textContent).toContain('1000 calls 2000 over several legs');
    expect(legs.textContent).toContain('other leg likely');
    expect(legs.textContent).toContain('the same Session-ID 7f2a');
    expect(legs.textContent).toContain('frames 1, 22');
    fireEvent.click(within(legs).getByRole('button', { name: 'Split this call off' }));
    await waitFor(() => expect(asked('splitCall')[0]?.ask).toEqual({ call: 'call-0' }));
  });

  it('tells the call of the message that is selected, and goes from leg to leg', async () => {
    await openStory(groupScript(group));
    await timeline();
    fireEvent.click(within(pane()).getByRole('button', { name: /^B/ }));
    expect(selected().message).toBe(21);
    await waitFor(() => expect(asked('readCall').at(-1)?.ask).toEqual({ call: 'call-3' }));
    act(() => workbench.selection.setState({ message: madeMessage(2).index }));
    await waitFor(() => expect(asked('readCall').at(-1)?.ask).toEqual({ call: 'call-0' }));
  });
});
