import { describe, expect, it } from 'vitest';
import { FLOODS, type Flood } from '../../fuzz/floods';
import { QuestionsToEngine } from '../../fuzz/questions';
import { FramesInMemory } from '../../generator/hardInputs/framesInMemory';
import { createRandom } from '../../generator/random';
import { LINK_TYPE } from '../../../shared/capture/linkTypes';
import type { FuzzFrame } from '../../fuzz/fuzzFrame';
import { tellCall } from '../../../main/engine/analysis/story/tellCall';

/** Messages of a flood: as many as somebody once complained of, else enough to tell. */
const LARGE = 8000;
const LARGER: Readonly<Record<string, number>> = {
  'INVITEs with different To tags under one Call-ID': 20_000,
  'REFERs in one call': 20_000,
  'registration attempts of one AOR': 20_000,
  'calls with one Session-ID': 20_000,
  'OPTIONS of one pair': 50_000,
};
const SMALLER_BY = 4;
/** Four times as much takes four times as long; sixteen would be quadratic. */
const MAX_RATIO = 10;
/** Shorter times say nothing on a machine that does other things as well. */
const LEAST_MS = 20;
const MAX_STORY_MS = 2000;
const ASKED = 1500;
const STORY = 5000;

const fed = (frames: readonly FuzzFrame[]): FramesInMemory => {
  const through = new FramesInMemory(LINK_TYPE.ethernet).feed(frames).finish();
  through.rows.takeChanged();
  return through;
};

function timeMs(frames: readonly FuzzFrame[]): number {
  const began = performance.now();
  fed(frames);
  return performance.now() - began;
}

/** A machine that is busy for a moment is asked again. */
function ratioOf(flood: Flood, large: number): number {
  const [few, many] = [flood(large / SMALLER_BY), flood(large)];
  const measured = (): number => timeMs(many) / Math.max(LEAST_MS, timeMs(few));
  const first = measured();
  return first < MAX_RATIO ? first : Math.min(first, measured(), measured());
}

describe('more of one thing than anybody sends', () => {
  it.each(Object.entries(FLOODS))('%s: time grows with it, not faster', (name, flood) => {
    expect(ratioOf(flood, LARGER[name] ?? LARGE)).toBeLessThan(MAX_RATIO);
  });

  it.each(Object.entries(FLOODS))('%s: what is asked of it holds', (_, flood) => {
    const questions = new QuestionsToEngine(createRandom(1));
    expect(questions.faultOfEverything({ through: fed(flood(ASKED)), isInOrder: true })).toBeNull();
  });
});

describe('a call of 5,000 messages', () => {
  const inOneCall = Object.entries(FLOODS).filter(
    ([, flood]) => fed(flood(50)).pipeline.signalling.calls().length === 1,
  );

  it.each(inOneCall)('%s: is told at once', (_, flood) => {
    const through = fed(flood(STORY));
    const { signalling } = through.pipeline;
    const [key] = signalling.calls();
    const began = performance.now();
    const story = tellCall({
      call: signalling.callRow(key!)!,
      group: null,
      messages: signalling.messagesOf(key!),
      readMessage: (message) => through.readMessage(message),
      captureEndsAtMs: through.pipeline.counters(null, 1).lastAtMs,
    });
    expect(story.moments.length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(MAX_STORY_MS);
  });
});
