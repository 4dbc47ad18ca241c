import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MediaPane } from '../../../renderer/media/MediaPane';
import { WorkbenchContext } from '../../../renderer/store/hooks';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { callKey, streamKey } from '../../../shared/ids';
import type { Script } from '../scriptedEngine';
import { installBrowserStubs } from '../browserStubs';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeMessage, madeSamples, madeStream } from '../rows';

const A = { address: '10.0.0.1', port: 4000 };
const B = { address: '10.0.0.99', port: 5000 };
const PAIR = [
  { ...madeStream(0, 0), source: A, destination: B, lossPercent: 0, lostPackets: 0 },
  { ...madeStream(1, 0), source: B, destination: A, lossPercent: 2.1, lostPackets: 44 },
];
const LATER = PAIR.map((stream, way) => ({
  ...stream,
  key: streamKey(`stream-${way + 2}`),
  codec: 'G722',
  startedAtMs: stream.startedAtMs + stream.durationMs + 60_000,
}));
const MESSAGES = [
  madeMessage(0, 0, { fromUser: '1000', mediaEndpoints: [A] }),
  madeMessage(3, 0, { fromUser: '1000', mediaEndpoints: [B] }),
];

let door: FakeDoor;
let workbench: Workbench;

async function start(script: Script): Promise<void> {
  localStorage.clear();
  installBrowserStubs();
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  render(
    <WorkbenchContext value={workbench}>
      <MediaPane />
    </WorkbenchContext>,
  );
  await waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
  act(() => workbench.selection.setState({ call: callKey('call-0') }));
}
const watching = (streams: typeof PAIR, change: Parameters<typeof madeCall>[1] = {}): Script => ({
  watchCalls: () => ({ calls: [madeCall(0, change)], messages: MESSAGES, streams, companions: [] }),
});
afterEach(() => {
  cleanup();
  workbench.close();
});

const row = async (name: string): Promise<(string | null)[]> => {
  const heading = await screen.findByRole('rowheader', { name });
  return [...heading.parentElement!.querySelectorAll('td')].map(({ textContent }) => textContent);
};
const chart = (title: string): Promise<HTMLElement> => screen.findByRole('figure', { name: new RegExp(`^${title}`) });

describe('media of a call', () => {
  beforeEach(() => start(watching(PAIR)));

  it('shows the figures of both directions side by side, those over a limit tinted', async () => {
    expect(await row('lost')).toEqual(['0', '44']);
    expect(await row('loss')).toEqual(['0 %', '2.1 %']);
    expect(screen.getByText('2.1 %').className).toContain('warn');
    const headings = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(headings).toEqual(['Figures', '1000 → 2000', '2000 → 1000']);
  });

  it('draws a chart of each figure with its limit, and tells it in words', async () => {
    const jitter = await chart('Jitter');
    expect(within(jitter).getByText('limit 30 ms')).toBeTruthy();
    expect(within(await chart('Loss')).getByText('limit 1 %')).toBeTruthy();
    expect(jitter.getAttribute('aria-label')).toContain('1000 → 2000: 4.0 ms, never over the limit');
    expect(jitter.querySelectorAll('.recharts-line-curve')).toHaveLength(2);
    await chart('Delta');
    await chart('Bitrate');
  });

  it('takes new seconds of a live call in', async () => {
    await chart('Jitter');
    const newer = { ...madeSamples(0, [42, 43]), maxJitterMs: [55, 60] };
    door.engine().tell({ kind: 'streamSampled', samples: newer });
    await waitFor(async () =>
      expect((await chart('Jitter')).getAttribute('aria-label')).toContain('over the limit at 2 of 44 points'),
    );
  });

  it('zooms by keys and shows all again', async () => {
    const jitter = await chart('Jitter');
    fireEvent.keyDown(jitter, { key: '+' });
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByText('drag to zoom')).toBeTruthy();
  });

  it('writes the time of day at the axis when that is chosen', async () => {
    const bitrate = await chart('Bitrate');
    expect(within(bitrate).getByText('10 s')).toBeTruthy();
    act(() => workbench.preferences.setState({ timeMode: 'clock' }));
    await waitFor(() => expect(within(bitrate).getAllByText(/^\d\d:\d\d:\d\d$/).length).toBeGreaterThan(1));
  });

  it('needs no picker for one pair', async () => {
    await chart('Jitter');
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('media of a call with a re-INVITE', () => {
  it('lets the reader pick the pair', async () => {
    await start(watching([...PAIR, ...LATER]));
    const picker = await screen.findByRole('combobox', { name: 'Streams shown' });
    expect(within(picker).getAllByRole('option')).toHaveLength(2);
    fireEvent.change(picker, { target: { value: 'stream-2' } });
    expect(workbench.selection.getState().stream).toBe('stream-2');
    await waitFor(async () => expect(await row('codec')).toEqual(['G722', 'G722']));
  });
});

describe('media that is not there', () => {
  it('says that one direction has no stream', async () => {
    await start(watching(PAIR.slice(0, 1)));
    expect(await row('lost')).toEqual(['0', '–']);
    expect(screen.getByRole('columnheader', { name: 'no stream' })).toBeTruthy();
    expect((await chart('Jitter')).querySelectorAll('.recharts-line-curve')).toHaveLength(1);
  });

  it('says what it can mean that there is none', async () => {
    await start(watching([], { answeredAtMs: 100 }));
    expect(await screen.findByText('No RTP of this call is in the capture')).toBeTruthy();
    expect(screen.getByText(/signalling only/)).toBeTruthy();
  });

  it('expects none of a call that was not answered', async () => {
    await start(watching([], { answeredAtMs: null }));
    expect(await screen.findByText(/was not answered/)).toBeTruthy();
  });
});
