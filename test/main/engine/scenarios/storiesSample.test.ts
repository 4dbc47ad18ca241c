import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRow } from '../../../../shared/protocol/rows';
import { EngineWindow } from '../../../fixtures/engineWindow';
import { RunningEngine, SAMPLES_FOLDER } from '../../../fixtures/runningEngine';

/** Names in the order of the list; calls of one story share a group. */
const CALLS: readonly (readonly [series: string, words: RegExp, calls: number])[] = [
  ['blind', /^Blind transfer/, 2],
  ['attended', /^Attended transfer/, 3],
  ['hold', /^Session through a proxy, hold/, 1],
  ['legs', /^Session$/, 2],
  ['border', /^Session$/, 3],
  ['around', /^Session$/, 2],
  ['session', /^Session$/, 2],
  ['fork', /forked/, 1],
  ['forward', /forwarded/, 1],
  ['pickup', /^Cancelled by the caller/, 2],
  ['auth', /^Session through 2 proxies, with authentication/, 1],
  ['prack', /PRACK/, 1],
  ['early', /early media/, 1],
  ['glare', /glare/, 1],
  ['cross', /CANCEL crossed the answer/, 1],
  ['fax', /fax/, 1],
  ['number', /^Unallocated number/, 1],
  ['silent', /^No response/, 1],
];

describe('the sample of stories, opened as any file', () => {
  let running: RunningEngine;
  let window: EngineWindow;
  let calls: readonly CallRow[] = [];
  beforeAll(async () => {
    running = new RunningEngine();
    window = EngineWindow.on(await running.open(join(SAMPLES_FOLDER, 'stories.pcapng')));
    calls = (await window.ask('listCalls', { count: 100 })).rows;
  });
  afterAll(() => running.close());

  it.each(CALLS)('%s', async (series, words, count) => {
    const first = calls.find(({ callId }) => callId.startsWith(`${series}0`) || callId.includes(`7${series}@`));
    expect(first?.scenario.words).toMatch(words);
    expect(first?.group?.calls ?? 1).toBe(count);
    if (first === undefined) return;
    const group = await window.ask('readCallGroup', { call: first.key });
    expect(group?.calls.length ?? 1).toBe(count);
    const story = await window.ask('readCall', { call: first.key });
    if (story === 'evicted') throw new Error('its frames are kept');
    expect(story.moments.length).toBeGreaterThan(1);
    expect(story.moments.map(({ atMs }) => atMs)).toEqual(
      story.moments.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
    );
  });

  it('has four registrations, each with an ending of its own', async () => {
    const { rows } = await window.ask('listRegistrations', { count: 10 });
    const found = rows.map(({ aor, failure, behindNat }) => [aor, failure, behindNat] as const);
    expect(found.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ['sip:1002@hill.example', null, true],
      ['sip:1003@hill.example', 'wrongPassword', false],
      ['sip:1004@hill.example', null, false],
      ['sip:1005@hill.example', 'wrongRealm', false],
    ]);
  });
});
