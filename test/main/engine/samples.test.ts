import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSample, listSamples } from '../../../main/engine/samples';
import { SAMPLES_FOLDER } from '../../fixtures/runningEngine';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-list-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const sample = (file: string): object => ({ name: 'x', file, title: 'X', words: 'x' });

describe('samples', () => {
  it('that ship are all there', async () => {
    const samples = await listSamples(SAMPLES_FOLDER);
    expect(samples.length).toBeGreaterThan(1);
    for (const { file } of samples) expect(existsSync(join(SAMPLES_FOLDER, file))).toBe(true);
    expect(await findSample(SAMPLES_FOLDER, 'office')).toEqual(samples[0]);
  });

  it.each<[string, string | null]>([
    ['no list', null],
    ['a list that is no JSON', '[{'],
    ['a list of another shape', JSON.stringify({ name: 'x' })],
    ['a list that leads out of its folder', JSON.stringify([sample('../secret.pcap')])],
    ['a list with a path', JSON.stringify([sample('/etc/passwd')])],
  ])('are none where there is %s', async (_name, text) => {
    if (text !== null) writeFileSync(join(folder, 'samples.json'), text);
    expect(await listSamples(folder)).toEqual([]);
    expect(await findSample(folder, 'x')).toBeNull();
  });
});
