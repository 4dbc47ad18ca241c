import { formatDuration } from '../../../../shared/format/time';
import { frameNumber, type FrameNumber } from '../../../../shared/ids';
import type { KeepaliveChange } from '../../../../shared/protocol/exchangeRows';
import { MAX_CHANGES } from './keepaliveLimits';

/** From the first request without an answer to the next answer. */
type Outage = { fromMs: number; untilMs: number; requests: number; why: string };

type Change = {
  readonly atMs: number;
  readonly frame: FrameNumber;
  /** What the answer was; null when it went down. */
  readonly answer: string | null;
  /** Of an answer the outage that it ended, of a loss the one it began. */
  readonly outage: Outage | null;
};

/** Lengths of time up to this are told in seconds alone. */
const LONG_MS = 600_000;

const lengthWords = (lengthMs: number): string =>
  lengthMs < LONG_MS ? `${Math.round(lengthMs / 1000)} s` : formatDuration(lengthMs);

function wordsOf({ answer, outage, atMs }: Change, what: string): string {
  if (answer !== null) return outage === null ? answer : `${answer} again after ${lengthWords(atMs - outage.fromMs)}`;
  const { requests, why } = outage ?? { requests: 1, why: '' };
  return `no answer for ${requests} ${what}${requests === 1 ? '' : 's'}${why === '' ? '' : `: ${why}`}`;
}

/**
 * When a pair went up and down, the latest changes. A request without an answer takes it down as of when it was sent, unless a
 * later one was answered before that was known; any answer takes it up.
 */
export class ChangeLog {
  omitted = 0;
  readonly #changes: Change[] = [];
  #isDown = false;
  #outage: Outage | null = null;
  #answer: string | null = null;
  /** When the latest request was sent that was answered. */
  #answeredSentMs = Number.NEGATIVE_INFINITY;

  get isDown(): boolean {
    return this.#isDown;
  }

  /** `sentAtMs` of the request; `answer` in words: another one than before is a change, too. */
  noteAnswer(answer: string, sentAtMs: number, atMs: number, frame: number): void {
    this.#answeredSentMs = Math.max(this.#answeredSentMs, sentAtMs);
    if (!this.#isDown && this.#answer === answer) return;
    const outage = this.#isDown ? this.#outage : null;
    if (outage !== null) outage.untilMs = sentAtMs;
    this.#isDown = false;
    this.#answer = answer;
    this.#add({ atMs, frame: frameNumber(frame), answer, outage });
  }

  /** `why` a request did not arrive, where that is known; empty otherwise. */
  noteLoss(sentAtMs: number, frame: number, why = ''): void {
    const outage = this.#outage;
    // Some are known to be lost only when a later one has ended the outage.
    if (outage !== null && sentAtMs >= outage.fromMs && sentAtMs < outage.untilMs) addLoss(outage, why);
    else if (sentAtMs < this.#answeredSentMs) return;
    else if (this.#isDown && outage !== null) this.#goDownEarlier(outage, { sentAtMs, frame, why });
    else this.#goDown(sentAtMs, frame, why);
  }

  /** When the latest request was sent that was answered; −∞ without any. */
  get answeredSentMs(): number {
    return this.#answeredSentMs;
  }

  /** `what` goes unanswered: request, ping. */
  rows(what: string): readonly KeepaliveChange[] {
    return this.#changes.map((change) => ({
      atMs: change.atMs,
      frame: change.frame,
      up: change.answer !== null,
      words: wordsOf(change, what),
    }));
  }

  /** Of an earlier request it becomes known later that it was lost than of one that an ICMP error quotes. */
  #goDownEarlier(
    outage: Outage,
    lost: { readonly sentAtMs: number; readonly frame: number; readonly why: string },
  ): void {
    outage.fromMs = lost.sentAtMs;
    addLoss(outage, lost.why);
    const change = { atMs: lost.sentAtMs, frame: frameNumber(lost.frame), answer: null, outage };
    this.#changes.splice(-1, 1, change);
  }

  #goDown(sentAtMs: number, frame: number, why: string): void {
    this.#isDown = true;
    this.#outage = { fromMs: sentAtMs, untilMs: Number.POSITIVE_INFINITY, requests: 1, why };
    this.#add({ atMs: sentAtMs, frame: frameNumber(frame), answer: null, outage: this.#outage });
  }

  #add(change: Change): void {
    if (this.#changes.length >= MAX_CHANGES) {
      this.#changes.shift();
      this.omitted += 1;
    }
    this.#changes.push(change);
  }
}

function addLoss(outage: Outage, why: string): void {
  outage.requests += 1;
  if (outage.why === '') outage.why = why;
}
