import { appendFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaptureState } from '../../../shared/protocol/captureState';
import { EngineWindow, until } from '../../fixtures/engineWindow';
import { OFFICE, RunningEngine } from '../../fixtures/runningEngine';

const CAPTURE = readFileSync(OFFICE);
const HALF = CAPTURE.length >> 1;
const FRAMES = 2942;
const BROWSER = { door: 'browser', mayNamePaths: false } as const;

let running: RunningEngine;
let path: string;
beforeEach(() => {
  running = new RunningEngine();
  path = running.path('trace.pcapng');
  writeFileSync(path, CAPTURE.subarray(0, HALF));
});
afterEach(() => running.close());

const makeOld = (): void => utimesSync(path, new Date(2020, 0, 1), new Date(2020, 0, 1));
const grow = (): void => appendFileSync(path, CAPTURE.subarray(HALF));

const stateOf = async (): Promise<CaptureState> => (await running.engine.command('readSnapshot', {})).capture;
const framesOf = async (): Promise<number> => (await running.engine.command('readSnapshot', {})).counters.frames;

async function isFollowing(): Promise<void> {
  while ((await stateOf()).kind !== 'following') await new Promise((resolve) => setTimeout(resolve, 5));
}

const toldState = (window: EngineWindow): CaptureState | undefined =>
  window.deltasOf('captureChanged').at(-1)?.capture ?? window.snapshot.capture;
const toldFrames = (window: EngineWindow): number => window.deltasOf('countersChanged').at(-1)?.counters.frames ?? 0;

const isNow = (window: EngineWindow, kind: CaptureState['kind']) =>
  until(`the state ${kind}`, () => window.told.length > 0 && toldState(window)?.kind === kind);

describe('a file that is followed', () => {
  it('shows what is appended as it comes, and is an opened file once that is over', async () => {
    const window = EngineWindow.on(running.engine);
    await window.ask('openCapture', { paths: [path], follow: true });
    await isNow(window, 'following');
    expect(toldState(window)).toEqual({ kind: 'following', name: 'trace.pcapng', sizeBytes: HALF });
    const before = toldFrames(window);
    expect(before).toBeGreaterThan(500);
    grow();
    await until('all frames', () => toldFrames(window) === FRAMES);
    const { rows } = await window.ask('listMessages', { count: 1, descending: true });
    expect(await window.ask('readMessage', { message: rows[0]!.index })).toMatchObject({
      row: { index: rows[0]!.index },
    });
    expect(await window.ask('readFrame', { frame: FRAMES as never })).not.toBe('evicted');

    await window.ask('stopFollowing', {});
    await isNow(window, 'opened');
    expect(toldState(window)).toEqual({
      kind: 'opened',
      name: 'trace.pcapng',
      sizeBytes: CAPTURE.length,
      notes: [],
      cancelled: false,
      growth: 'seen',
    });
    expect((await window.ask('listCalls', {})).total).toBe(6);
    const followed = running.engine.analysisReport([]);
    await running.open(path);
    expect(running.engine.analysisReport([])).toEqual(followed);
  });

  it('says that its end is cut off only when the following is over', async () => {
    const opened = running.engine.openFiles([path], { follow: true });
    await isFollowing();
    expect(running.engine.notes()).toEqual([]);
    await running.engine.command('stopFollowing', {});
    expect(await opened).toEqual({ ok: true, value: null });
    expect(running.engine.notes()).toEqual([expect.stringContaining('The file ends in the middle of a record')]);
  });

  it.each([
    ['closing', () => running.engine.command('closeCapture', {}), { kind: 'idle' }],
    ['opening another', () => running.engine.openFiles([OFFICE]), { kind: 'opened', name: 'office-morning.pcapng' }],
    ['cancelling', () => running.engine.command('cancelOpen', {}), { kind: 'opened', name: 'trace.pcapng' }],
  ])('is left by %s', async (_, leave, state) => {
    const opened = running.engine.openFiles([path], { follow: true });
    await isFollowing();
    await leave();
    expect(await opened).toEqual({ ok: true, value: null });
    expect(await stateOf()).toMatchObject(state);
  });

  it('that goes away is an opened file with a note', async () => {
    const opened = running.engine.openFiles([path], { follow: true });
    await isFollowing();
    const frames = await framesOf();
    rmSync(path);
    await opened;
    const { notes } = (await stateOf()) as Extract<CaptureState, { kind: 'opened' }>;
    expect(notes[0]).toMatch(/trace\.pcapng was deleted, moved or replaced: it was followed up to byte/);
    expect(await stateOf()).toMatchObject({ kind: 'opened', growth: 'none' });
    expect(await framesOf()).toBe(frames);
    expect(await running.engine.command('readFrame', { frame: frames as never })).not.toBe('evicted');
  });
});

describe('an opened file', () => {
  it('whose size grows offers to be followed, also to a window that may not name files', async () => {
    makeOld();
    await running.open(path);
    const window = EngineWindow.on(running.engine, BROWSER);
    await isNow(window, 'opened');
    expect(toldState(window)).toMatchObject({ growth: 'possible' });
    grow();
    await until('the offer', () => JSON.stringify(toldState(window)).includes('"growth":"seen"'));
    await window.ask('followCapture', {});
    await isNow(window, 'following');
    await until('all frames', () => toldFrames(window) === FRAMES);
    await window.ask('stopFollowing', {});
    await isNow(window, 'opened');
  });

  it.each([
    ['written a moment ago', () => running.engine.openFiles([path]), 'seen'],
    ['that is a copy of the program’s own', () => running.engine.openFiles([path], { name: 'upload' }), 'none'],
    ['merged with another', () => running.engine.openFiles([path, OFFICE]), 'none'],
  ])('%s', async (_, open, growth) => {
    await open();
    expect(await stateOf()).toMatchObject({ kind: 'opened', growth });
    if (growth === 'none') {
      await expect(running.engine.command('followCapture', {})).rejects.toThrow('Nothing is open that can be followed');
      expect(await stateOf()).toMatchObject({ kind: 'opened' });
    }
  });

  it('stays when what is to be followed cannot be', async () => {
    await running.open(OFFICE);
    const ask = { paths: [path, path], follow: true };
    await expect(running.engine.command('openCapture', ask)).rejects.toThrow('Only one file can be followed');
    rmSync(path);
    await expect(running.engine.command('openCapture', { paths: [path], follow: true })).rejects.toThrow(
      'does not exist',
    );
    expect(await stateOf()).toMatchObject({ kind: 'opened', name: 'office-morning.pcapng' });
  });

  it('closed is followed no more', async () => {
    await running.open(path);
    await running.engine.command('closeCapture', {});
    await expect(running.engine.command('followCapture', {})).rejects.toThrow('Nothing is open that can be followed');
  });
});
