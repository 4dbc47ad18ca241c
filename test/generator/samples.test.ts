import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../fixtures/runningEngine';
import { main } from './samples';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samples-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('the samples that ship are the ones that the generator makes', () => {
  main([folder]);
  const files = readdirSync(SAMPLES_FOLDER).sort();
  expect(readdirSync(folder).sort()).toEqual(files);
  for (const file of files) {
    expect(readFileSync(join(folder, file)).equals(readFileSync(join(SAMPLES_FOLDER, file))), file).toBe(true);
  }
});
