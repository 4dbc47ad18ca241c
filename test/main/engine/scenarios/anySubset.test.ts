import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_SCENES } from '../../../generator/scenarios/allScenes';
import { wholeSession } from '../../../generator/scenarios/basicSessions';
import { find, sceneOf } from './findings';
import { unfounded } from './unfounded';

const WITH_CALLS = ALL_SCENES.map(({ name, play }) => ({ name, scene: sceneOf(play) })).filter(({ scene }) =>
  scene.messages.some(({ text }) => text.startsWith('INVITE ')),
);

/** A capture that lost some of the messages: a few here and there, or most of them. */
const losses = fc.tuple(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.constantFrom(0.1, 0.4, 0.8));

describe('a capture that lost messages', () => {
  it('is caught when it claims more', () => {
    const scene = sceneOf(wholeSession);
    const [row] = find(scene.frames()).calls;
    const without = (start: string) => scene.messages.filter(({ text }) => !text.startsWith(start));
    expect(row && unfounded(row, scene.messages)).toEqual([]);
    expect(row && unfounded(row, without('SIP/2.0 180'))).toEqual(['it rang']);
    expect(row && unfounded(row, without('SIP/2.0 200'))).toEqual(['it was answered', 'a final status']);
    expect(row && unfounded(row, [])).toContain('it was completed');
  });

  it('claims nothing that is not in it, whatever it lost', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WITH_CALLS), losses, ({ name, scene }, [draws, share]) => {
        const kept = scene.messages.filter(() => (draws.next().value ?? 0) >= share);
        const left = new Set(kept);
        const { calls, decoderFaults } = find(scene.frames((message) => left.has(message)));
        expect(decoderFaults).toBe(0);
        for (const row of calls) {
          const starts = kept.map(({ text }) => text.split('\r\n')[0]).join(' | ');
          expect(unfounded(row, kept), `${name}: ${starts}`).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });
});
