import { describe, expect, it } from 'vitest';
import { savedCrashers } from '../../fuzz/crasherFiles';
import { findingOf, FuzzedEngine, isReallySlow } from '../../fuzz/fuzzedEngine';
import { rounds } from '../../fuzz/rounds';
import { committedSeeds } from '../../fuzz/seeds';

describe('what once went wrong', () => {
  it('is kept as files, if there was any', () => {
    expect(savedCrashers().every(({ frames }) => frames.length > 0)).toBe(true);
  });

  it.each(savedCrashers().map((crasher) => [crasher.name, crasher] as const))('%s', (_, { found, frames }) => {
    if (found === 'slow') expect(isReallySlow(frames, frames.length)).toBe(false);
    else expect(findingOf(frames)).toBeNull();
  });
});

describe('mutated captures', () => {
  it.each([1, 2, 3])('seed %i: nothing is thrown and every message is read again', (seedNumber) => {
    const source = rounds(committedSeeds(), seedNumber);
    const engine = new FuzzedEngine();
    while (engine.frames < 2000) {
      const finding = engine.feed(source.next().value as never);
      if (finding?.kind !== 'slow') expect(finding).toBeNull(); // the machine may be busy; `npm run fuzz` looks at times
    }
    expect(engine.finish()).toBeNull();
    expect(engine.messages).toBeGreaterThan(100);
  });
});
