import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callKey, registrationKey, streamKey } from '../../../shared/ids';
import { createWorkbench, type Workbench } from '../../../renderer/store/workbench';
import { fakeDoor, type FakeDoor } from '../fakeDoor';
import { madeCall, madeMessage, madeStream } from '../rows';

let door: FakeDoor;
let workbench: Workbench;

beforeEach(async () => {
  localStorage.clear();
  door = fakeDoor();
  workbench = createWorkbench(door);
  await vi.waitFor(() => expect(workbench.session.getState().connection.kind).toBe('connected'));
});
afterEach(() => workbench.close());

const watched = () => workbench.session.getState().watched;
const askedFor = (name: string) => door.engine().asked.filter((asked) => asked.name === name);

describe('watching what is open', () => {
  it('reads the rows of an opened call and shows its first message and stream', async () => {
    workbench.selection.setState({ call: callKey('call-2') });
    await vi.waitFor(() => expect(watched().messages).toHaveLength(7));
    const { message, stream } = workbench.selection.getState();
    expect([watched().calls[0]?.key, message, stream]).toEqual(['call-2', 14, 'stream-4']);
    await vi.waitFor(() => expect([...watched().samples.keys()]).toEqual(['stream-4', 'stream-5']));
  });

  it('asks once when the reader runs through many rows', async () => {
    for (let n = 0; n < 20; n += 1) workbench.selection.setState({ call: callKey(`call-${n}`) });
    await vi.waitFor(() => expect(watched().calls[0]?.key).toBe('call-19'));
    expect(askedFor('watchCalls')).toHaveLength(1);
  });

  it('opens all marked calls instead of the open one', async () => {
    workbench.selection.setState({ call: callKey('call-0'), marked: new Set([callKey('call-3'), callKey('call-5')]) });
    await vi.waitFor(() => expect(watched().calls.map(({ key }) => key)).toEqual(['call-3', 'call-5']));
  });

  it('follows the call with deltas', async () => {
    workbench.selection.setState({ call: callKey('call-0') });
    await vi.waitFor(() => expect(watched().messages).toHaveLength(7));
    door
      .engine()
      .tell(
        { kind: 'callChanged', call: madeCall(0, { state: 'completed' }) },
        { kind: 'messageSeen', message: madeMessage(7, 0) },
        { kind: 'streamChanged', stream: madeStream(9, 0) },
      );
    await vi.waitFor(() => expect(watched().messages).toHaveLength(8));
    expect([watched().calls[0]?.state, watched().streams.length]).toEqual(['completed', 3]);
    await vi.waitFor(() => expect(watched().samples.has(streamKey('stream-9'))).toBe(true));
  });

  it('reads the call again after a gap and keeps what is selected', async () => {
    workbench.selection.setState({ call: callKey('call-1') });
    await vi.waitFor(() => expect(watched().messages).toHaveLength(7));
    door.engine().skipNumber();
    door.engine().tell({ kind: 'exportProgress', task: 1, done: 0, total: 1 });
    await vi.waitFor(() => expect(askedFor('watchCalls')).toHaveLength(2));
    expect(workbench.selection.getState().call).toBe('call-1');
  });

  it('forgets rows of a capture that is gone', async () => {
    workbench.selection.setState({ call: callKey('call-1'), marked: new Set([callKey('call-1')]) });
    await vi.waitFor(() => expect(watched().messages).toHaveLength(7));
    door.engine().tell({ kind: 'captureReset' });
    await vi.waitFor(() => expect(workbench.selection.getState().call).toBeNull());
    expect([workbench.selection.getState().marked.size, watched().messages.length]).toEqual([0, 0]);
  });

  it('puts the messages of a registration in the ladder', async () => {
    workbench.selection.setState({ view: 'registrations', registration: registrationKey('registration-1') });
    await vi.waitFor(() => expect(watched().messages).toHaveLength(4));
    expect(watched().calls).toEqual([]);
  });

  it('shows a stream that belongs to no call', async () => {
    const stream = madeStream(4, null);
    workbench.selection.setState({ view: 'streams', streamRow: stream, stream: stream.key });
    await vi.waitFor(() => expect(watched().samples.get(stream.key)?.atMs).toHaveLength(42));
  });
});
