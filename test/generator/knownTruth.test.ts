import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamRow } from '../../shared/protocol/rows';
import { RunningEngine } from '../fixtures/runningEngine';
import { mergeFlows, type TimedFrame } from './mergeFlows';
import { flowsOf, planCall, type PlannedCall } from './plannedCall';
import { createRandom } from './random';
import type { Impairments, RtpTruth } from './rtpFlow';
import { roughAudioCalls } from './samples';

let running: RunningEngine;
beforeAll(() => {
  running = new RunningEngine();
});
afterAll(() => running.close());

const truthOfRow = (row: StreamRow): RtpTruth => ({
  packets: row.packets,
  expectedPackets: row.expectedPackets,
  lostPackets: row.lostPackets,
  duplicatePackets: row.duplicatePackets,
  reorderedPackets: row.reorderedPackets,
  restarts: row.restarts,
});

const place = ({ address, port }: { readonly address: string; readonly port: number }): string => `${address}:${port}`;

/** Writes the calls as a file, reads it as any other, and holds every stream beside what was done to it. */
async function expectTruth(calls: readonly PlannedCall[], seed: number): Promise<void> {
  const random = createRandom(seed);
  const frames: Iterable<TimedFrame> = mergeFlows(calls.flatMap((call) => [...flowsOf(call, random)]));
  const engine = await running.openFrames(frames);
  const { rows } = await engine.command('listStreams', { count: 1000 });
  const found = rows.map((row) => [place(row.source), place(row.destination), row.ssrc, truthOfRow(row)] as const);
  const planned = calls.flatMap(({ flows }) =>
    flows.map(({ flow, source, destination, truth }) => [place(source), place(destination), flow.ssrc, truth] as const),
  );
  const byPlace = (a: readonly unknown[], b: readonly unknown[]): number => (String(a[0]) < String(b[0]) ? -1 : 1);
  expect(found.toSorted(byPlace)).toEqual(planned.toSorted(byPlace));
  expect(rows.every(({ boundBy }) => boundBy === 'sdp')).toBe(true);
  const listed = await engine.command('listCalls', { count: 1000 });
  expect(listed.rows.map(({ callId, state }) => [callId, state]).toSorted()).toEqual(
    calls.map(({ plan }) => [plan.callId, 'completed']).toSorted(),
  );
}

it('the sample of rough audio: each stream is as rough as it was made', async () => {
  await expectTruth(roughAudioCalls(createRandom(2)), 2);
});

/** Trouble comes in slots of so many packets, one kind in each, so that none hides another. */
const SLOT_PACKETS = 10;
const SLOTS = 12;
const PTIME_MS = 20;

type Trouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'lost' | 'duplicated'; readonly run: number }
  | { readonly kind: 'swapped' }
  | { readonly kind: 'late' | 'lateTwice'; readonly byMs: number };

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.constant<Trouble>({ kind: 'none' }),
  fc.record({ kind: fc.constantFrom('lost' as const, 'duplicated' as const), run: fc.integer({ min: 1, max: 6 }) }),
  fc.constant<Trouble>({ kind: 'swapped' }),
  fc.record({ kind: fc.constantFrom('late' as const, 'lateTwice' as const), byMs: fc.integer({ min: 61, max: 100 }) }),
);

/** Enough to be a restart whatever is lost around it: more than 3000 ahead, more than 100 back (RFC 3550 A.1). */
const restart = fc.option(
  fc.record({ slot: fc.integer({ min: 1, max: SLOTS - 1 }), ahead: fc.integer({ min: 3200, max: 65_535 - 300 }) }),
);

type Wish = {
  readonly troubles: readonly Trouble[];
  readonly restart: { readonly slot: number; readonly ahead: number } | null;
  readonly jitterMs: number;
};

const wish: fc.Arbitrary<Wish> = fc.record({
  troubles: fc.array(trouble, { minLength: SLOTS, maxLength: SLOTS }),
  restart,
  jitterMs: fc.constantFrom(0, 0.5, 3),
});

const positions = (first: number, run: number): number[] => Array.from({ length: run }, (_, index) => first + index);

function impairmentsOf({ troubles, restart: again, jitterMs }: Wish, firstSequence: number): Impairments {
  const lost: number[] = [];
  const duplicated: number[] = [];
  const swapped: number[] = [];
  const late: { packet: number; byMs: number }[] = [];
  troubles.forEach((each, slot) => {
    const packet = slot * SLOT_PACKETS + 2;
    if (each.kind === 'lost') lost.push(...positions(packet, each.run));
    if (each.kind === 'duplicated') duplicated.push(...positions(packet, each.run));
    if (each.kind === 'swapped') swapped.push(packet);
    if (each.kind === 'late' || each.kind === 'lateTwice') late.push({ packet, byMs: each.byMs });
    if (each.kind === 'lateTwice') duplicated.push(packet);
  });
  if (again === null) return { lost, duplicated, swapped, late, jitterMs };
  const packet = again.slot * SLOT_PACKETS;
  const sequence = (firstSequence + packet + again.ahead) & 0xffff;
  return { lost, duplicated, swapped, late, jitterMs, restart: { packet, sequence } };
}

const sequenceOf = (number: number): number => (number * 7919) & 0xffff;

describe('random trouble', () => {
  it('is counted exactly: lost, twice, overtaken, begun anew, over every wrap', async () => {
    const call = fc.record({ there: wish, back: wish });
    const calls = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 60_000 }), call }), {
      selector: ({ number }) => number,
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(calls, fc.nat(), async (wishes, seed) => {
        const planned = wishes.map(({ number, call: { there, back } }, index) =>
          planCall({
            number,
            startMs: index * 300,
            talkMs: SLOTS * SLOT_PACKETS * PTIME_MS,
            callerToCallee: impairmentsOf(there, sequenceOf(number)),
            calleeToCaller: impairmentsOf(back, sequenceOf(number)),
          }),
        );
        await expectTruth(planned, seed);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('of losses anywhere, up to most of the stream, with a restart among them', async () => {
    const packets = 150;
    const losses = fc.record({
      lost: fc.uniqueArray(fc.nat(packets - 1), { maxLength: 90 }),
      packet: fc.integer({ min: 10, max: packets - 10 }),
      ahead: fc.integer({ min: 3200, max: 65_535 - 300 }),
    });
    await fc.assert(
      fc.asyncProperty(losses, losses, fc.integer({ min: 1, max: 60_000 }), async (there, back, number) => {
        const impaired = ({ lost, packet, ahead }: typeof there): Impairments => ({
          // Without two packets in a row on each side of it nobody can tell a restart from a stray packet.
          lost: lost.filter((each) => Math.abs(each - packet + 0.5) > 2),
          restart: { packet, sequence: (sequenceOf(number) + packet + ahead) & 0xffff },
        });
        const planned = planCall({
          number,
          startMs: 0,
          talkMs: packets * PTIME_MS,
          callerToCallee: impaired(there),
          calleeToCaller: { lost: back.lost },
        });
        await expectTruth([planned], number);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('at the very ends: what is lost before the first and after the last packet nobody can see', async () => {
    const ends = planCall({
      number: 7,
      startMs: 0,
      talkMs: 2000,
      callerToCallee: { lost: [0, 1, 2, 50, 98, 99] },
      calleeToCaller: { lost: [99], duplicated: [0, 98] },
    });
    expect(ends.flows.map(({ truth }) => [truth.packets, truth.lostPackets])).toEqual([
      [94, 1],
      [101, 0],
    ]);
    await expectTruth([ends], 1);
  });

  it('of losses that touch a restart, those are counted that a later packet of the same run shows', async () => {
    const touching = planCall({
      number: 9,
      startMs: 0,
      talkMs: 2000,
      callerToCallee: { lost: [47, 48, 49], restart: { packet: 50, sequence: 40_000 } },
      calleeToCaller: { lost: [20, 50, 51], restart: { packet: 50, sequence: 40_000 } },
    });
    expect(touching.flows.map(({ truth }) => truth.lostPackets)).toEqual([0, 1]);
    await expectTruth([touching], 1);
  });
});
