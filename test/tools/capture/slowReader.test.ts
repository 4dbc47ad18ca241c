/** The helper's reader stops reading: what the helper then leaves out is counted, nothing is lost in silence. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CaptureParser } from '../../../main/engine/pcap/captureParser';
import { Frame } from '../../../shared/capture/frame';
import { builtCapHelper, type BuiltProgram } from '../../fixtures/builtCapHelper';
import { openLoopbackPort, sendDatagrams } from '../../fixtures/udpSender';
import { reasonsToSkip } from './liveSources';

const BATCHES = 30;
const BATCH = 50;
/** 1,500 of them are more than the 64 MiB that the helper keeps for its reader. */
const LENGTH_BYTES = 60_000;

let helper: BuiltProgram;
beforeAll(async () => (helper = await builtCapHelper()));
afterAll(() => helper.remove());

it('counts what it leaves out', async (context) => {
  const { cap: reason } = await reasonsToSkip(helper.path);
  if (reason !== '') context.skip(reason);
  const port = await openLoopbackPort();
  const words = ['--interface', 'lo', '--filter', `udp dst port ${port.port}`];
  const child = spawn(process.execPath, [helper.path, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'readable');
  for (let batch = 0; batch < BATCHES; batch++) {
    await sendDatagrams(port.port, BATCH, LENGTH_BYTES);
    await delay(20);
  }
  await delay(200);

  const parser = new CaptureParser();
  const frame = new Frame();
  let frames = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    parser.feed(chunk);
    while (parser.next(frame)) frames += 1;
  });
  child.stdin.end();
  const [exitCode] = await once(child, 'close');
  port.close();
  expect(exitCode).toBe(0);
  expect(parser.droppedPackets).toBeGreaterThan(0);
  expect(frames + (parser.droppedPackets ?? 0)).toBe(BATCHES * BATCH);
});
