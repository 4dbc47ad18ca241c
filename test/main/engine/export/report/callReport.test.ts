import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExportControl } from '../../../../../main/engine/export/exportSource';
import { writeCallReport } from '../../../../../main/engine/export/report/callReport';
import { callKey } from '../../../../../shared/ids';
import { FedCapture } from '../../../../fixtures/fedCapture';
import { sipFrame } from '../../../../fixtures/sipFrames';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { mergeFlows } from '../../../../generator/mergeFlows';
import { flowsOf, planCall } from '../../../../generator/plannedCall';
import { createRandom } from '../../../../generator/random';

const FREE: ExportControl = { signal: new AbortController().signal, onProgress: () => undefined };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-report-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function manyCalls(count: number): FedCapture {
  const random = createRandom(5);
  const fed = new FedCapture();
  const plans = Array.from({ length: count }, (_, index) =>
    planCall({ number: index + 1, startMs: index * 50, talkMs: 200 }),
  );
  fed.feed(mergeFlows(plans.flatMap((plan) => [...flowsOf(plan, random)])));
  fed.captured.pipeline.finish();
  return fed;
}

const sizesOf = (path: string): string[] =>
  [...readFileSync(path, 'latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+ [\d.]+)\]/g)].map(([, size]) => size ?? '');

async function report(fed: FedCapture, paper: 'A4' | 'Letter' = 'A4'): Promise<readonly string[]> {
  const path = join(folder, 'calls.pdf');
  const source = fed.captured.exportSource();
  const outcome = await writeCallReport(source, fed.captured.findCalls([]), { path, paper }, FREE);
  expect(outcome.bytes).toBe(readFileSync(path).length);
  expect(readdirSync(folder)).toEqual(['calls.pdf']);
  return sizesOf(path);
}

describe('the pages', () => {
  it('grow with the ladder', async () => {
    const few = new FedCapture();
    const many = new FedCapture();
    for (const [fed, messages] of [
      [few, 10],
      [many, 300],
    ] as const) {
      fed.feed([sipFrame(0, sipRequest('INVITE'))]);
      for (let at = 1; at < messages; at += 1) {
        fed.feed([sipFrame(at, sipRequest('OPTIONS', { cseq: `${at} OPTIONS`, branches: [`z9hG4bK${at}`] }))]);
      }
    }
    const [small, large] = [(await report(few)).length, (await report(many)).length];
    expect(large - small).toBeGreaterThan(10);
  });

  it.each([
    ['A4', '595.28 841.89'],
    ['Letter', '612 792'],
  ] as const)('are %s when it is asked for', async (paper, size) => {
    expect(new Set(await report(manyCalls(2), paper))).toEqual(new Set([size]));
  });

  it('lie on their side for a ladder of many machines, and are as wide as they need', async () => {
    const lanesOf = (hops: number): FedCapture => {
      const fed = new FedCapture();
      for (let hop = 0; hop < hops; hop += 1) {
        const [source, destination] = [`10.9.${hop >> 8}.${hop & 255}`, `10.9.${(hop + 1) >> 8}.${(hop + 1) & 255}`];
        fed.feed([sipFrame(hop, sipRequest('INVITE', { branches: [`z9hG4bK${hop}`] }), { source, destination })]);
      }
      return fed;
    };
    expect(new Set(await report(lanesOf(5)))).toEqual(new Set(['595.28 841.89']));
    expect(await report(lanesOf(8))).toContain('841.89 595.28');
    const widest = Math.max(...(await report(lanesOf(60))).map((size) => Number(size.split(' ')[0])));
    expect(widest).toBeGreaterThan(60 * 60);
    const limit = Math.max(...(await report(lanesOf(250))).map((size) => Number(size.split(' ')[0])));
    expect(limit).toBe(14_400);
  }, 30_000);
});

describe('an export', () => {
  it('of fifty calls takes a moment', async () => {
    const fed = manyCalls(50);
    const startedMs = performance.now();
    expect((await report(fed)).length).toBeGreaterThan(100);
    expect(performance.now() - startedMs).toBeLessThan(15_000);
  }, 30_000);

  it('tells how far it is, up to the end', async () => {
    const fed = manyCalls(20);
    const told: [number, number][] = [];
    const control = { ...FREE, onProgress: (done: number, total: number) => told.push([done, total]) };
    const path = join(folder, 'x.pdf');
    await writeCallReport(fed.captured.exportSource(), fed.captured.findCalls([]), { path, paper: 'A4' }, control);
    expect(told.length).toBeGreaterThan(2);
    expect(told.at(-1)).toEqual([140, 140]);
  });

  it('that is cancelled leaves nothing behind', async () => {
    const fed = manyCalls(20);
    const abort = new AbortController();
    const control = { signal: abort.signal, onProgress: (done: number) => done > 60 && abort.abort() };
    const path = join(folder, 'x.pdf');
    const source = fed.captured.exportSource();
    const writing = writeCallReport(source, fed.captured.findCalls([]), { path, paper: 'A4' }, control);
    await expect(writing).rejects.toThrow(/abort/i);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('to a path that cannot be written says so in one line', async () => {
    const fed = manyCalls(1);
    const path = join(folder, 'no', 'x.pdf');
    const source = fed.captured.exportSource();
    const writing = writeCallReport(source, fed.captured.findCalls([]), { path, paper: 'A4' }, FREE);
    await expect(writing).rejects.toThrow(/^[^\n]*no does not exist\. Check the path\.$/);
  });

  it('of no call at all is refused', async () => {
    const source = manyCalls(1).captured.exportSource();
    const options = { path: join(folder, 'x.pdf'), paper: 'A4' } as const;
    await expect(writeCallReport(source, [callKey('gone')], options, FREE)).rejects.toThrow(/^There is no call/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('counts the frames that the ring has overwritten', async () => {
    const fed = manyCalls(1);
    fed.evictBefore(4);
    const options = { path: join(folder, 'x.pdf'), paper: 'A4' } as const;
    const source = fed.captured.exportSource();
    const outcome = await writeCallReport(source, fed.captured.findCalls([]), options, FREE);
    expect(outcome.evictedFrames).toBe(3);
  });
});

describe('hostile text never breaks the report', () => {
  const long = 'w'.repeat(60_000);
  it.each<[string, () => string | Uint8Array]>([
    [
      'control characters',
      () => sipRequest('INVITE', { headers: [`X: ${String.fromCharCode(...Array(31).keys())}\u007f`] }),
    ],
    [
      'right to left and marks',
      () => sipRequest('INVITE', { from: 'sip:שלום\u202e\u0301@x', headers: ['Subject: مرحبا'] }),
    ],
    ['other scripts', () => sipRequest('INVITE', { to: 'sip:王小明@例え.jp', headers: ['Subject: 😀👩‍👩‍👧 ไทย'] })],
    [
      'half a surrogate and bytes that are no UTF-8',
      () => Uint8Array.from([...Buffer.from(sipRequest('INVITE')), 0xff, 0xed, 0xa0, 0x80, 0xc3]),
    ],
    ['a very long word', () => sipRequest('INVITE', { to: `sip:${long.slice(0, 30_000)}@x` })],
    ['a very long Call-ID', () => sipRequest('INVITE', { callId: long.slice(0, 30_000) })],
    ['a body of 60 kB', () => sipRequest('INVITE', { headers: ['Content-Type: text/plain'] }) + long],
    ['ten thousand empty lines', () => sipRequest('INVITE') + '\r\n'.repeat(10_000)],
    ['a very long reason', () => sipResponse(486, long.slice(0, 30_000))],
  ])(
    '%s',
    async (_name, make) => {
      const fed = new FedCapture();
      fed.feed([sipFrame(0, sipRequest('INVITE')), sipFrame(1, make())]);
      const startedMs = performance.now();
      expect((await report(fed)).length).toBeGreaterThan(1);
      expect(performance.now() - startedMs).toBeLessThan(5000);
    },
    20_000,
  );
});
