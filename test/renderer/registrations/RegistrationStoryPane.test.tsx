import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { App } from '../../../renderer/App';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { registrationKey } from '../../../shared/ids';
import type { RegistrationStory } from '../../../shared/protocol/registrationStory';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeSnapshot } from '../rows';
import { madeRegistrationStory } from '../stories';

const HOSTILE = '<b>x</b>\u202E';

let door: FakeDoor;
let workbench: Workbench;
let story: RegistrationStory | 'evicted' | Error;

beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  story = madeRegistrationStory(0);
  door = fakeDoor({
    script: {
      readRegistration: () => story as RegistrationStory,
      checkDigest: ({ password }) => ({
        result: password === '1234' ? 'matches' : 'passwordDiffers',
        words: password === '1234' ? 'Password matches.' : 'Password differs.',
        facts: [],
      }),
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

function open(n = 0): void {
  act(() =>
    workbench.selection.setState(({ paneTabs }) => ({
      view: 'registrations',
      registration: registrationKey(`registration-${n}`),
      paneTabs: { ...paneTabs, registrations: 'story' },
    })),
  );
}

const pane = (): HTMLElement => screen.getByRole('region', { name: 'Registration' });
const attempts = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Attempts' });
const section = (name: RegExp): HTMLElement => screen.getByRole('region', { name });

describe('the story of a registration', () => {
  it('says what came of it, how sure that is, and which messages show it', async () => {
    open();
    await attempts();
    const text = pane().textContent;
    for (const words of ['Successful new registration', 'RFC 3665 §2.1', 'Registered for 1,800 s', '(certain)']) {
      expect(text).toContain(words);
    }
    const proof = within(pane()).getAllByRole('button', { pressed: false });
    fireEvent.click(proof.at(-1)!);
    expect(workbench.selection.getState().message).toBe(3);
  });

  it('shows each attempt with its answer, and what is to be said of it', async () => {
    open();
    const rows = within(await attempts())
      .getAllByRole('row')
      .slice(1);
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent),
    );
    expect(cells).toEqual([
      [expect.any(String), '1', 'register for 3,600 s', '401 Unauthorized', '4.2 ms', '–', ''],
      [
        expect.any(String),
        '2',
        'register for 3,600 s',
        '200 OK',
        '6.1 ms',
        '1,800 s',
        'asked for 3,600 s, granted 1,800 s',
      ],
    ]);
    expect(rows.map((row) => row.getAttribute('aria-selected'))).toEqual(['false', 'true']);
  });

  it('shows challenge and answer of the attempt that the keys lead to', async () => {
    open();
    const grid = await attempts();
    const digest = section(/^Challenge and answer of the REGISTER with CSeq 2$/);
    expect(within(digest).getAllByText('84af446e')).toHaveLength(2);
    expect(digest.textContent).toContain('de6d3ab9e4a984d1a7a62d69cd00a31a');
    fireEvent.keyDown(grid, { key: 'ArrowUp' });
    expect(workbench.selection.getState().message).toBe(0);
    const before = section(/CSeq 1$/);
    expect(before.textContent).toContain('Credentials (none yet)');
    expect(within(before).queryByRole('form')).toBeNull();
  });

  it('marks what differs', async () => {
    const made = madeRegistrationStory(0);
    const attempt = made.attempts[1]!;
    const credentials = { ...attempt.credentials!, realm: HOSTILE };
    story = { ...made, attempts: [{ ...attempt, credentials, failure: 'wrongRealm', remarks: [HOSTILE] }] };
    open();
    const grid = await attempts();
    expect(grid.textContent).toContain('wrong realm · <b>x</b>⟨U+202E⟩');
    const digest = section(/^Challenge and answer/);
    expect(within(digest).getByText('differs')).toBeTruthy();
    expect(digest.querySelectorAll('b:not(.differs)')).toHaveLength(0);
  });

  it('checks a password against the attempt, and keeps it to itself', async () => {
    open();
    await attempts();
    const form = await screen.findByRole('form', { name: 'Check the password of this attempt' });
    const box = within(form).getByLabelText<HTMLInputElement>('Password of the user');
    fireEvent.input(box, { target: { value: '1234' } });
    fireEvent.submit(form);
    expect(await within(form).findByText('Password matches.')).toBeTruthy();
    expect(door.engine().asked.findLast(({ name }) => name === 'checkDigest')?.ask).toEqual({
      message: 2,
      password: '1234',
    });
    expect(document.body.innerHTML).not.toContain('1234');
    expect(JSON.stringify([workbench.selection.getState(), localStorage])).not.toContain('"1234"');
  });

  it('shows bindings, own ones marked, and the way', async () => {
    open();
    await attempts();
    const [own, other] = within(section(/^2 bindings$/))
      .getAllByRole('row')
      .slice(1);
    expect(own?.textContent).toMatch(/this phone1,800 s0\.7<urn:uuid:1> · reg-id 1sip:1000@example\.test;gr=1$/);
    expect(other?.textContent).toMatch(/another one60 s/);
    const way = section(/^Way and keepalive$/).textContent;
    for (const words of ['Behind NAT', '203.0.113.7:40112', '<sip:edge.example.test;lr;ob>', 'none was seen']) {
      expect(way).toContain(words);
    }
  });

  it('is read again when registrations change, and keeps the chosen attempt', async () => {
    open();
    const grid = await attempts();
    fireEvent.keyDown(grid, { key: 'ArrowUp' });
    story = madeRegistrationStory(0, { verdict: { words: 'Registered again', confidence: 'certain', messages: [] } });
    const lists = { ...madeSnapshot().lists, registrations: { total: 40, version: 2 } };
    act(() => door.engine().tell({ kind: 'listsChanged', lists }));
    await screen.findByText(/Registered again/, {}, { timeout: 3000 });
    expect(section(/CSeq 1$/)).toBeTruthy();
  });

  it('says what is missing', async () => {
    story = madeRegistrationStory(0, { attempts: [], bindings: [], evictedMessages: 1, omittedMessages: 2000 });
    open();
    await screen.findByText(/The ring has overwritten one message.*2,000 messages before them are left out/);
    expect(pane().textContent).toContain('Nothing of it has been read.');
    expect(pane().textContent).toContain('No answer in the capture lists a contact.');
  });

  it.each<[string, typeof story, RegExp]>([
    ['evicted', 'evicted', /This registration is gone/],
    ['that cannot be read', new Error('The line broke.'), /The line broke\./],
  ])('%s has words in its place', async (_, answer, words) => {
    story = answer;
    open();
    expect(await within(pane()).findByText(words)).toBeTruthy();
  });

  it('leads from the list into its attempts, and back with Escape', async () => {
    open();
    const grid = await attempts();
    const list = screen.getByRole('grid', { name: 'Registrations' });
    act(() => list.focus());
    await waitFor(() => expect(within(list).getAllByRole('row').length).toBeGreaterThan(1));
    fireEvent.keyDown(list, { key: 'Enter' });
    await waitFor(() => expect(document.activeElement).toBe(grid));
    fireEvent.keyDown(grid, { key: 'Escape' });
    expect(document.activeElement).toBe(list);
  });

  it('gives axe nothing to find', async () => {
    open();
    await attempts();
    const { violations } = await axe.run(pane(), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

describe('the list of registrations', () => {
  it('says outcome with failure, scenario and NAT', async () => {
    act(() => workbench.selection.setState({ view: 'registrations' }));
    const list = document.querySelector('[data-list]')!;
    await waitFor(() => expect(list.textContent).toContain('forbidden · 403 Forbidden'));
    expect(list.textContent).toContain('Successful new registration');
    expect(list.querySelectorAll('.natmark').length).toBeGreaterThan(0);
  });
});
