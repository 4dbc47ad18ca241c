import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callKey } from '../../../shared/ids';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import type { Script } from '../scriptedEngine';
import { madeCompanion, madeStream } from '../rows';

let door: FakeDoor;
let workbench: Workbench;

const listing = <Row>(row: Row) => ({ rows: [row], from: 0, total: 1, matching: 1, version: 2 });
const bound = { call: callKey('call-3') };

async function open(script: Script): Promise<void> {
  door = fakeDoor({ script });
  workbench = createWorkbench(door);
  await vi.waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
}

/** What a live capture tells when its lists have changed. */
function tellChange(): void {
  const { lists } = workbench.session.getState();
  const newer = ({ total, version }: { total: number; version: number }) => ({ total, version: version + 1 });
  const changed = { ...lists, streams: newer(lists.streams), companions: newer(lists.companions) };
  door.engine().tell({ kind: 'listsChanged', lists: changed });
}

beforeEach(() => localStorage.clear());
afterEach(() => workbench.close());

const watched = () => workbench.session.getState().watched;
const PATIENT = { timeout: 4000 };

describe('what is open and belongs to no call', () => {
  it('is read again when its list has changed: a companion', async () => {
    const companion = madeCompanion(1, null);
    await open({ listCompanions: () => listing({ ...companion, packets: 99 }) });
    workbench.selection.setState({ view: 'streams', streamList: 'beside', companionRow: companion });
    await vi.waitFor(() => expect(watched().companions).toHaveLength(1));
    tellChange();
    await vi.waitFor(() => expect(watched().companions[0]?.packets).toBe(99), PATIENT);
    expect(workbench.selection.getState().companionRow?.packets).toBe(99);
  });

  it('is read again when its list has changed: a stream with its figures by the second', async () => {
    const stream = madeStream(4, null);
    await open({ listStreams: () => listing({ ...stream, packets: 77 }) });
    workbench.selection.setState({ view: 'streams', streamRow: stream, stream: stream.key });
    const samplesAsked = (): number => door.engine().asked.filter(({ name }) => name === 'readStreamSamples').length;
    await vi.waitFor(() => expect(samplesAsked()).toBe(1));
    tellChange();
    await vi.waitFor(() => expect(watched().streams[0]?.packets).toBe(77), PATIENT);
    await vi.waitFor(() => expect(samplesAsked()).toBe(2));
  });

  it('opens its call as soon as it has one', async () => {
    const companion = madeCompanion(1, null);
    await open({ listCompanions: () => listing({ ...companion, ...bound }) });
    workbench.selection.setState({ view: 'streams', streamList: 'beside', companionRow: companion });
    await vi.waitFor(() => expect(watched().companions).toHaveLength(1));
    tellChange();
    await vi.waitFor(() => expect(watched().calls.map(({ key }) => key)).toEqual(['call-3']), PATIENT);
  });
});
