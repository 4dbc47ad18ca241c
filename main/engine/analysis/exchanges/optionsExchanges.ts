import { isChallenge } from '../../../../shared/sip/statusCodes';
import type { AnalysedMessage } from '../signalling/analysedMessage';
import { T1_MS } from '../signalling/timers';
import type { Attempt, ExchangeRecord } from './exchangeRecord';
import { newTally, type OptionsTally } from './optionsTally';
import { attemptOf } from './requestSteps';
import { lostWords, NOT_ANSWERED, NOT_HEARD, settleAtEnd } from './settleAttempt';

/** OPTIONS outside calls, folded by pair of endpoints: several may be under way at a time. */
export class OptionsExchanges {
  /** By transaction. */
  readonly #open = new Map<number, Attempt>();

  /** The request that a response answers. */
  find(transactionId: number): Attempt | undefined {
    return this.#open.get(transactionId);
  }

  /** A request seen for the first time, or a response of which the request was not. */
  begin(record: ExchangeRecord, analysed: AnalysedMessage): Attempt {
    const attempt = attemptOf(record, analysed);
    const tally = (record.options ??= newTally());
    const isRetry = attempt.hasCredentials && record.status !== null && isChallenge(record.status);
    if (isRetry) tally.answered -= 1;
    else tally.requests += 1;
    this.#open.set(attempt.transactionId, attempt);
    return attempt;
  }

  answer(attempt: Attempt, { row, facts }: AnalysedMessage): void {
    const { record } = attempt;
    const status = facts.status ?? 0;
    if (attempt.status !== null || record.options === null) return;
    attempt.status = status;
    this.#open.delete(attempt.transactionId);
    record.options.answered += 1;
    record.options.openAtEnd = 0;
    if (attempt.isSettled) record.options.unanswered -= 1;
    record.status = status;
    record.reason = facts.reason;
    record.state = status < 300 ? 'done' : 'rejected';
    record.remark = '';
    record.options.answeredAtMs = row.atMs;
    if (attempt.atMs !== null) record.roundTripMs ??= Math.max(0, row.atMs - attempt.atMs);
  }

  /** Nothing came back for 64·T1. */
  settle(attempt: Attempt, isSure: boolean): void {
    const { record } = attempt;
    this.forget(attempt);
    const tally = record.options;
    if (attempt.isSettled || attempt.status !== null || tally === null) return;
    if (isSure) tally.unanswered += 1;
    if (hasAnsweredSince(attempt, tally)) return;
    record.state = isSure ? 'unanswered' : 'cannotTell';
    record.remark = isSure ? (tally.requests > 1 ? 'the latest not answered' : NOT_ANSWERED) : NOT_HEARD;
  }

  /** An ICMP error quotes the request: nothing comes back, unless it is sent again. */
  lose(attempt: Attempt, why: string): void {
    const { record } = attempt;
    const tally = record.options;
    if (attempt.isSettled || attempt.status !== null || tally === null) return;
    attempt.isSettled = true;
    tally.unanswered += 1;
    if (hasAnsweredSince(attempt, tally)) return;
    record.state = 'unanswered';
    record.remark = tally.requests > 1 ? `the latest ${lostWords(why)}` : lostWords(why);
  }

  /**
   * The capture ends while a request waits. After answers to earlier ones that is worth a word once it has waited for longer than
   * these took, and than the sender waits before it asks again.
   */
  settleAtEnd(attempt: Attempt, endsAtMs: number): void {
    const { record, atMs } = attempt;
    const tally = record.options;
    if (attempt.isSettled || attempt.status !== null || tally === null || hasAnsweredSince(attempt, tally)) return;
    if (record.status === null) return settleAtEnd(attempt);
    const expectedMs = Math.max(T1_MS, record.roundTripMs ?? 0);
    const isOver = record.state === 'unanswered' || record.state === 'cannotTell';
    if (isOver || endsAtMs - (atMs ?? endsAtMs) < expectedMs) return;
    tally.openAtEnd += 1;
    record.state = 'open';
    record.remark = `the latest ${tally.openAtEnd === 1 ? '' : `${tally.openAtEnd} `}not answered yet where the capture ends`;
  }

  forget(attempt: Attempt): void {
    this.#open.delete(attempt.transactionId);
  }
}

const hasAnsweredSince = ({ atMs }: Attempt, { answeredAtMs }: OptionsTally): boolean =>
  answeredAtMs !== null && answeredAtMs >= (atMs ?? 0);
