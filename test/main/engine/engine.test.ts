import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandName } from '../../../shared/protocol/commands';
import { callKey, messageIndex, registrationKey, streamKey } from '../../../shared/ids';
import { EngineWindow, until } from '../../fixtures/engineWindow';
import { OFFICE, ROUGH, RunningEngine } from '../../fixtures/runningEngine';

const BROWSER = { door: 'browser', mayNamePaths: false } as const;
const NO_RING = { filesizeKb: null, durationS: null, packets: null, files: null };

let running: RunningEngine;
beforeEach(() => {
  running = new RunningEngine();
});
afterEach(() => running.close());

const consecutive = (numbers: readonly number[]): boolean => numbers.every((number, index) => number === index);
const isOpened = (window: EngineWindow): boolean => window.deltasOf('captureChanged').at(-1)?.capture.kind === 'opened';

describe('a window', () => {
  it('sees a capture being opened: states, counters, lists', async () => {
    const window = EngineWindow.on(running.engine);
    await window.ask('openCapture', { paths: [OFFICE] });
    await until('the capture is opened', () => isOpened(window));
    expect(window.snapshot.capture).toEqual({ kind: 'idle' });
    expect(window.snapshot.engine).toMatchObject({ version: '0.0.0', door: 'desktop', mayNamePaths: true });
    expect(window.deltasOf('countersChanged').at(-1)?.counters).toMatchObject({
      frames: 2942,
      linkTypes: ['ethernet'],
    });
    expect(window.deltasOf('listsChanged').at(-1)?.lists).toMatchObject({
      calls: { total: 6 },
      registrations: { total: 4 },
      streams: { total: 6 },
    });
    expect(consecutive(window.numbers)).toBe(true);
  });

  it('that connects later finds everything in its snapshot', async () => {
    await running.open(OFFICE);
    const window = EngineWindow.on(running.engine);
    await until('the snapshot', () => window.told.length > 0);
    expect(window.snapshot.capture).toMatchObject({ kind: 'opened', name: 'office-morning.pcapng', cancelled: false });
    expect(window.snapshot.lists.calls.total).toBe(6);
  });

  it('is told of the lists again when the same file is opened again', async () => {
    const window = EngineWindow.on(running.engine);
    for (const round of [1, 2, 3]) {
      await window.ask('openCapture', { paths: [OFFICE] });
      await until(`opening ${round}`, () => window.deltasOf('captureReset').length === round - 1);
      const lists = window.deltasOf('listsChanged').length;
      await until(`lists of ${round}`, () => isOpened(window) && window.deltasOf('listsChanged').length > lists);
      expect((await window.ask('listCalls', {})).total).toBe(6);
    }
    const kinds = window.deltas.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('listsChanged')).toBeGreaterThan(kinds.lastIndexOf('captureReset'));
    expect(consecutive(window.numbers)).toBe(true);
  });

  it('is not told of the next capture under the keys of the last', async () => {
    const window = EngineWindow.on(running.engine);
    await running.open(OFFICE);
    const [first] = (await window.ask('listCalls', {})).rows;
    await window.ask('watchCalls', { calls: [first!.key] });
    await running.open(ROUGH);
    await until('the second capture', () => isOpened(window));
    const afterReset = window.deltas.slice(window.deltas.findLastIndex(({ kind }) => kind === 'captureReset'));
    expect(afterReset.filter(({ kind }) => kind === 'callChanged' || kind === 'messageSeen')).toEqual([]);
    expect(running.engine.findCalls([])).toContain(first!.key);
  });

  it('beside another one: both are told all of it, each by its own numbers', async () => {
    const [left, right] = [EngineWindow.on(running.engine), EngineWindow.on(running.engine)];
    await left.ask('openCapture', { paths: [ROUGH] });
    await until('both', () => isOpened(left) && isOpened(right));
    for (const window of [left, right]) {
      expect(window.deltasOf('listsChanged').at(-1)?.lists.calls.total).toBe(7);
      expect(consecutive(window.numbers)).toBe(true);
    }
    right.port.close();
    await left.ask('closeCapture', {});
    await until('closed', () => left.deltasOf('captureChanged').at(-1)?.capture.kind === 'idle');
    expect(right.deltasOf('captureReset')).toEqual([]);
    expect(left.deltasOf('listsChanged').at(-1)?.lists.calls.total).toBe(0);
  });

  it('gets a snapshot when it asks for one', async () => {
    const window = EngineWindow.on(running.engine, BROWSER);
    await running.open(OFFICE);
    const snapshot = await window.ask('readSnapshot', {});
    expect(snapshot.engine).toMatchObject({ door: 'browser', mayNamePaths: false });
    expect(snapshot.lists.messages.total).toBe((await window.ask('listMessages', {})).total);
  });
});

describe('commands with bad asks answer one line', () => {
  const BAD: readonly [CommandName, unknown][] = [
    ['listCalls', { from: -1 }],
    ['listCalls', { count: 1001 }],
    ['listCalls', { sort: 'colour' }],
    ['listCalls', { chips: ['good'] }],
    ['listCalls', { search: 'x'.repeat(501) }],
    ['listCalls', null],
    ['listCalls', 'all'],
    ['listMessages', { hideOptions: 1 }],
    ['watchCalls', {}],
    ['watchCalls', { calls: Array.from({ length: 201 }, () => 'call-1') }],
    ['readMessage', { message: 1.5 }],
    ['readMessage', { message: '1' }],
    ['readStreamSamples', { stream: 'x', points: 5000 }],
    ['openCapture', { paths: [] }],
    ['openCapture', { paths: [''] }],
    ['openCapture', { paths: ['x'.repeat(5000)] }],
    ['startCapture', { interfaceName: 'lo', filter: '', source: 'wireshark', ring: NO_RING, saveAs: null }],
    ['startCapture', { interfaceName: 'lo', filter: '', source: 'cap', ring: { ...NO_RING, files: 0 }, saveAs: null }],
    ['exportCalls', { task: 1, calls: [], format: 'pdf', destination: { kind: 'download' } }],
    ['exportCalls', { task: 1, calls: ['call-1'], format: 'doc', destination: { kind: 'download' } }],
    ['exportCalls', { task: 1, calls: ['call-1'], format: 'pdf', destination: { kind: 'mail' } }],
    ['exportCalls', { task: -1, calls: ['call-1'], format: 'pdf', destination: { kind: 'download' } }],
  ];

  it.each(BAD)('%s %j', async (name, ask) => {
    await running.open(OFFICE);
    const window = EngineWindow.on(running.engine);
    const answer = await window.post({ kind: 'ask', id: 1, name, ask } as { readonly id: number });
    expect(answer.ok).toBe(false);
    const problem = answer.ok ? '' : answer.problem;
    expect(problem).toMatch(/^The engine refused the request: [^\n]{5,280}\.?$/);
    await expect(running.engine.command(name, ask as never)).rejects.toThrow(problem);
  });

  it.each<[CommandName, unknown]>([
    ['readMessage', { message: 999_999 }],
    ['readStreamSamples', { stream: 'no such stream' }],
    ['readRegistration', { registration: '__proto__' }],
  ])('what is not there (any more) is evicted: %s', async (name, ask) => {
    const engine = await running.open(OFFICE);
    expect(await engine.command(name, ask as never)).toBe('evicted');
  });

  it('answers empty lists before there is a capture', async () => {
    const { engine } = running;
    const empty = { rows: [], from: 0, matching: 0, total: 0, version: 0 };
    expect(await engine.command('listCalls', {})).toEqual(empty);
    expect(await engine.command('listRegistrations', {})).toEqual(empty);
    expect(await engine.command('listStreams', {})).toEqual(empty);
    expect(await engine.command('listMessages', {})).toEqual(empty);
    expect(await engine.command('watchCalls', { calls: [callKey('call-1')] })).toEqual({
      calls: [],
      messages: [],
      streams: [],
      companions: [],
    });
    expect(await engine.command('readMessage', { message: messageIndex(0) })).toBe('evicted');
    expect(await engine.command('readStreamSamples', { stream: streamKey('x') })).toBe('evicted');
    expect(await engine.command('readRegistration', { registration: registrationKey('x') })).toBe('evicted');
    expect(() => engine.findCalls([])).toThrow('There is no capture: open one first.');
    expect(() => engine.analysisReport([])).toThrow('There is no capture: open one first.');
  });
});

describe('a door whose windows may not name paths', () => {
  it.each<[string, CommandName, object]>([
    ['open one', 'openCapture', { paths: [OFFICE] }],
    [
      'export to one',
      'exportCalls',
      { task: 1, calls: ['call-1'], format: 'pcapng', destination: { kind: 'path', path: 'out.pcapng' } },
    ],
    [
      'save a capture to one',
      'startCapture',
      { interfaceName: 'lo', filter: '', source: 'auto', ring: NO_RING, saveAs: 'x.pcapng' },
    ],
  ])('cannot %s', async (_name, command, ask) => {
    await running.open(OFFICE);
    const window = EngineWindow.on(running.engine, BROWSER);
    await expect(window.ask(command, ask as never)).rejects.toThrow(/^This window may not name files/);
    expect((await window.ask('readSnapshot', {})).capture.kind).toBe('opened');
    expect(existsSync('out.pcapng')).toBe(false);
  });

  it('opens samples and takes exports as downloads', async () => {
    const window = EngineWindow.on(running.engine, BROWSER);
    await window.ask('openSample', { name: 'office' });
    await until('opened', () => isOpened(window));
    const { rows } = await window.ask('listCalls', {});
    const written = await window.ask('exportCalls', {
      task: 3,
      calls: [rows[0]!.key],
      format: 'pcapng',
      destination: { kind: 'download' },
    });
    expect(written.fileName).toBe('1001-to-5001-20260112-102316.pcapng');
    expect(written.location).toMatch(/^download\/[0-9a-f-]{36}$/);
    const download = running.engine.download(written.location.slice('download/'.length));
    expect(download).toMatchObject({ fileName: written.fileName, mediaType: 'application/x-pcapng' });
    expect(existsSync(download!.path)).toBe(true);
    expect(window.deltasOf('exportProgress').at(-1)).toEqual({
      kind: 'exportProgress',
      task: 3,
      done: written.frames,
      total: written.frames,
    });
  });
});

describe('samples', () => {
  it('are listed without their files', async () => {
    const { samples } = await running.engine.command('listSamples', {});
    expect(samples.map(({ name }) => name)).toEqual(['office', 'rough-audio', 'ways', 'stories']);
  });

  it.each(['', 'nope', '../office', 'office-morning.pcapng', '__proto__', 'constructor', 'OFFICE', 'a\nb', '%2e'])(
    'no sample is called %j',
    async (name) => {
      await expect(running.engine.command('openSample', { name })).rejects.toThrow(/^There is no sample called /);
      expect((await running.engine.command('readSnapshot', {})).capture.kind).toBe('idle');
    },
  );
});

describe('opening', () => {
  it('answers a window at once and tells it of the failure as a state', async () => {
    const window = EngineWindow.on(running.engine);
    await window.ask('openCapture', { paths: [running.path('missing.pcap')] });
    await until('failed', () => window.deltasOf('captureChanged').at(-1)?.capture.kind === 'failed');
    expect(window.deltasOf('captureChanged').at(-1)?.capture).toMatchObject({
      name: 'missing.pcap',
      ended: { problem: expect.stringContaining('does not exist') },
    });
  });

  it('of what is no capture leaves nothing open behind it', async () => {
    const path = running.path('notes.txt');
    writeFileSync(path, 'no capture');
    const opened = await running.engine.openFiles([path]);
    expect(opened.ok).toBe(false);
    expect((await running.engine.command('listCalls', {})).total).toBe(0);
  });

  it('of a second capture takes the place of one under way', async () => {
    const first = running.engine.openFiles([ROUGH]);
    const second = await running.engine.openFiles([OFFICE]);
    expect([(await first).ok, second.ok]).toEqual([true, true]);
    expect((await running.engine.command('listCalls', {})).total).toBe(6);
    expect((await running.engine.command('readSnapshot', {})).capture).toMatchObject({ name: 'office-morning.pcapng' });
  });

  it('gives back every file, however often it is given up', async () => {
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    if (!existsSync('/proc/self/fd')) return;
    await running.open(OFFICE);
    const before = openFiles();
    for (let round = 0; round < 20; round += 1) {
      void running.engine.openFiles([ROUGH]);
      if (round % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await running.open(OFFICE);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(openFiles()).toBeLessThanOrEqual(before + 1);
  });

  it('can be cancelled: what was read stays', async () => {
    const control = new AbortController();
    const opened = await running.engine.openFiles([ROUGH], {
      signal: control.signal,
      onProgress: () => control.abort(),
    });
    expect(opened.ok).toBe(true);
    const { capture, counters } = await running.engine.command('readSnapshot', {});
    expect(capture).toMatchObject({ kind: 'opened', cancelled: true });
    expect(counters.frames).toBeGreaterThan(0);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await running.engine.openFiles([OFFICE, ROUGH], { onProgress: ({ frames }) => told.push(frames) });
    expect(told.at(-1)).toBe((await running.engine.command('readSnapshot', {})).counters.frames);
  });
});

describe('closing the engine', () => {
  it('closes its windows and forgets the capture', async () => {
    const window = EngineWindow.on(running.engine);
    let closed = false;
    window.port.onClose(() => (closed = true));
    await running.open(OFFICE);
    await running.engine.close();
    await until('the window is closed', () => closed);
    expect((await running.engine.command('listCalls', {})).total).toBe(0);
  });
});
