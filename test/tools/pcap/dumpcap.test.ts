/** dumpcap's own files read by us, and its file naming beside ours, on loopback. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { CaptureParser } from '../../../main/engine/pcap/captureParser';
import { RingFiles } from '../../../main/engine/pcap/ringFiles';
import { Frame } from '../../../shared/capture/frame';
import type { RingSettings } from '../../../shared/protocol/captureState';
import { parse } from '../../main/engine/pcap/captureBuilder';
import { framesByTshark, run, skipWithout } from './programs';

const PORT = 40_961;
const PAYLOAD_BYTES = 400;
const NO_LIMITS: RingSettings = { filesizeKb: null, durationS: null, packets: null, files: null };

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dumpcap-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function skipWithoutCapture(context: TestContext): void {
  skipWithout(context, 'dumpcap', 'tshark');
  try {
    run('dumpcap', ['-q', '-i', 'lo', '-a', 'duration:1', '-w', join(folder, 'probe')]);
    rmSync(join(folder, 'probe'));
  } catch {
    context.skip('dumpcap may not capture on lo here');
  }
}

/** Captures this many packets on loopback with dumpcap; what it wrote to its standard output comes back. */
async function capture(packets: number, words: readonly string[]): Promise<Buffer> {
  const limits = ['-a', `packets:${packets}`, '-a', 'duration:20'];
  const dumpcap = spawn('dumpcap', ['-q', '-i', 'lo', '-f', `udp port ${PORT}`, ...limits, ...words]);
  const output: Buffer[] = [];
  dumpcap.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const ended = once(dumpcap, 'close');
  const socket = createSocket('udp4');
  const timer = setInterval(() => socket.send(Buffer.alloc(PAYLOAD_BYTES), PORT, '127.0.0.1'), 10);
  await ended;
  clearInterval(timer);
  socket.close();
  return Buffer.concat(output);
}

/** The same frames through our ring with the same limits. */
function ringLike(settings: RingSettings, base: string, frames: number): string[] {
  const ring = RingFiles.create({
    base,
    settings,
    now: () => new Date(),
    interfaces: () => [
      { id: 0, linkType: 1, snapLengthBytes: 0, name: 'lo', description: 'Loopback', filter: `udp port ${PORT}` },
    ],
  });
  if (!ring.ok) throw new Error(ring.error.problem);
  const frame = new Frame();
  frame.bytes = new Uint8Array(PAYLOAD_BYTES + 42);
  frame.end = frame.bytes.length;
  for (frame.number = 1; frame.number <= frames; frame.number += 1) ring.value.write(frame);
  ring.value.close();
  return [...ring.value.files];
}

const shapeOf = (name: string): string => name.replace(/_\d{14}/, '_<time>');

describe('dumpcap', () => {
  it('its standard output is read frame by frame as it arrives, like tshark reads its file', async (context) => {
    skipWithoutCapture(context);
    const file = join(folder, 'a.pcapng');
    await capture(30, ['-w', file]);
    const { parser, frames } = parse(readFileSync(file), 777);
    expect(parser.notes).toEqual([]);
    expect(parser.interfaces).toMatchObject([{ name: 'lo', linkType: 1, filter: `udp port ${PORT}` }]);
    expect(parser.droppedPackets).toBe(0);
    expect(frames.map(({ time }) => time)).toEqual(framesByTshark(file).map(({ time }) => time));

    const piped = await capture(20, ['-w', '-']);
    const live = new CaptureParser();
    const frame = new Frame();
    let count = 0;
    for (let at = 0; at < piped.length; at += 100) {
      live.feed(piped.subarray(at, at + 100));
      while (live.next(frame)) count += 1;
    }
    expect(count).toBe(20);
  });

  it.for([
    ['trace.pcapng', { packets: 5 }, ['-b', 'packets:5']],
    ['trace', { packets: 5, files: 2 }, ['-b', 'packets:5', '-b', 'files:2']],
    ['trace.v1.cap', { files: 3 }, ['-b', 'files:3']],
    ['trace.pcapng', { filesizeKb: 2 }, ['-b', 'filesize:2']],
    ['trace.pcapng', {}, []],
  ] as const)('%s with %j: our files have the same names and frames', async ([name, settings, words], context) => {
    skipWithoutCapture(context);
    const theirs = join(folder, 'theirs');
    const ours = join(folder, 'ours');
    run('mkdir', [theirs, ours]);
    await capture(12, ['-w', join(theirs, name), ...words]);
    ringLike({ ...NO_LIMITS, ...settings }, join(ours, name), 12);
    const listed = (of: string): [string, number][] =>
      readdirSync(of)
        .sort()
        .map((file) => [shapeOf(file), parse(readFileSync(join(of, file))).frames.length]);
    expect(listed(ours)).toEqual(listed(theirs));
    const [first = ''] = readdirSync(theirs);
    expect(first).toMatch(Object.keys(settings).length > 0 ? /_\d{5}_\d{14}/ : /^trace\.pcapng$/);
  });
});
