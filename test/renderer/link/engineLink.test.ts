import { describe, expect, it, vi } from 'vitest';
import { createEngineLink, LINE_BROKEN } from '../../../renderer/link/engineLink';
import { memoryPair } from '../memoryPair';
import { madeSnapshot } from '../rows';
import { scriptedEngine, type Script } from '../scriptedEngine';

function setUp(script: Script = {}) {
  const pair = memoryPair();
  const handlers = { onSnapshot: vi.fn(), onDeltas: vi.fn(), onClose: vi.fn() };
  const link = createEngineLink(pair.window, handlers);
  const engine = scriptedEngine(pair.engine, madeSnapshot(), script);
  return { pair, handlers, link, engine };
}

describe('engine link', () => {
  it('finds answers by id, also when they come out of order', async () => {
    const pair = memoryPair();
    const link = createEngineLink(pair.window, { onSnapshot: vi.fn(), onDeltas: vi.fn(), onClose: vi.fn() });
    const ids: number[] = [];
    pair.engine.onMessage(({ id }) => {
      ids.push(id);
      if (ids.length < 2) return;
      for (const answered of [...ids].reverse()) {
        const words = answered === ids[0] ? 'first' : 'second';
        pair.engine.post({ kind: 'answer', id: answered, ok: true, answer: { valid: true, words } });
      }
    });
    const ask = { interfaceName: 'lo', filter: '', source: 'auto' } as const;
    const answers = await Promise.all([link.ask('checkCaptureFilter', ask), link.ask('checkCaptureFilter', ask)]);
    expect(answers.map(({ words }) => words)).toEqual(['first', 'second']);
  });

  it("rejects with the engine's own line", async () => {
    const { link } = setUp({ startCapture: () => new Error('No such interface: eth9.') });
    const ring = { filesizeKb: null, durationS: null, packets: null, files: null };
    const start = link.ask('startCapture', { interfaceName: 'eth9', filter: '', source: 'auto', ring, saveAs: null });
    await expect(start).rejects.toThrow('No such interface: eth9.');
  });

  it('hands the snapshot over, then deltas in their order', async () => {
    const { handlers, engine } = setUp();
    engine.tell({ kind: 'captureReset' });
    engine.tell({ kind: 'exportProgress', task: 1, done: 1, total: 2 });
    await vi.waitFor(() => expect(handlers.onDeltas).toHaveBeenCalledTimes(2));
    expect(handlers.onSnapshot).toHaveBeenCalledExactlyOnceWith(madeSnapshot(), false);
    expect(handlers.onDeltas.mock.calls.map(([deltas]) => deltas[0].kind)).toEqual(['captureReset', 'exportProgress']);
    expect(engine.asked).toEqual([]);
  });

  it('asks for a snapshot after a gap, once per gap', async () => {
    const { handlers, engine } = setUp();
    engine.tell({ kind: 'captureReset' });
    engine.skipNumber();
    engine.tell({ kind: 'captureReset' });
    engine.tell({ kind: 'captureReset' });
    await vi.waitFor(() => expect(handlers.onSnapshot).toHaveBeenCalledTimes(2));
    expect(handlers.onSnapshot).toHaveBeenLastCalledWith(madeSnapshot(), true);
    expect(engine.asked.map(({ name }) => name)).toEqual(['readSnapshot']);
    expect(handlers.onDeltas).toHaveBeenCalledTimes(3);
  });

  it('ends open asks when the line breaks, and later ones too', async () => {
    const { link, engine, handlers } = setUp();
    const open = link.ask('listInterfaces', {});
    engine.close();
    await expect(open).rejects.toThrow(LINE_BROKEN);
    await expect(link.ask('listInterfaces', {})).rejects.toThrow(LINE_BROKEN);
    expect(handlers.onClose).toHaveBeenCalledOnce();
  });

  it('ignores an answer that nobody waits for', async () => {
    const { pair, link } = setUp();
    pair.engine.post({ kind: 'answer', id: 77, ok: false, problem: 'late' });
    await expect(link.ask('listSamples', {})).resolves.toHaveProperty('samples');
  });
});
