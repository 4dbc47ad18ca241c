import { afterAll, beforeAll, afterEach, describe, expect, it, type TestContext } from 'vitest';
import { livingCaptureChildren } from '../../../main/engine/capture/captureChild';
import { startLiveCapture } from '../../../main/engine/capture/liveCapture';
import { LINK_TYPE } from '../../../shared/capture/linkTypes';
import type { SourceName } from '../../../shared/protocol/captureState';
import { builtCapHelper, type BuiltCapHelper } from '../../fixtures/builtCapHelper';
import { openLoopbackPort, sendDatagrams, type LoopbackPort } from '../../fixtures/udpSender';
import { reasonsToSkip, record } from './liveSources';

const SENT = 1000;
const LENGTH_BYTES = 14 + 20 + 8 + 172;

type Row = { readonly source: SourceName; readonly drops: number | null; readonly timestamps: string };
const ROWS: readonly Row[] = [
  { source: 'dumpcap', drops: 0, timestamps: 'kernel' },
  { source: 'tcpdump', drops: 0, timestamps: 'kernel' },
  { source: 'cap', drops: null, timestamps: 'host clock' },
];

let helper: BuiltCapHelper;
let reasons: Record<SourceName, string>;
let port: LoopbackPort;

beforeAll(async () => {
  helper = await builtCapHelper();
  reasons = await reasonsToSkip(helper.path);
  port = await openLoopbackPort();
});
afterAll(() => {
  port.close();
  helper.remove();
});
afterEach(() => expect(livingCaptureChildren()).toEqual([]));

const skipWithout = (context: TestContext, source: SourceName): void => {
  if (reasons[source] !== '') context.skip(`${source}: ${reasons[source]}`);
};
const request = (source: SourceName) => ({
  source,
  capHelperPath: helper.path,
  filter: `udp dst port ${port.port}`,
});

describe.each(ROWS)('$source on loopback', ({ source, drops, timestamps }) => {
  it('sees every datagram once, in order, stops, and starts again', async (context) => {
    skipWithout(context, source);
    for (const round of [1, 2]) {
      const beganMs = Date.now();
      const recording = await record(request(source));
      expect(recording.live.interfaces).toMatchObject([{ id: 0, linkType: LINK_TYPE.ethernet }]);
      await sendDatagrams(port.port, SENT);
      await recording.live.stop();

      const { frames, live } = recording;
      expect(frames.map(({ index }) => index)).toEqual(Array.from({ length: SENT }, (_, index) => index));
      expect(frames.map(({ number }) => number)).toEqual(Array.from({ length: SENT }, (_, index) => index + 1));
      expect(frames.every((frame) => frame.lengthBytes === LENGTH_BYTES && frame.linkType === LINK_TYPE.ethernet)).toBe(
        true,
      );
      expect(frames.every((frame, at) => at === 0 || frame.atMs >= frames[at - 1]!.atMs)).toBe(true);
      expect(frames[0]!.atMs).toBe(0);
      expect(frames[0]!.wallClockMs).toBeGreaterThan(beganMs - 1000);
      expect(frames.at(-1)!.wallClockMs).toBeLessThan(Date.now() + 1000);
      expect(recording.ended, `round ${round}`).toEqual([null]);
      expect(live).toMatchObject({ packets: SENT, droppedPackets: drops, timestamps });
    }
  });

  it('keeps the frames so far and says why when it is killed', async (context) => {
    skipWithout(context, source);
    const recording = await record(request(source));
    await sendDatagrams(port.port, 100);
    await expect.poll(() => recording.frames.length, { timeout: 5000 }).toBe(100);
    for (const pid of livingCaptureChildren()) process.kill(pid, 'SIGKILL');

    const problem = await recording.untilEnded;
    expect(problem?.problem).toBe(`${source} ended by itself (signal SIGKILL)`);
    expect(problem?.advice).not.toBe('');
    expect(recording.frames).toHaveLength(100);
    await recording.live.stop();
    expect(recording.ended).toHaveLength(1);
  });

  it('names what is wrong with a filter or an interface instead of starting', async (context) => {
    skipWithout(context, source);
    const neverCalled = (): never => expect.fail('called though the capture did not start');
    const start = (interfaceName: string, filter: string) =>
      startLiveCapture({ ...request(source), interfaceName, filter, onFrame: neverCalled, onEnded: neverCalled });

    expect(await start('lo', 'udp prt 5060')).toMatchObject({
      ok: false,
      error: { problem: expect.stringMatching(/syntax error/), advice: expect.stringMatching(/udp port 5060/) },
    });
    expect(await start('nosuch0', '')).toMatchObject({
      ok: false,
      error: { problem: expect.stringMatching(/no such device/i), advice: expect.stringMatching(/list/) },
    });
    expect(await start('-w', '')).toMatchObject({
      ok: false,
      error: { problem: '"-w" is not an interface of this machine' },
    });
  });

  it('takes a filter that looks like an option for a filter', async (context) => {
    skipWithout(context, source);
    const started = await startLiveCapture({
      ...request(source),
      interfaceName: 'lo',
      filter: '-h',
      onFrame: () => undefined,
      onEnded: () => undefined,
    });
    expect(started).toMatchObject({ ok: false, error: { problem: expect.stringMatching(/syntax error/) } });
  });
});

describe('counts while a capture runs', () => {
  it('come from tcpdump on request', async (context) => {
    skipWithout(context, 'tcpdump');
    const recording = await record(request('tcpdump'));
    expect(recording.live.droppedPackets).toBeNull();
    await expect.poll(() => recording.live.droppedPackets, { timeout: 6000 }).toBe(0);
    await recording.live.stop();
  });
});

describe('a source that does not end', () => {
  it('is killed after 3 s, and that is noted', async (context) => {
    skipWithout(context, 'dumpcap');
    const recording = await record(request('dumpcap'));
    for (const pid of livingCaptureChildren()) process.kill(pid, 'SIGSTOP');
    await recording.live.stop();
    expect(recording.ended).toEqual([null]);
    expect(recording.live.notes).toEqual([expect.stringMatching(/killed/)]);
  });
});
