import { describe, expect, it } from 'vitest';
import { WindowSession } from '../../../../main/engine/publish/windowSession';
import type { CommandName } from '../../../../shared/protocol/commands';
import { callKey } from '../../../../shared/ids';
import { emptySnapshot } from '../../../double/fakeEngine';
import { EngineWindow } from '../../../fixtures/engineWindow';
import { FedCapture } from '../../../fixtures/fedCapture';
import { mergeFlows, type TimedFrame } from '../../../generator/mergeFlows';
import { flowsOf, planCall } from '../../../generator/plannedCall';
import { createRandom } from '../../../generator/random';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Two calls of four seconds, the second one a second later. */
function twoCalls(): TimedFrame[] {
  const random = createRandom(1);
  const calls = [0, 1000].map((startMs, index) => planCall({ number: index + 1, startMs, talkMs: 4000 }));
  return [...mergeFlows(calls.flatMap((call) => [...flowsOf(call, random)]))];
}

/** A capture that grows as the test says, with as many windows as it likes. */
class Bench {
  readonly fed = new FedCapture();
  readonly sessions: WindowSession[] = [];
  readonly closed: WindowSession[] = [];
  run: (name: CommandName, ask: unknown, session: WindowSession) => Promise<unknown> = () => Promise.resolve(null);

  window(): EngineWindow {
    return new EngineWindow((port) => {
      const session = new WindowSession(port, {
        snapshot: () => emptySnapshot,
        run: (name, ask, asking) => this.run(name, ask, asking),
        samplesFrom: (stream, fromMs) => this.fed.captured.samplesFrom(stream, fromMs),
        onClosed: (each) => this.closed.push(each),
      });
      this.sessions.push(session);
    });
  }

  /** What the engine does four times a second. */
  tick(): Promise<void> {
    const changed = this.fed.captured.rows.takeChanged();
    const common = [{ kind: 'listsChanged', lists: this.fed.captured.rows.states() }] as const;
    for (const session of this.sessions) session.publish(common, changed);
    return settled();
  }

  /** Feeds the frames in so many steps with a tick after each. */
  async grow(frames: readonly TimedFrame[], steps: number): Promise<void> {
    const size = Math.ceil(frames.length / steps);
    for (let start = 0; start < frames.length; start += size) {
      this.fed.feed(frames.slice(start, start + size));
      await this.tick();
    }
  }
}

const FIRST = callKey('call-1');
const SECOND = callKey('call-2');

describe('a window on the line', () => {
  it('gets a snapshot first, then deltas numbered without a gap', async () => {
    const bench = new Bench();
    const window = bench.window();
    await bench.grow(twoCalls(), 8);
    bench.sessions[0]?.tell({ kind: 'exportProgress', task: 1, done: 1, total: 2 });
    await settled();
    expect(window.snapshot).toEqual(emptySnapshot);
    expect(window.numbers).toEqual(Array.from({ length: 10 }, (_, number) => number));
  });

  it('is told nothing when nothing is new', async () => {
    const bench = new Bench();
    const window = bench.window();
    bench.sessions[0]?.publish([], { calls: [], messages: [], streams: [], companions: [] });
    await settled();
    expect(window.numbers).toEqual([0]);
  });

  it('is told rows only of calls that it watches', async () => {
    const bench = new Bench();
    const [idle, watching] = [bench.window(), bench.window()];
    bench.sessions[1]?.watch([FIRST]);
    await bench.grow(twoCalls(), 8);
    expect(new Set(idle.deltas.map(({ kind }) => kind))).toEqual(new Set(['listsChanged']));
    expect(new Set(watching.deltasOf('callChanged').map(({ call }) => call.key))).toEqual(new Set([FIRST]));
    expect(new Set(watching.deltasOf('streamChanged').map(({ stream }) => stream.call))).toEqual(new Set([FIRST]));
    expect(watching.deltasOf('messageSeen').map(({ message }) => message.index)).toEqual(
      bench.fed.captured.pipeline.signalling.messagesOf(FIRST).map(({ index }) => index),
    );
  });

  it('tells two windows all that each of them watches', async () => {
    const bench = new Bench();
    const [left, right] = [bench.window(), bench.window()];
    bench.sessions[0]?.watch([FIRST, SECOND]);
    bench.sessions[1]?.watch([SECOND]);
    await bench.grow(twoCalls(), 8);
    const { signalling } = bench.fed.captured.pipeline;
    expect(left.deltasOf('messageSeen')).toHaveLength(signalling.messages.length);
    expect(right.deltasOf('messageSeen')).toHaveLength(signalling.messagesOf(SECOND).length);
    expect(left.deltasOf('callChanged').at(-1)?.call).toEqual(signalling.callRow(SECOND));
    expect(right.deltasOf('callChanged').at(-1)?.call).toEqual(signalling.callRow(SECOND));
    expect(right.deltasOf('callChanged').at(-1)?.call.state).toBe('completed');
  });

  it('fills the chart second by second, and ends with what the engine holds', async () => {
    const bench = new Bench();
    const window = bench.window();
    bench.sessions[0]?.watch([FIRST]);
    await bench.grow(twoCalls(), 12);
    const { media } = bench.fed.captured.pipeline;
    for (const { key } of media.streamsOf(FIRST)) {
      const bySecond = new Map<number, number>();
      for (const { samples } of window.deltasOf('streamSampled')) {
        if (samples.stream !== key) continue;
        samples.atMs.forEach((atMs, index) => bySecond.set(atMs, samples.packets[index]!));
      }
      const held = media.samples(key, 1000);
      expect([...bySecond.keys()]).toEqual(held?.atMs);
      expect([...bySecond.values()]).toEqual(held?.packets);
    }
    const sent = window.deltasOf('streamSampled').map(({ samples }) => samples.atMs.length);
    expect(Math.max(...sent), 'seconds that were told once are not told again').toBeLessThanOrEqual(2);
  });

  it('forgets what it watched when the capture goes', async () => {
    const bench = new Bench();
    const window = bench.window();
    bench.sessions[0]?.watch([FIRST]);
    bench.sessions[0]?.reset();
    await bench.grow(twoCalls(), 2);
    expect(window.deltas[0]).toEqual({ kind: 'captureReset' });
    expect(window.deltasOf('callChanged')).toEqual([]);
    expect(window.numbers).toEqual([0, 1, 2, 3]);
  });

  it('leaves the engine when the line closes', async () => {
    const bench = new Bench();
    const window = bench.window();
    window.port.close();
    await settled();
    expect(bench.closed).toEqual(bench.sessions);
  });
});

describe('commands on the line', () => {
  it.each<[string, unknown]>([
    ['a command that is none', 'formatDisk'],
    ['a name from the prototype', 'constructor'],
    ['a name of many lines', `a\n${'b'.repeat(10_000)}`],
  ])('answers one line to %s', async (_name, name) => {
    const window = new Bench().window();
    const answer = await window.post({ kind: 'ask', id: 7, name, ask: {} } as { readonly id: number });
    expect(answer).toMatchObject({ ok: false, id: 7 });
    if (!answer.ok) expect(answer.problem).toMatch(/^The engine knows no command [^\n]{1,200}$/);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['words', 'hello'],
    ['no id', { kind: 'ask', name: 'listCalls' }],
    ['another kind', { kind: 'answer', id: 1, name: 'listCalls', ask: {} }],
    ['an id that is no number', { kind: 'ask', id: '1', name: 'listCalls', ask: {} }],
  ])('passes over what is no ask: %s', async (_name, message) => {
    const bench = new Bench();
    const window = bench.window();
    let ran = 0;
    bench.run = () => Promise.resolve((ran += 1));
    window.port.post(message);
    await settled();
    expect([ran, window.told.length]).toEqual([0, 1]);
  });

  it('answers one line when the work fails', async () => {
    const bench = new Bench();
    bench.run = () => Promise.reject(new Error('no disk\nat line 3'));
    const answer = await bench.window().post({ kind: 'ask', id: 1, name: 'closeCapture' } as { readonly id: number });
    expect(answer).toEqual({ kind: 'answer', id: 1, ok: false, problem: 'no disk at line 3' });
  });

  it('answers one line when the answer cannot travel', async () => {
    const bench = new Bench();
    bench.run = () => Promise.resolve(() => 'a function');
    const answer = await bench.window().post({ kind: 'ask', id: 1, name: 'closeCapture' } as { readonly id: number });
    expect(answer.ok).toBe(false);
  });
});
