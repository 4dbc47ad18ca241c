import type { AnalysedMessage } from '../signalling/analysedMessage';
import type { Attempt, ExchangeRecord } from './exchangeRecord';
import { newTally } from './optionsTally';
import { attemptOf } from './requestSteps';
import { NOT_ANSWERED, NOT_HEARD } from './settleAttempt';
import { isChallenge } from './statusRemarks';

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
    if (attempt.status !== null || tally === null) return;
    if (isSure) tally.unanswered += 1;
    const hasAnsweredSince = tally.answeredAtMs !== null && tally.answeredAtMs >= (attempt.atMs ?? 0);
    if (hasAnsweredSince) return;
    record.state = isSure ? 'unanswered' : 'cannotTell';
    record.remark = isSure ? (tally.requests > 1 ? 'the latest not answered' : NOT_ANSWERED) : NOT_HEARD;
  }

  forget(attempt: Attempt): void {
    this.#open.delete(attempt.transactionId);
  }
}
