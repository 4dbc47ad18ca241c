import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine';
import type { CallRow } from '../../../shared/protocol/rows';
import { OFFICE, ROUGH, RunningEngine } from '../../fixtures/runningEngine';
import { run, skipWithout } from '../pcap/programs';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

const linesOf = (text: string): string[] => text.trim().split('\n').filter(Boolean);

/** Fields of the frames that the filter lets through, a line each. */
const fields = (path: string, filter: string, ...names: readonly string[]): string[] =>
  linesOf(run('tshark', ['-n', '-r', path, '-Y', filter, '-T', 'fields', ...names.flatMap((name) => ['-e', name])]));

async function callsOf(engine: Engine): Promise<readonly CallRow[]> {
  return (await engine.command('listCalls', {})).rows;
}

async function shownOf(engine: Engine, call: CallRow): Promise<{ messages: number; packets: number }> {
  const { messages, streams } = await engine.command('watchCalls', { calls: [call.key] });
  return { messages: messages.length, packets: streams.reduce((sum, { packets }) => sum + packets, 0) };
}

describe.each([
  ['office-morning', OFFICE],
  ['rough-audio', ROUGH],
])('calls of %s', (_name, sample) => {
  it.for(['pcapng', 'pcap'] as const)('as %s: tshark counts what the call shows', async (format, context) => {
    skipWithout(context, 'tshark');
    const engine = await running.open(sample);
    for (const call of await callsOf(engine)) {
      const path = running.path(`one.${format}`);
      const written = await engine.exportCalls([call.key], format, path);
      const shown = await shownOf(engine, call);
      expect(fields(path, 'sip', 'frame.number')).toHaveLength(shown.messages);
      expect(fields(path, 'rtp', 'frame.number')).toHaveLength(shown.packets);
      expect(written).toMatchObject({ frames: shown.messages + shown.packets, evictedFrames: 0 });
    }
  });

  it.for(['pcapng', 'pcap'] as const)(
    'as %s: every frame is the sample’s own, to the nanosecond',
    async (format, context) => {
      skipWithout(context, 'tshark');
      const engine = await running.open(sample);
      const [, call] = (await callsOf(engine)).filter(({ state }) => state === 'completed');
      const path = running.path(`same.${format}`);
      await engine.exportCalls([call!.key], format, path);
      const names = ['frame.time_epoch', 'frame.cap_len', 'frame.len', 'ip.src', 'udp.srcport', 'udp.payload'];
      const original = new Set(fields(sample, 'udp', ...names));
      const exported = fields(path, 'udp', ...names);
      expect(exported.length).toBeGreaterThan(500);
      expect(exported.filter((line) => !original.has(line))).toEqual([]);
    },
  );
});

describe('the capture’s own facts', () => {
  it('name the interface as it was', async (context) => {
    skipWithout(context, 'tshark', 'capinfos');
    const engine = await running.open(OFFICE);
    const path = running.path('named.pcapng');
    await engine.exportCalls(engine.findCalls([]), 'pcapng', path);
    expect(new Set(fields(path, 'frame', 'frame.interface_name'))).toEqual(new Set(['eth0']));
    expect(run('capinfos', ['-t', '-E', '-I', path])).toMatch(/pcapng[\s\S]*ether/i);
  });

  it('of two captures merged keep both interfaces', async (context) => {
    skipWithout(context, 'tshark');
    const engine = await running.open(OFFICE, ROUGH);
    const path = running.path('merged.pcapng');
    await engine.exportCalls(engine.findCalls([]), 'pcapng', path);
    expect(new Set(fields(path, 'frame', 'frame.interface_id'))).toEqual(new Set(['0', '1']));
    const times = fields(path, 'frame', 'frame.time_epoch').map(Number);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
