import { describe, expect, it } from 'vitest';
import { createRandom } from './random';
import { arrivalsOf, truthOf, type Impairments, type RtpFlow } from './rtpFlow';

const flowOf = (impairments: Impairments, over: Partial<RtpFlow> = {}): RtpFlow => ({
  ssrc: 1,
  payloadType: 0,
  clockRateHz: 8000,
  ptimeMs: 20,
  packets: 10,
  startMs: 0,
  firstSequence: 100,
  firstTimestamp: 1000,
  impairments,
  ...over,
});

const sequences = (impairments: Impairments): number[] =>
  arrivalsOf(flowOf(impairments), createRandom(1)).map(({ sequence }) => sequence - 100);

describe('packets as they arrive', () => {
  it.each<[string, Impairments, readonly number[]]>([
    ['untouched', {}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['lost', { lost: [0, 4] }, [1, 2, 3, 5, 6, 7, 8, 9]],
    ['twice', { duplicated: [3] }, [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9]],
    ['swapped', { swapped: [3] }, [0, 1, 2, 4, 3, 5, 6, 7, 8, 9]],
    ['late', { late: [{ packet: 3, byMs: 50 }] }, [0, 1, 2, 4, 5, 3, 6, 7, 8, 9]],
    ['jitter keeps the order', { jitterMs: 30 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['restart', { restart: { packet: 8, sequence: 9100 } }, [0, 1, 2, 3, 4, 5, 6, 7, 9000, 9001]],
  ])('%s', (_name, impairments, order) => {
    expect(sequences(impairments)).toEqual(order);
  });

  it('have timestamps of their clock, wrap over, and mark what follows a silence', () => {
    const flow = flowOf(
      { silence: { packet: 5, forMs: 1000 } },
      { firstSequence: 65_533, firstTimestamp: 0xffff_ffff - 100 },
    );
    const arrivals = arrivalsOf(flow, createRandom(1));
    expect(arrivals.map(({ sequence }) => sequence).slice(0, 5)).toEqual([65_533, 65_534, 65_535, 0, 1]);
    expect(arrivals[1]?.timestamp).toBe(59);
    expect((arrivals[5]?.timestamp ?? 0) - (arrivals[4]?.timestamp ?? 0)).toBe(160 + 8000);
    expect(arrivals.filter(({ marker }) => marker).map(({ sent }) => sent)).toEqual([0, 5]);
  });
});

describe('the truth about them', () => {
  it.each<[string, Impairments, Partial<ReturnType<typeof truthOf>>]>([
    ['untouched', {}, { packets: 10, expectedPackets: 10, lostPackets: 0 }],
    ['lost in the middle', { lost: [3, 4] }, { packets: 8, expectedPackets: 10, lostPackets: 2 }],
    ['lost at both ends', { lost: [0, 1, 9] }, { packets: 7, expectedPackets: 7, lostPackets: 0 }],
    ['twice and lost', { duplicated: [2, 3], lost: [3] }, { packets: 10, duplicatePackets: 1, lostPackets: 1 }],
    ['late, but not overtaken', { late: [{ packet: 3, byMs: 15 }] }, { reorderedPackets: 0 }],
    [
      'lost beside a restart',
      { lost: [4, 5, 7], restart: { packet: 5, sequence: 9000 } },
      { restarts: 1, lostPackets: 1, expectedPackets: 8 },
    ],
  ])('%s', (_name, impairments, truth) => {
    expect(truthOf(flowOf(impairments))).toMatchObject(truth);
  });
});
