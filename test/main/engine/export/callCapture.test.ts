import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCallCapture } from '../../../../main/engine/export/callCapture';
import type { ExportControl } from '../../../../main/engine/export/exportSource';
import { CaptureParser } from '../../../../main/engine/pcap/captureParser';
import type { CaptureInterface } from '../../../../shared/capture/frame';
import { Frame } from '../../../../shared/capture/frame';
import { LINK_TYPE } from '../../../../shared/capture/linkTypes';
import type { CallKey } from '../../../../shared/ids';
import { FedCapture } from '../../../fixtures/fedCapture';
import { mergeFlows } from '../../../generator/mergeFlows';
import { flowsOf, planCall } from '../../../generator/plannedCall';
import { createRandom } from '../../../generator/random';

const FREE: ExportControl = { signal: new AbortController().signal, onProgress: () => undefined };
const interfaceOf = (id: number, name: string, linkType: number = LINK_TYPE.ethernet): CaptureInterface => ({
  id,
  name,
  linkType,
  snapLengthBytes: 0,
  description: `port ${id}`,
  filter: null,
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-capture-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Two calls at once; the second one's caller stands before another interface. */
function twoCalls(interfaces: readonly CaptureInterface[]): { fed: FedCapture; calls: readonly CallKey[] } {
  const random = createRandom(3);
  const fed = new FedCapture(interfaces);
  const frames = [1, 2].flatMap((number) => [
    ...flowsOf(planCall({ number, startMs: number * 3.1234, talkMs: 800, calleeToCaller: { jitterMs: 2 } }), random),
  ]);
  for (const frame of mergeFlows(frames)) fed.feed([frame], frame.bytes.length % 2);
  fed.captured.pipeline.finish();
  return { fed, calls: fed.captured.findCalls([]) };
}

const TWO = [interfaceOf(0, 'eth0'), interfaceOf(1, 'eth1')];

function framesIn(path: string): { readonly lines: string[]; readonly names: (string | null)[] } {
  const parser = new CaptureParser();
  const frame = new Frame();
  const lines: string[] = [];
  const take = (): void => {
    while (parser.next(frame)) {
      const hex = Buffer.from(frame.bytes.subarray(frame.start, frame.end)).toString('hex');
      lines.push([frame.seconds, frame.nanoseconds, frame.interfaceId, frame.originalBytes, hex].join(' '));
    }
  };
  parser.feed(readFileSync(path));
  take();
  parser.finish();
  take();
  return { lines, names: parser.interfaces.map(({ name }) => name) };
}

function linesOf(fed: FedCapture, call: CallKey): string[] {
  return fed.captured.framesOf([call]).map((number) => {
    const frame = fed.read(number);
    if (frame === 'evicted') throw new Error(`frame ${number} is gone`);
    const hex = Buffer.from(frame.bytes).toString('hex');
    return [frame.seconds, frame.nanoseconds, frame.interfaceId, frame.originalBytes, hex].join(' ');
  });
}

describe('the frames of a call', () => {
  it('are written with their bytes, times and interfaces, and no others', async () => {
    const { fed, calls } = twoCalls(TWO);
    const path = join(folder, 'one.pcapng');
    const outcome = await writeCallCapture(fed.captured.exportSource(), [calls[1]!], { path, format: 'pcapng' }, FREE);
    const { lines, names } = framesIn(path);
    expect(lines).toEqual(linesOf(fed, calls[1]!));
    expect(lines).toHaveLength(7 + 40 + 40);
    expect(outcome).toEqual({ frames: lines.length, bytes: readFileSync(path).length, evictedFrames: 0 });
    expect(names).toEqual(['eth0', 'eth1']);
  });

  it('of several calls stand in the order of the capture, each once', async () => {
    const { fed, calls } = twoCalls(TWO);
    const path = join(folder, 'both.pcapng');
    await writeCallCapture(fed.captured.exportSource(), [...calls, ...calls], { path, format: 'pcapng' }, FREE);
    expect(framesIn(path).lines).toHaveLength(2 * (7 + 40 + 40));
    expect(fed.captured.framesOf(calls)).toEqual(fed.captured.framesOf([...calls, ...calls].reverse()));
  });

  it('keep their nanoseconds in the classic format too', async () => {
    const { fed, calls } = twoCalls([TWO[0]!, { ...TWO[1]!, linkType: LINK_TYPE.ethernet }]);
    const path = join(folder, 'one.pcap');
    await writeCallCapture(fed.captured.exportSource(), [calls[0]!], { path, format: 'pcap' }, FREE);
    const withoutInterface = (line: string): string => line.split(' ').toSpliced(2, 1).join(' ');
    expect(framesIn(path).lines.map(withoutInterface)).toEqual(linesOf(fed, calls[0]!).map(withoutInterface));
  });

  it('of several link types do not fit into the classic format', async () => {
    const { fed, calls } = twoCalls([TWO[0]!, interfaceOf(1, 'any', LINK_TYPE.linuxSll)]);
    const path = join(folder, 'one.pcap');
    const writing = writeCallCapture(fed.captured.exportSource(), calls, { path, format: 'pcap' }, FREE);
    await expect(writing).rejects.toThrow(/several link types, which pcap cannot hold: export as pcapng\.$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that the ring has overwritten are counted', async () => {
    const { fed, calls } = twoCalls(TWO);
    const all = fed.captured.framesOf(calls);
    fed.evictBefore(41);
    const path = join(folder, 'rest.pcapng');
    const outcome = await writeCallCapture(fed.captured.exportSource(), calls, { path, format: 'pcapng' }, FREE);
    expect(outcome).toMatchObject({ evictedFrames: 40, frames: all.length - 40 });
    expect(framesIn(path).lines).toHaveLength(all.length - 40);
  });
});

describe('an export that ends early', () => {
  it('leaves nothing behind when it is cancelled', async () => {
    const { fed, calls } = twoCalls(TWO);
    const abort = new AbortController();
    const control = { signal: abort.signal, onProgress: () => abort.abort() };
    const writing = writeCallCapture(
      fed.captured.exportSource(),
      calls,
      { path: join(folder, 'x.pcapng'), format: 'pcapng' },
      control,
    );
    await expect(writing).rejects.toThrow(/abort/i);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says in one line that a path cannot be written', async () => {
    const { fed, calls } = twoCalls(TWO);
    const path = join(folder, 'no', 'x.pcapng');
    const writing = writeCallCapture(fed.captured.exportSource(), calls, { path, format: 'pcapng' }, FREE);
    await expect(writing).rejects.toThrow(/^[^\n]*no does not exist\. Check the path\.$/);
  });

  it('leaves nothing behind when reading fails', async () => {
    const { fed, calls } = twoCalls(TWO);
    const source = fed.captured.exportSource();
    const readFrame = (): never => {
      throw new Error('the disk fails');
    };
    const writing = writeCallCapture(
      { ...source, readFrame },
      calls,
      { path: join(folder, 'x.pcapng'), format: 'pcapng' },
      FREE,
    );
    await expect(writing).rejects.toThrow('the disk fails');
    expect(readdirSync(folder)).toEqual([]);
  });
});
