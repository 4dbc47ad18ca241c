import { describe, expect, it } from 'vitest';
import { cpuTimeMs } from '../../fuzz/cpuTime';
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
/** Shorter times say nothing. */
const LEAST_MS = 20;
const MAX_STORY_MS = 2000;
/** On a machine that does other things as well. */
const PATIENCE_MS = 60_000;
const ASKED = 1500;
const STORY = 5000;

const fed = (frames: readonly FuzzFrame[]): FramesInMemory => {
  const through = new FramesInMemory(LINK_TYPE.ethernet).feed(frames).finish();
  through.rows.takeChanged();
  return through;
};

const timeMs = (frames: readonly FuzzFrame[]): number => cpuTimeMs(() => void fed(frames));

/** What else the process does, collecting garbage, may fall into one of them: then it is asked again. */
function ratioOf(flood: Flood, large: number): number {
  const [few, many] = [flood(large / SMALLER_BY), flood(large)];
  const measured = (): number => timeMs(many) / Math.max(LEAST_MS, timeMs(few));
  const first = measured();
  return first < MAX_RATIO ? first : Math.min(first, measured(), measured());
}

describe('more of one thing than anybody sends', () => {
  it.each(Object.entries(FLOODS))(
    '%s: time grows with it, not faster',
    (name, flood) => {
      expect(ratioOf(flood, LARGER[name] ?? LARGE)).toBeLessThan(MAX_RATIO);
    },
    PATIENCE_MS,
  );

  it.each(Object.entries(FLOODS))(
    '%s: what is asked of it holds',
    (_, flood) => {
      const questions = new QuestionsToEngine(createRandom(1));
      expect(questions.faultOfEverything({ through: fed(flood(ASKED)), isInOrder: true })).toBeNull();
    },
    PATIENCE_MS,
  );
});

describe('a call of 5,000 messages', () => {
  const inOneCall = Object.entries(FLOODS).filter(
    ([, flood]) => fed(flood(50)).pipeline.signalling.calls().length === 1,
  );

  it.each(inOneCall)(
    '%s: is told at once',
    (_, flood) => {
      const through = fed(flood(STORY));
      const { signalling } = through.pipeline;
      const [key] = signalling.calls();
      const tell = () =>
        tellCall({
          call: signalling.callRow(key!)!,
          group: null,
          messages: signalling.messagesOf(key!),
          readMessage: (message) => through.readMessage(message),
          captureEndsAtMs: through.pipeline.counters(null, 1).lastAtMs,
        });
      expect(tell().moments.length).toBeGreaterThan(0);
      expect(cpuTimeMs(() => void tell())).toBeLessThan(MAX_STORY_MS);
    },
    PATIENCE_MS,
  );
});
