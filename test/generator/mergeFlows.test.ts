import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeFlows } from './mergeFlows';

const frameAt = (atMs: number): { atMs: number; bytes: Uint8Array } => ({ atMs, bytes: new Uint8Array(0) });

it('merges flows in time order and loses none of their frames', () => {
  const flow = fc.array(fc.nat(1000), { maxLength: 20 }).map((times) => times.toSorted((a, b) => a - b).map(frameAt));
  fc.assert(
    fc.property(fc.array(flow, { maxLength: 12 }), (flows) => {
      const merged = [...mergeFlows(flows)];
      expect(merged.map(({ atMs }) => atMs)).toEqual(
        flows
          .flat()
          .map(({ atMs }) => atMs)
          .sort((a, b) => a - b),
      );
      expect(new Set(merged)).toEqual(new Set(flows.flat()));
    }),
  );
});

it('takes frames as they are needed: a flow without an end may be among them', () => {
  const endless = (function* () {
    for (let atMs = 0; ; atMs += 1) yield frameAt(atMs);
  })();
  const merged = mergeFlows([endless, [frameAt(1.5)]]);
  expect([1, 2, 3, 4].map(() => merged.next().value?.atMs)).toEqual([0, 1, 1.5, 2]);
});
