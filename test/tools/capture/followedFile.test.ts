/** A capture file that tcpdump or dumpcap is writing from loopback, followed by the engine. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { until } from '../../fixtures/engineWindow';
import { RunningEngine } from '../../fixtures/runningEngine';
import { openLoopbackPort, sendDatagrams, type LoopbackPort } from '../../fixtures/udpSender';
import { framesByTshark, skipWithout } from '../pcap/programs';

const BATCH = 400;
const PAYLOAD_AT = 14 + 20 + 8;
/** Told to end, tcpdump leaves in the kernel what it has not read yet; it reads once a second. */
const READ_TIMEOUT_MS = 1_200;

const WRITERS = {
  tcpdump: (port: number, path: string) => ['-i', 'lo', '-n', '-U', '-w', path, 'udp', 'port', String(port)],
  'tcpdump, in blocks': (port: number, path: string) => ['-i', 'lo', '-n', '-w', path, 'udp', 'port', String(port)],
  dumpcap: (port: number, path: string) => ['-q', '-i', 'lo', '-f', `udp port ${port}`, '-w', path],
} as const;
type Writer = keyof typeof WRITERS;

let running: RunningEngine;
let receiver: LoopbackPort;
let writer: ChildProcess | null = null;
beforeEach(async () => {
  running = new RunningEngine();
  receiver = await openLoopbackPort();
});
afterEach(async () => {
  if (writer !== null && writer.exitCode === null) writer.kill('SIGKILL');
  writer = null;
  receiver.close();
  await running.close();
});

/** Starts the program; resolves once it captures. */
async function startWriting(context: TestContext, name: Writer, path: string): Promise<ChildProcess> {
  const program = name.split(',')[0]!;
  skipWithout(context, program, 'tshark');
  const child = spawn(program, WRITERS[name](receiver.port, path), { stdio: ['ignore', 'ignore', 'pipe'] });
  writer = child;
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  await until(`${program} to begin`, () => child.exitCode !== null || /listening on|^File: /m.test(words));
  if (child.exitCode !== null) context.skip(`${program} may not capture on lo here: ${words.trim()}`);
  await until('its file', () => existsSync(path));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGINT');
  await closed;
}

const snapshot = () => running.engine.command('readSnapshot', {});

async function framesReach(frames: number): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const { counters } = await snapshot();
    if (counters.frames >= frames) return;
    if (Date.now() > deadline) throw new Error(`${counters.frames} frames of ${frames}`);
    await pause(20);
  }
}

async function indexOfFrame(frame: number): Promise<number> {
  const detail = await running.engine.command('readFrame', { frame: frame as never });
  if (detail === 'evicted') throw new Error(`frame ${frame} cannot be read`);
  return Buffer.from(detail.bytes).readUInt32BE(PAYLOAD_AT);
}

describe.each(Object.keys(WRITERS) as Writer[])('a file that %s writes', (name) => {
  it('is followed from its first byte to its last', async (context) => {
    const path = running.path('growing.pcapng');
    const child = await startWriting(context, name, path);
    const opened = running.engine.openFiles([path], { follow: true });
    for (let batch = 1; batch <= 3; batch += 1) {
      await sendDatagrams(receiver.port, BATCH);
      if (name !== 'tcpdump, in blocks') {
        await framesReach(batch * BATCH);
        expect(await indexOfFrame((batch - 1) * BATCH + 7)).toBe(6);
        expect((await snapshot()).capture.kind).toBe('following');
      }
    }
    await pause(READ_TIMEOUT_MS);
    await end(child);
    const beside = framesByTshark(path);
    await framesReach(beside.length);
    await running.engine.command('stopFollowing', {});
    expect(await opened).toEqual({ ok: true, value: null });

    const { capture, counters } = await snapshot();
    expect(capture).toMatchObject({ kind: 'opened', notes: [], sizeBytes: statSync(path).size });
    expect(counters.frames).toBe(beside.length);
    expect(beside).toHaveLength(3 * BATCH);
    expect(await indexOfFrame(3 * BATCH)).toBe(BATCH - 1);
  });
});

it('is opened up to its end, offers to be followed, and then has what came after', async (context) => {
  const path = running.path('growing.pcap');
  const child = await startWriting(context, 'tcpdump', path);
  await sendDatagrams(receiver.port, BATCH);
  await until('the first batch', () => statSync(path).size > BATCH * 172);
  await running.open(path);
  expect((await snapshot()).capture).toMatchObject({ kind: 'opened', growth: 'seen' });
  await running.engine.command('followCapture', {});
  await framesReach(BATCH);
  await sendDatagrams(receiver.port, BATCH);
  await framesReach(2 * BATCH);
  await end(child);
  await running.engine.command('stopFollowing', {});
});
