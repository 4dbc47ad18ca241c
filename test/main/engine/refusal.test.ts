import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OFFICE, RunningEngine } from '../../fixtures/runningEngine';

describe('a file that is no capture', () => {
  let text: string;
  let running: RunningEngine;
  beforeEach(() => {
    running = new RunningEngine();
    text = running.path('notes.txt');
    writeFileSync(text, 'no capture at all');
  });
  afterEach(() => running.close());

  it('does not take the place of the capture that is open', async () => {
    await running.open(OFFICE);
    await expect(running.engine.command('openCapture', { paths: [text] })).rejects.toThrow(/notes\.txt is no capture/);
    await expect(running.engine.command('openCapture', { paths: [running.path('gone')] })).rejects.toThrow(
      /does not exist/,
    );
    expect((await running.engine.command('listCalls', {})).total).toBe(6);
    expect((await running.engine.command('readSnapshot', {})).capture).toMatchObject({ kind: 'opened' });
    expect(await running.engine.refusal([text], 'my notes')).toMatchObject({
      problem: expect.stringMatching(/^my notes is/) as string,
    });
    expect(await running.engine.refusal([OFFICE])).toBeNull();
  });

  it('is told by the state where nothing is open', async () => {
    expect(await running.engine.refusal([text])).toBeNull();
    await running.engine.command('openCapture', { paths: [text] });
    await expect.poll(async () => (await running.engine.command('readSnapshot', {})).capture.kind).toBe('failed');
  });
});
