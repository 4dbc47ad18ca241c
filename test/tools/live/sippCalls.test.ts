import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { createEngine, type Engine, type LiveCaptureSummary } from '../../../main/engine/engine';
import { livingCaptureChildren } from '../../../main/engine/capture/captureChild';
import type { CaptureProblem, CaptureState, SourceName } from '../../../shared/protocol/captureState';
import type { Result } from '../../../shared/result';
import { builtCapHelper, type BuiltCapHelper } from '../../fixtures/builtCapHelper';
import { reasonAgainstSipp, runCalls } from '../../fixtures/sipp/sippLoad';
import { reasonsToSkip } from '../capture/liveSources';

const CALLS = 50;
const RING = { filesizeKb: 1000, durationS: null, packets: null, files: null };

let helper: BuiltCapHelper;
let reasons: Record<SourceName, string>;
let folder: string;
let engine: Engine;

beforeAll(async () => {
  helper = await builtCapHelper();
  reasons = await reasonsToSkip(helper.path);
});
afterAll(() => helper.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-live-'));
  engine = createEngine({ version: 'test', samplesFolder: folder, capHelperPath: helper.path, scratchFolder: null });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
  expect(livingCaptureChildren()).toEqual([]);
});

function skipWithout(context: TestContext, source: SourceName): void {
  const reason = reasons[source] || reasonAgainstSipp();
  if (reason !== '') context.skip(`${source}: ${reason}`);
}

type Capturing = {
  readonly over: Promise<Result<LiveCaptureSummary, CaptureProblem>>;
  readonly states: CaptureState[];
};

/** Starts a capture on loopback and waits until the source really captures. */
async function startCapture(source: SourceName, ports: readonly number[]): Promise<Capturing> {
  const states: CaptureState[] = [];
  const filter = `udp and (${ports.map((port) => `port ${port} or portrange ${port + 20_000}-${port + 20_600}`).join(' or ')})`;
  let began: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (began = resolve));
  const over = engine.capture({
    interfaceName: process.platform === 'darwin' ? 'lo0' : 'lo',
    filter,
    source,
    ring: RING,
    saveAs: join(folder, 'trace.pcapng'),
    stopAfter: { durationS: 60, packets: null, filesizeKb: null },
    onState: (state) => {
      states.push(state);
      if (state.kind === 'capturing') began();
    },
  });
  await Promise.race([begun, over]);
  return { over, states };
}

/** Frames that tshark finds in these files. */
function countByTshark(files: readonly string[], filter: string): number {
  const count = (file: string): number =>
    execFileSync('tshark', ['-r', file, '-Y', filter, '-T', 'fields', '-e', 'frame.number'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    })
      .split('\n')
      .filter(Boolean).length;
  return files.reduce((sum, file) => sum + count(file), 0);
}

describe.each([
  { source: 'dumpcap', calleePort: 5170, droppedPackets: 0 },
  { source: 'tcpdump', calleePort: 5180, droppedPackets: 0 },
  { source: 'cap', calleePort: 5190, droppedPackets: null },
] as const)('50 calls with sound through $source', ({ source, calleePort, droppedPackets }) => {
  it('are all completed, with their streams, in ring files that tshark reads', async (context) => {
    skipWithout(context, source);
    const callerPort = calleePort + 1;
    const { over } = await startCapture(source, [calleePort, callerPort]);
    await runCalls({ calls: CALLS, callsPerSecond: 25, calleePort, callerPort });
    await engine.stopCapture();
    const summary = await over;

    expect(summary).toMatchObject({ ok: true, value: { source, droppedPackets, ended: null } });
    if (!summary.ok) return;
    const { rows } = await engine.command('listCalls', {});
    expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: CALLS }, () => 'completed'));
    expect(rows.filter(({ streamCount }) => streamCount === 2)).toHaveLength(CALLS);
    expect(rows.filter(({ codecs }) => codecs.join() === 'PCMU')).toHaveLength(CALLS);
    const streams = await engine.command('listStreams', {});
    expect(streams.total).toBe(2 * CALLS);
    expect(streams.rows.filter(({ call, boundBy }) => call !== null && boundBy !== 'heuristic')).toHaveLength(
      2 * CALLS,
    );

    const { files, frames } = summary.value;
    expect(files.length).toBeGreaterThan(1);
    expect(files[0]).toMatch(/trace_00001_\d{14}\.pcapng$/);
    expect(countByTshark(files, 'frame')).toBe(frames);
    const { total } = await engine.command('listMessages', {});
    expect(countByTshark(files, 'sip')).toBe(total);
  });
});

describe.each([{ source: 'dumpcap' }, { source: 'tcpdump' }, { source: 'cap' }] as const)(
  '$source killed',
  ({ source }) => {
    it('leaves what was captured, and the state says what happened', async (context) => {
      skipWithout(context, source);
      const [calleePort, callerPort] = [5270, 5271];
      const { over, states } = await startCapture(source, [calleePort, callerPort]);
      await runCalls({ calls: 3, callsPerSecond: 10, calleePort, callerPort });
      await expect.poll(async () => (await engine.command('listCalls', {})).total, { timeout: 5000 }).toBe(3);
      for (const pid of livingCaptureChildren()) process.kill(pid, 'SIGKILL');
      const summary = await over;

      if (!summary.ok) throw new Error(summary.error.problem);
      expect(summary.value.ended?.problem).toMatch(/./);
      expect(states.at(-1)).toMatchObject({
        kind: 'stopped',
        source,
        ended: { problem: summary.value.ended?.problem },
      });
      expect(summary.value.frames).toBeGreaterThan(3 * 100);
      expect(countByTshark(summary.value.files, 'frame')).toBe(summary.value.frames);
      const { rows } = await engine.command('listCalls', {});
      const detail = await engine.command('readMessage', { message: 0 });
      expect(rows).toHaveLength(3);
      expect(detail).not.toBe('evicted');
    });
  },
);

describe('a capture that is closed while it starts', () => {
  it('leaves no source behind and nothing on the bench', async (context) => {
    skipWithout(context, 'dumpcap');
    const starting = engine.command('startCapture', {
      interfaceName: 'lo',
      filter: '',
      source: 'dumpcap',
      ring: RING,
      saveAs: null,
    });
    await engine.command('closeCapture', {});
    await starting;
    const { capture } = await engine.command('readSnapshot', {});
    expect(capture).toEqual({ kind: 'idle' });
    expect(livingCaptureChildren()).toEqual([]);
  });
});
