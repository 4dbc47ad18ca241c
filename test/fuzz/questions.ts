import type { ChangedRows } from '../../main/engine/publish/captureRows';
import type { CallKey } from '../../shared/ids';
import type { Random } from '../generator/random';
import type { Asked } from './asked';
import { faultsOfExchange, faultsOfKeepalive, faultsOfRegistration, faultsOfTotals } from './besideChecks';
import { faultsOfCall, faultsOfGroups, staleCall } from './callChecks';
import { below } from './choice';
import { firstFault, type Faults } from './faults';
import { linkByHand } from './linkActions';
import { faultsOfGroupedCalls, faultsOfLists } from './listChecks';
import { faultsOfReport } from './reportChecks';
import { faultsOfRegistrationStory, faultsOfStory } from './storyChecks';

/** Asked after each round: some of what changed, for each answer takes longer than the frames did. */
const CALLS_A_ROUND = 12;
const STORIES_A_ROUND = 4;
/** A long story is told at the end alone. */
const SHORT_STORY = 200;
/** Asked at the end, spread over the capture. */
const STORIES_AT_END = 150;
const ROWS_AT_END = 3000;
const ACTIONS_AT_END = 6;
/** A report of more messages is the same again, and long. */
const REPORTED_MESSAGES = 4000;

/** So many of them, from a random place on, evenly spread. */
function someOf<T>(random: Random, all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const step = all.length / most;
  const first = random() * step;
  return Array.from({ length: most }, (_, index) => all[Math.floor(first + index * step)]!);
}

/** Asks an engine all that windows, reports and people ask of signalling, and says of the answers what does not hold. */
export class QuestionsToEngine {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  faultOfChanged(asked: Asked, { calls }: Pick<ChangedRows, 'calls'>): string | null {
    return firstFault(this.#faultsOfChanged(asked, calls));
  }

  faultOfEverything(asked: Asked): string | null {
    return firstFault(this.#faultsOfEverything(asked));
  }

  *#faultsOfChanged(asked: Asked, calls: ChangedRows['calls']): Faults {
    if (below(this.#random, 10) === 0) linkByHand(asked, this.#random);
    for (const { key } of someOf(this.#random, calls, CALLS_A_ROUND)) yield* faultsOfCall(asked, key);
    const short = calls.filter(({ messageCount }) => messageCount <= SHORT_STORY);
    for (const { key } of someOf(this.#random, short, STORIES_A_ROUND)) yield* faultsOfStory(asked, key);
    if (below(this.#random, 20) === 0) yield* faultsOfGroups(asked);
  }

  *#faultsOfEverything(asked: Asked): Faults {
    yield* this.#faultsOfRows(asked);
    yield* this.#faultsOfStories(asked);
    for (let actions = ACTIONS_AT_END; actions > 0; actions -= 1) {
      linkByHand(asked, this.#random);
      yield* faultsOfGroups(asked);
    }
    yield* this.#faultsOfCallRows(asked);
    if (asked.through.pipeline.signalling.messages.length <= REPORTED_MESSAGES) yield* faultsOfReport(asked);
  }

  *#faultsOfRows(asked: Asked): Faults {
    const { signalling, exchanges, keepalives } = asked.through.pipeline;
    yield* this.#faultsOfCallRows(asked);
    yield* faultsOfTotals(asked);
    for (const key of this.#some(signalling.registrations())) yield* faultsOfRegistration(asked, key);
    for (const key of this.#some(exchanges.exchanges())) yield* faultsOfExchange(asked, key);
    for (const key of this.#some(keepalives.keepalives())) yield* faultsOfKeepalive(asked, key);
    yield* faultsOfGroups(asked);
    yield* faultsOfLists(asked, this.#random);
    yield* faultsOfGroupedCalls(asked, this.#random);
  }

  *#faultsOfCallRows(asked: Asked): Faults {
    asked.through.rows.refresh();
    for (const key of this.#some<CallKey>(asked.through.pipeline.signalling.calls())) {
      yield* faultsOfCall(asked, key);
      yield* staleCall(asked, key);
    }
  }

  *#faultsOfStories(asked: Asked): Faults {
    const { signalling } = asked.through.pipeline;
    for (const key of someOf(this.#random, signalling.calls(), STORIES_AT_END)) yield* faultsOfStory(asked, key);
    const registrations = someOf(this.#random, signalling.registrations(), STORIES_AT_END);
    for (const key of registrations) yield* faultsOfRegistrationStory(asked, key);
  }

  #some<T>(all: readonly T[]): readonly T[] {
    return someOf(this.#random, all, ROWS_AT_END);
  }
}
