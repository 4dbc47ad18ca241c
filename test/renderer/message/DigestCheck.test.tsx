import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { describeFields } from '../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../main/engine/decode/sip/parseSip';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, messageIndex } from '../../../shared/ids';
import type { DigestCheck } from '../../../shared/protocol/digestCheck';
import type { MessageDetail } from '../../../shared/protocol/rows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeMessage } from '../rows';

const WITH = 'REGISTER sip:a SIP/2.0\r\nAuthorization: Digest username="1000", response="x"\r\n\r\n';
const WITHOUT = 'REGISTER sip:a SIP/2.0\r\nX-Other: 1\r\n\r\n';

function detailOf(text: string, index: number): MessageDetail {
  const bytes = new TextEncoder().encode(text);
  const parsed = parseSip(bytes, 0, bytes.length);
  const row = madeMessage(index, 0, { method: 'REGISTER' });
  return { row, bytes, fields: parsed.ok ? describeFields(parsed.value, bytes) : [] };
}

const facts: DigestCheck['facts'] = [
  { name: 'Realm', value: '<b>pbx</b>', agrees: true },
  { name: 'Nonce', value: 'n-1', agrees: false },
  { name: 'Challenge', value: 'frame 2', agrees: null },
];
const ANSWERS: Readonly<Record<string, DigestCheck | 'evicted'>> = {
  '1234': { result: 'matches', words: 'Password matches.', facts },
  '1235': { result: 'passwordDiffers', words: 'Password differs: no.', facts },
  '': { result: 'notChecked', words: 'Cannot tell: AKA.', facts: [] },
  late: 'evicted',
};

let door: FakeDoor;
let workbench: Workbench;

beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({
    script: {
      readMessage: ({ message }) => detailOf(message === 2 ? WITHOUT : WITH, message),
      checkDigest: ({ password }) => ANSWERS[password] ?? new Error('The engine refused.'),
    },
  });
  workbench = createWorkbench(door);
  render(<App workbench={workbench} />);
  await waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
});
afterEach(() => {
  cleanup();
  workbench.close();
});

const show = (message: number): void =>
  workbench.selection.setState({ message: messageIndex(message), call: callKey('call-0') });
const box = (): Promise<HTMLInputElement> => screen.findByLabelText<HTMLInputElement>('Password of the user');
const type = (input: HTMLInputElement, value: string): void => {
  fireEvent.input(input, { target: { value } });
};
const form = (): HTMLElement => screen.getByRole('form', { name: 'Check the password' });
const submit = (): void => {
  fireEvent.submit(form());
};

describe('the password box of a message', () => {
  it('keeps what is typed to itself', async () => {
    show(0);
    const input = await box();
    expect([input.type, input.autocomplete, input.maxLength]).toEqual(['password', 'off', 256]);
    type(input, '1234');
    submit();
    await screen.findByText('Password matches.');
    expect(document.body.innerHTML).not.toContain('1234');
    expect(JSON.stringify([workbench.selection.getState(), localStorage])).not.toContain('1234');
    const asked = door.engine().asked.filter(({ ask }) => JSON.stringify(ask).includes('1234'));
    expect(asked).toEqual([{ name: 'checkDigest', ask: { message: 0, password: '1234' } }]);
  });

  it.each([
    ['1234', 'Password matches.', 'ok'],
    ['1235', 'Password differs: no.', 'error'],
    ['', 'Cannot tell: AKA.', 'muted'],
    ['late', 'The message is gone: the ring has overwritten it.', 'muted'],
    ['bad', 'The engine refused.', 'muted'],
  ])('%j: %s', async (password, words, tone) => {
    show(0);
    type(await box(), password);
    fireEvent.click(screen.getByRole('button', { name: 'Check' }));
    expect((await screen.findByText(words)).className).toBe(tone);
  });

  it('tells each part, and text of packets as text', async () => {
    show(0);
    type(await box(), '1234');
    submit();
    const parts = within(await screen.findByRole('list', { name: 'Parts of the credentials' }));
    expect(parts.getAllByRole('listitem').map(({ textContent }) => textContent.trim())).toEqual([
      'Realm <b>pbx</b> agrees',
      'Nonce n-1 differs',
      'Challenge frame 2',
    ]);
  });

  it('forgets the answer when something else is typed, and all on another message', async () => {
    show(0);
    type(await box(), '1234');
    submit();
    await screen.findByText('Password matches.');
    type(await box(), '12345');
    expect(screen.queryByText('Password matches.')).toBeNull();
    type(await box(), '1234');
    submit();
    await screen.findByText('Password matches.');
    show(1);
    await waitFor(() => expect(screen.queryByText('Password matches.')).toBeNull());
    expect((await box()).value).toBe('');
  });

  it('is not there without credentials', async () => {
    show(2);
    await screen.findByText(/X-Other/, { selector: '.rawline *' });
    expect(screen.queryByLabelText('Password of the user')).toBeNull();
  });

  it('has no fault that axe finds', async () => {
    show(0);
    type(await box(), '1234');
    submit();
    await screen.findByText('Password matches.');
    const { violations } = await axe.run(form(), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('the command "Check password of this message"', () => {
  async function choose(): Promise<void> {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    const palette = await screen.findByRole('dialog');
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'check password' } });
    fireEvent.click(within(palette).getByRole('option', { name: /Check password of this message/ }));
  }

  it('puts the keyboard in the box, from the media tab too', async () => {
    show(0);
    await box();
    workbench.selection.setState(({ paneTabs }) => ({ paneTabs: { ...paneTabs, calls: 'media' } }));
    await waitFor(() => expect(screen.queryByLabelText('Password of the user')).toBeNull());
    await choose();
    await waitFor(async () => expect(document.activeElement).toBe(await box()));
  });

  it('says so when there are no credentials', async () => {
    show(2);
    await screen.findByText(/X-Other/, { selector: '.rawline *' });
    await choose();
    expect(await screen.findByText('This message carries no credentials')).toBeTruthy();
  });
});
