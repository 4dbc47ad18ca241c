import { afterAll, beforeAll, expect, it } from 'vitest';
import { OFFICE, ROUGH, RunningEngine, WAYS } from '../../../fixtures/runningEngine';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

it.each([
  ['a morning at the office', OFFICE],
  ['seven calls with the same sound', ROUGH],
  ['ten calls, eight ways', WAYS],
])('calls that know nothing of each other stay apart: %s', async (_name, path) => {
  const engine = await running.open(path);
  const { rows } = await engine.command('listCalls', {});
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ group }) => group !== null)).toEqual([]);
});
