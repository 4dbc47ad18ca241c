import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_WINDOW_STATE, keepWindowState, onSomeScreen, readWindowState } from '../../../main/app/windowState';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-state-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const state = { x: 10, y: 20, width: 1000, height: 700, maximized: true };

describe('the window state', () => {
  it('is read as it was kept, also from a folder made for it', () => {
    const path = join(folder, 'new', 'window.json');
    keepWindowState(path, state);
    expect(readWindowState(path)).toEqual(state);
  });

  it.each([
    ['nothing', null, FIRST_WINDOW_STATE],
    ['no JSON', '{', FIRST_WINDOW_STATE],
    ['a list', '[]', FIRST_WINDOW_STATE],
    ['words for numbers', '{"x":"a","width":"b"}', FIRST_WINDOW_STATE],
    ['too small a window', '{"width":1,"height":1}', { ...FIRST_WINDOW_STATE, width: 800, height: 500 }],
    ['a place out of this world', '{"x":1e99,"y":0.5}', FIRST_WINDOW_STATE],
  ])('is usable when %s was kept', (_name, text, expected) => {
    const path = join(folder, 'window.json');
    if (text !== null) writeFileSync(path, text);
    expect(readWindowState(path)).toEqual(expected);
  });

  it('does not keep the window from closing', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => keepWindowState(join(file, 'window.json'), state)).not.toThrow();
  });
});

describe('onSomeScreen', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const right = { x: 1920, y: 0, width: 1920, height: 1080 };

  it.each([
    ['on the screen', 100, 100, [screen], true],
    ['on the second screen', 2000, 100, [screen, right], true],
    ['on a screen that is gone', 2000, 100, [screen], false],
    ['above the top', 100, -500, [screen], false],
    ['left of everything', -990, 100, [screen], false],
  ])('a place %s', (_name, x, y, areas, kept) => {
    expect(onSomeScreen({ ...state, x, y }, areas).x).toBe(kept ? x : null);
  });
});
