import { describe, expect, it } from 'vitest';
import type { LiveCaptureRequest, LiveCaptureSummary } from '../../../main/engine/engine';
import { err, ok } from '../../../shared/result';
import { fakeEngine } from '../../double/fakeEngine';
import { runWords } from './runWords';

const summary: LiveCaptureSummary = {
  source: 'dumpcap',
  frames: 1204,
  droppedPackets: 3,
  files: ['a', 'b'],
  ended: null,
};

describe('laddergram capture', () => {
  it('hands the words to the engine', async () => {
    const requests: Partial<LiveCaptureRequest>[] = [];
    const engine = fakeEngine({
      capture: (request) => {
        requests.push(request);
        return Promise.resolve(ok(summary));
      },
    });
    const line =
      'capture -i eth0 -f udp -w base -b filesize:100 -b files:3 -b duration:60 -b packets:9 -a duration:5 -a packets:7 -a filesize:8 --source cap';
    expect((await runWords(line.split(' '), engine)).code).toBe(0);
    expect(requests).toEqual([
      {
        onState: expect.any(Function) as () => void,
        interfaceName: 'eth0',
        filter: 'udp',
        saveAs: 'base',
        source: 'cap',
        ring: { filesizeKb: 100, files: 3, durationS: 60, packets: 9 },
        stopAfter: { durationS: 5, packets: 7, filesizeKb: 8 },
      },
    ]);
  });

  it('sums up on standard error and prints what was seen', async () => {
    const engine = fakeEngine({ capture: () => Promise.resolve(ok(summary)) });
    const { code, stdout, stderr } = await runWords(['capture', '-i', 'lo', '-w', 'a', '--json'], engine);
    expect([code, stdout]).toEqual([0, '{"schemaVersion":1,"calls":[]}\n']);
    expect(stderr).toBe('captured 1,204 frames by dumpcap, 3 dropped, in a b\n');
  });

  it('names no file that goes with the engine', async () => {
    const engine = fakeEngine({ capture: () => Promise.resolve(ok(summary)) });
    const { stderr } = await runWords(['capture', '-i', 'lo'], engine);
    expect(stderr).toBe('captured 1,204 frames by dumpcap, 3 dropped\n');
  });

  it('says what is missing at the end', async () => {
    const engine = fakeEngine({ capture: () => Promise.resolve(ok(summary)), notes: () => ['dumpcap was killed'] });
    const { stderr } = await runWords(['capture', '-i', 'lo'], engine);
    expect(stderr).toBe('dumpcap was killed\ncaptured 1,204 frames by dumpcap, 3 dropped\n');
  });

  it('stops cleanly at Ctrl+C and still prints what was seen', async () => {
    let stopped = (): void => undefined;
    let press = (): void => undefined;
    const engine = fakeEngine({
      capture: () =>
        new Promise((resolve) => {
          stopped = () => resolve(ok({ ...summary, droppedPackets: null, files: [] }));
          setTimeout(() => press(), 1);
        }),
      stopCapture: () => {
        stopped();
        return Promise.resolve();
      },
    });
    const outcome = await runWords(['capture', '-i', 'lo'], engine, (handler) => {
      press = handler;
    });
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toBe('captured 1,204 frames by dumpcap, drops unknown\n');
    expect(outcome.stdout).toContain('0 calls');
    expect(engine.closed()).toBe(true);
  });

  it('fails when it may not capture, and says what to run', async () => {
    const problem = { problem: 'eth0 needs permission.', advice: 'Join the group.', command: 'sudo x' };
    const engine = fakeEngine({ capture: () => Promise.resolve(err(problem)) });
    const { code, stdout, stderr } = await runWords(['capture', '-i', 'eth0'], engine);
    expect([code, stdout, stderr]).toEqual([1, '', 'laddergram: eth0 needs permission. Join the group. Run: sudo x\n']);
  });

  it('prints what it has when the source died, and fails', async () => {
    const ended = { problem: 'dumpcap ended by SIGKILL.', advice: '', command: null };
    const engine = fakeEngine({ capture: () => Promise.resolve(ok({ ...summary, ended })) });
    const { code, stdout, stderr } = await runWords(['capture', '-i', 'lo'], engine);
    expect(code).toBe(1);
    expect(stdout).toContain('0 calls');
    expect(stderr).toContain('laddergram: dumpcap ended by SIGKILL.\n');
  });
});
