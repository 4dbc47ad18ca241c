import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RingFiles } from '../../../../main/engine/pcap/ringFiles';
import { RingStore } from '../../../../main/engine/store/ringStore';
import { Frame } from '../../../../shared/capture/frame';
import type { RingSettings } from '../../../../shared/protocol/captureState';
import { copyOf, type ReadFrame } from '../pcap/captureBuilder';
import { asStored } from './captureFiles';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'ring-store-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function storeOf(settings: Partial<RingSettings>): { ring: RingFiles; store: RingStore } {
  const ring = RingFiles.create({
    base: join(folder, 'live.pcapng'),
    settings: { filesizeKb: null, durationS: null, packets: null, files: null, ...settings },
    now: () => new Date(2026, 10, 20),
  });
  if (!ring.ok) throw new Error(ring.error.problem);
  return { ring: ring.value, store: new RingStore(ring.value) };
}

const frame = new Frame();
function write(store: RingStore, number: number): ReadFrame {
  frame.number = number;
  frame.seconds = 1_795_158_533 + Math.floor(number / 7);
  frame.nanoseconds = (number * 999_331) % 1_000_000_000;
  frame.linkType = number % 3 === 0 ? 113 : 1;
  frame.interfaceId = number % 3 === 0 ? 1 : 0;
  frame.bytes = Uint8Array.from({ length: 20 + (number % 400) }, (_, index) => number + index);
  frame.start = 3;
  frame.end = frame.bytes.length - 2;
  frame.originalBytes = frame.bytes.length + 10;
  store.write(frame);
  return copyOf(frame);
}

describe('RingStore', () => {
  it('reads every frame as it was written, also those still in the buffer', () => {
    const { store } = storeOf({});
    const written = Array.from({ length: 1000 }, (_, index) => write(store, index + 1));
    expect(store.read(1000)).toEqual(asStored(written[999]!));
    expect(written.map(({ number }) => store.read(number))).toEqual(written.map(asStored));
    const later = write(store, 1001);
    expect(store.read(1001)).toEqual(asStored(later));
    expect(store.interfaces.map(({ linkType }) => linkType)).toEqual([1, 113]);
    expect([0, 1002, -1].map((number) => store.read(number))).toEqual(['evicted', 'evicted', 'evicted']);
    store.close();
  });

  it('tells frames of deleted files as evicted', () => {
    const { ring, store } = storeOf({ packets: 100, files: 3 });
    const written = Array.from({ length: 1050 }, (_, index) => write(store, index + 1));
    expect(store.frames).toBe(1050);
    expect(store.oldestFrame).toBe(801);
    const again = written.map(({ number }) => store.read(number));
    expect(again.slice(0, 800).every((stored) => stored === 'evicted')).toBe(true);
    expect(again.slice(800)).toEqual(written.slice(800).map(asStored));
    ring.close();
    expect(store.read(1050)).toEqual(asStored(written[1049]!));
    store.close();
  });

  it('tells frames as evicted when somebody has removed their file', () => {
    const { ring, store } = storeOf({ packets: 10 });
    for (let number = 1; number <= 30; number += 1) write(store, number);
    unlinkSync(ring.files[0]!);
    expect(store.read(5)).toBe('evicted');
    expect(store.read(15)).toMatchObject({ number: 15 });
    ring.close();
    store.close();
  });
});
