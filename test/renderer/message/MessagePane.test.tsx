import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeFields } from '../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../main/engine/decode/sip/parseSip';
import { MessagePane } from '../../../renderer/message/MessagePane';
import { WorkbenchContext } from '../../../renderer/store/hooks';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { messageIndex } from '../../../shared/ids';
import type { MessageDetail, MessageRow } from '../../../shared/protocol/rows';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeMessage } from '../rows';

const INVITE = [
  'INVITE sip:2000@example.test SIP/2.0',
  'Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-1',
  'From: "Jürgen 😀" <sip:1000@example.test>;tag=a',
  'Call-ID: made',
  'CSeq: 1 INVITE',
  'Content-Type: application/sdp',
  'Content-Length: 17',
  '',
  'v=0',
  's=-',
  't=0 0',
  '',
].join('\r\n');
const BUSY = 'SIP/2.0 486 Busy Here\r\nCall-ID: made\r\nX-Name: <b>bold</b>\r\n\r\n';

function detailOf(text: string, index: number, change: Partial<MessageRow> = {}): MessageDetail {
  const bytes = new TextEncoder().encode(text);
  const parsed = parseSip(bytes, 0, bytes.length);
  return { row: madeMessage(index, 0, change), bytes, fields: parsed.ok ? describeFields(parsed.value, bytes) : [] };
}

const longHeaders = Array.from({ length: 480 }, (_, at) => `X-Number: ${at}`).join('\r\n');
const viaAt = INVITE.indexOf('Via');
const DETAILS: readonly MessageDetail[] = [
  detailOf(INVITE, 0, {
    issues: [{ code: 'missingTo', words: 'To is missing (RFC 3261 §8.1.1).', offset: viaAt, length: 3 }],
  }),
  detailOf(BUSY, 1, { method: null, status: 486 }),
  detailOf(`OPTIONS sip:a SIP/2.0\r\n${longHeaders}\r\n\r\n`, 2, { method: 'OPTIONS' }),
];
const EVICTED = 7;
const BROKEN = 8;

let door: FakeDoor;
let workbench: Workbench;

beforeEach(async () => {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({
    script: {
      readMessage: ({ message }) =>
        message === BROKEN ? new Error('The file is gone.') : (DETAILS[message] ?? 'evicted'),
    },
  });
  workbench = createWorkbench(door);
  render(
    <WorkbenchContext value={workbench}>
      <MessagePane />
    </WorkbenchContext>,
  );
  await waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
});
afterEach(() => {
  cleanup();
  workbench.close();
  Reflect.deleteProperty(document, 'caretPositionFromPoint');
  Reflect.deleteProperty(navigator, 'clipboard');
});

const show = (message: number): void => workbench.selection.setState({ message: messageIndex(message) });
const tree = (): HTMLElement => document.querySelector<HTMLElement>('[role=tree]')!;
const press = (...keys: readonly string[]): void => keys.forEach((key) => fireEvent.keyDown(tree(), { key }));
// By class: to look a role up among thousands of lines takes jsdom seconds.
const raw = (): HTMLElement => document.querySelector<HTMLElement>('.rawtext')!;
const marked = (area: HTMLElement): string =>
  [...area.querySelectorAll('.selected')].map(({ textContent }) => textContent).join('');
const activeRow = (): HTMLElement => document.getElementById(tree().getAttribute('aria-activedescendant') ?? '')!;
const open = async (message: number): Promise<void> => {
  show(message);
  await waitFor(() => expect(tree()).toBeTruthy());
};

/** The pointer stands on this place of the text, as browsers tell it. */
function pointAt(element: HTMLElement, offset: number): void {
  const position = { offsetNode: element.firstChild!, offset };
  Object.assign(document, { caretPositionFromPoint: () => position });
  fireEvent.click(element, { clientX: 1, clientY: 1 });
}

describe('message pane', () => {
  it('says what to do while nothing is selected', () => {
    expect(screen.getByText('No message selected')).toBeTruthy();
  });

  it('heads the message with what it is and where it went', async () => {
    await open(0);
    expect(screen.getByText('INVITE 2000')).toBeTruthy();
    expect(screen.getByText('UDP · frame 1 · 10.0.0.1 → 10.0.0.99')).toBeTruthy();
    expect(screen.getByText(/Asks for a call/)).toBeTruthy();
  });

  it('marks exactly the bytes of the field that the keys come to', async () => {
    await open(0);
    press('ArrowDown', 'ArrowDown');
    expect(activeRow().textContent).toContain('Via');
    expect(marked(raw())).toBe('Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-1');
    press('ArrowDown', 'ArrowRight', 'ArrowRight');
    expect(activeRow().getAttribute('aria-level')).toBe('2');
    expect(marked(raw())).toContain('Jürgen 😀');
    expect(marked(raw())).not.toContain('From');
    press('ArrowLeft', 'ArrowLeft');
    expect(activeRow().getAttribute('aria-expanded')).toBe('false');
  });

  it('marks what the pointer is on, beside the selection', async () => {
    await open(0);
    fireEvent.pointerEnter(within(tree()).getByText('Call-ID').closest('[role=treeitem]')!);
    expect(raw().querySelector('.hovered')?.textContent).toBe('Call-ID: made');
    fireEvent.pointerLeave(tree());
    expect(raw().querySelector('.hovered')).toBeNull();
  });

  it('selects the innermost field under a click in the raw text, after characters of several bytes', async () => {
    await open(0);
    const line = within(raw()).getByText(/^From:/);
    pointAt(line, line.textContent.indexOf('1000') + 1);
    expect(activeRow().textContent).toContain('1000');
    expect(marked(raw())).toBe('1000');
    expect(screen.getByText(/From › URI › User/)).toBeTruthy();
  });

  it('selects from the bytes too', async () => {
    await open(0);
    fireEvent.click(screen.getByRole('tab', { name: 'Hex' }));
    const dump = screen.getByRole('region', { name: 'Bytes of the message' });
    const [run] = within(dump).getAllByText(/49 4e 56/);
    pointAt(run!, 3 * 8);
    expect(dump.querySelector('[data-column=text].selected')?.textContent).toBe('sip:2000@');
  });

  it('marks the bytes that an issue speaks of', async () => {
    await open(0);
    fireEvent.click(screen.getByRole('button', { name: /To is missing/ }));
    expect(marked(raw())).toBe('Via');
  });

  it('explains an answer, and shows text of packets as text', async () => {
    await open(1);
    expect(screen.getByText('Why this answer?')).toBeTruthy();
    expect(screen.getByText(/person called is busy/)).toBeTruthy();
    expect(within(raw()).getByText('X-Name: <b>bold</b>')).toBeTruthy();
    expect(raw().querySelector('b')).toBeNull();
  });

  it('keeps the message until the next one has been read', async () => {
    await open(0);
    show(1);
    expect(screen.getByText('INVITE 2000')).toBeTruthy();
    expect(await screen.findByText('486 Busy Here')).toBeTruthy();
    expect(screen.queryByText('INVITE 2000')).toBeNull();
  });

  it('draws a long message in part, and all of it when asked', async () => {
    await open(2);
    expect(within(tree()).getAllByRole('treeitem').length).toBeLessThan(80);
    expect(raw().querySelectorAll('.rawline')).toHaveLength(400);
    fireEvent.click(screen.getByText(/Show all 482 lines/));
    expect(raw().querySelectorAll('.rawline')).toHaveLength(482);
  });

  it('shows all of a long message when the selected field lies further down', async () => {
    await open(2);
    press('End');
    await waitFor(() => expect(marked(raw())).toBe('X-Number: 479'));
  });

  it('copies the message and the value of a field', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open(0);
    fireEvent.click(screen.getByRole('button', { name: 'Copy message' }));
    expect(await screen.findByRole('button', { name: 'Message copied' })).toBeTruthy();
    press('End');
    fireEvent.click(screen.getByRole('button', { name: 'Copy value' }));
    expect(writeText.mock.calls).toEqual([[INVITE], ['0 0']]);
  });

  it('says when the ring has overwritten the message', async () => {
    show(EVICTED);
    expect(await screen.findByText('This message is gone')).toBeTruthy();
  });

  it('says why a message cannot be read', async () => {
    show(BROKEN);
    expect(await screen.findByText('The file is gone.')).toBeTruthy();
  });

  it('walks the tabs with the arrows', async () => {
    await open(0);
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Tree' }), { key: 'ArrowLeft' });
    expect(screen.getByRole('tab', { name: 'Diff' }).getAttribute('aria-selected')).toBe('true');
    fireEvent.keyDown(screen.getByRole('tab', { name: 'Diff' }), { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Frame' }));
  });
});
