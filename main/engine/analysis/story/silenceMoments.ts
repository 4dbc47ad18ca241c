import type { StoryMoment } from '../../../../shared/protocol/callStory';
import type { MessageRow } from '../../../../shared/protocol/rows';
import { RINGING_TIMEOUT_MS, TRANSACTION_TIMEOUT_MS } from '../signalling/timers';
import { RepeatCounts } from './answerRepeats';
import type { MomentContext } from './momentContext';
import { silenceAt, timesWords } from './momentWords';
import type { StoryEvent } from './storyEvents';
import { answerOverdueAtMs } from './transactionRows';

const TIMEOUT_WORDS = `${TRANSACTION_TIMEOUT_MS / 1000} s`;
const RINGING_WORDS = `${RINGING_TIMEOUT_MS / 60_000} min`;

/** What did not come: answers, ACKs, refreshes. Only where the capture goes on long enough to say so. */
export function silenceMoments(context: MomentContext): readonly StoryMoment[] {
  const repeats = new RepeatCounts(context.rows);
  return [
    ...unanswered(context, repeats),
    ...[...context.progress.answers].flatMap(([key, event]) => unconfirmed(key, event, context, repeats)),
    ...missedRefreshes(context),
    ...undelivered(context.rows),
  ];
}

type Responses = { lastProvisional: MessageRow | null; isFinal: boolean };

function responsesByRequest(events: readonly StoryEvent[]): ReadonlyMap<StoryEvent, Responses> {
  const responses = new Map<StoryEvent, Responses>();
  for (const { message, request } of events) {
    if (request === null) continue;
    const known = responses.get(request) ?? { lastProvisional: null, isFinal: false };
    if ((message.status ?? 0) >= 200) known.isFinal = true;
    else known.lastProvisional = message.row;
    responses.set(request, known);
  }
  return responses;
}

function unanswered(context: MomentContext, repeats: RepeatCounts): readonly StoryMoment[] {
  const { events, untilMs, visibility } = context;
  const responses = responsesByRequest(events);
  return events.flatMap((event) => {
    const { message } = event;
    if (!message.isRequest || message.method === 'ACK') return [];
    const { lastProvisional, isFinal } = responses.get(event) ?? { lastProvisional: null, isFinal: false };
    const overdueAtMs = answerOverdueAtMs(message.row, lastProvisional);
    if (isFinal || overdueAtMs > untilMs || !visibility.wouldShowAnswer(message.row)) return [];
    return [noAnswer(event, overdueAtMs, lastProvisional !== null, repeats)];
  });
}

/** Over UDP what is not answered is sent again (RFC 3261 §17.1): what was not had its answer, on a way that was not captured. */
function noAnswer({ message }: StoryEvent, atMs: number, isProvisional: boolean, repeats: RepeatCounts): StoryMoment {
  const { method, row } = message;
  const reference = method === 'INVITE' ? 'RFC 3261 §17.1.1.2' : 'RFC 3261 §17.1.2.2';
  if (method === 'INVITE' && isProvisional) {
    return silenceAt(atMs, `No final answer to the INVITE for ${RINGING_WORDS}`, 'RFC 3261 §16.6', 'wrong');
  }
  const again = repeats.ofRequest(row);
  if (again === null && row.transport === 'udp' && !isProvisional) {
    const words = `No answer to the ${method} was captured within ${TIMEOUT_WORDS}; it was not sent again, so there may have been one`;
    return silenceAt(atMs, words, reference);
  }
  const sent = again === null ? '' : `, though it was sent again ${timesWords(again.count)}`;
  return silenceAt(atMs, `No answer to the ${method} within ${TIMEOUT_WORDS}${sent}`, reference, 'wrong');
}

/** RFC 3261 §13.3.1.4: a 2xx is sent again until the ACK comes. */
function unconfirmed(
  key: string,
  { message }: StoryEvent,
  { progress, untilMs, visibility }: MomentContext,
  repeats: RepeatCounts,
): readonly StoryMoment[] {
  const reference = 'RFC 3261 §13.3.1.4';
  const again = repeats.ofSuccess(message.row);
  const wasConfirmed = progress.acknowledged.has(key);
  const status = message.status ?? 0;
  if (again !== null) {
    const words = `${status} sent again ${timesWords(again.count)}, ${wasConfirmed ? 'until the ACK came' : 'no ACK seen'}`;
    return [
      { ...silenceAt(again.last.atMs, words, reference, wasConfirmed ? 'plain' : 'wrong'), message: again.last.index },
    ];
  }
  const dueAtMs = message.row.atMs + TRANSACTION_TIMEOUT_MS;
  if (wasConfirmed || dueAtMs > untilMs || !visibility.hasRequests) return [];
  const words = `No ACK was captured; the ${status} was not sent again, so one probably arrived`;
  return [silenceAt(dueAtMs, words, reference)];
}

function missedRefreshes({ dialogs }: MomentContext): readonly StoryMoment[] {
  return dialogs.flatMap(({ sessionTimer }) => {
    if (sessionTimer === null || sessionTimer.missedAtMs === null) return [];
    const { missedAtMs, refresher, intervalS } = sessionTimer;
    const who = refresher === null ? '' : ` by the ${refresher}`;
    const words = `Session timer of ${intervalS} s ran out without a refresh${who}`;
    return [silenceAt(missedAtMs, words, 'RFC 4028 §10', 'wrong')];
  });
}

/** The first ICMP error of each transaction. */
function undelivered(rows: readonly MessageRow[]): readonly StoryMoment[] {
  const told = new Set<number>();
  return rows.flatMap(({ undeliverable, transaction, index, method, status, destination }) => {
    if (undeliverable === null || told.has(transaction)) return [];
    told.add(transaction);
    const name = method ?? `${status ?? ''}`;
    const words = `${name} did not reach ${destination.address}: ${undeliverable.words}, says ${undeliverable.reporter}`;
    return [{ ...silenceAt(undeliverable.atMs, words, 'RFC 3261 §18.4', 'wrong'), message: index }];
  });
}
