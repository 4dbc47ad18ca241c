import { tellRegistration } from '../../main/engine/analysis/registrations/tellRegistration';
import { tellCall } from '../../main/engine/analysis/story/tellCall';
import { MAX_DIALOGS, MAX_MESSAGES, MAX_NEGOTIATIONS } from '../../main/engine/analysis/story/storyLimits';
import type { CallKey, RegistrationKey } from '../../shared/ids';
import type { CallStory, DialogRow, NegotiationRow, TransactionRow } from '../../shared/protocol/callStory';
import type { RegistrationStory } from '../../shared/protocol/registrationStory';
import { unknownMessages, type Asked } from './asked';
import { belowZero, outOfOrder, type Faults } from './faults';

/** A story is told while somebody waits. */
const PATIENCE_MS = 2000;
const MOMENTS_OF_EDGES = 8;

function storyOf({ through }: Asked, key: CallKey): CallStory | null {
  const { signalling, links } = through.pipeline;
  const call = signalling.callRow(key);
  if (call === null) return null;
  return tellCall({
    call,
    group: links.groupOf(key),
    messages: signalling.messagesOf(key),
    readMessage: (message) => through.readMessage(message),
    captureEndsAtMs: through.pipeline.counters(null, 1).lastAtMs,
  });
}

/** Tells a call and looks at the story. Only what takes long twice takes long. */
export function* faultsOfStory(asked: Asked, key: CallKey): Faults {
  const began = performance.now();
  const story = storyOf(asked, key);
  const tookMs = performance.now() - began;
  if (story === null) return yield 'a call is not told';
  if (tookMs > PATIENCE_MS) yield* stillSlow(asked, key);
  yield* unknownMessages(
    'a moment',
    asked,
    story.moments.map(({ message }) => message),
    ({ call }) => call === key,
  );
  yield* faultsOfMoments(story);
  for (const dialog of story.dialogs) yield* faultsOfDialog(asked, dialog);
  for (const negotiation of story.negotiations) yield* faultsOfNegotiation(asked, negotiation, key);
  for (const transaction of story.transactions) yield* faultsOfTransaction(asked, transaction, key);
  if (story.dialogs.length > MAX_DIALOGS) yield 'a story has too many dialogs';
  if (story.negotiations.length > MAX_NEGOTIATIONS) yield 'a story has too many negotiations';
  if (story.evictedMessages !== 0) {
    yield `a story misses messages that are there: ${story.evictedMessages}`;
  }
  const omitted = Math.max(0, story.call.messageCount - MAX_MESSAGES);
  if (story.omittedMessages < omitted) yield `a story omits messages without saying so: ${story.omittedMessages}`;
}

function* stillSlow(asked: Asked, key: CallKey): Faults {
  const began = performance.now();
  storyOf(asked, key);
  const tookMs = performance.now() - began;
  if (tookMs > PATIENCE_MS) yield `a story takes long: ${Math.round(tookMs)} ms`;
}

function* faultsOfMoments({ moments }: CallStory): Faults {
  for (const { words, atMs } of moments) {
    if (words === '') yield 'a moment has no words';
    if (!Number.isFinite(atMs)) yield `a moment has no time: ${words}`;
  }
  const inTime = moments.slice(0, -MOMENTS_OF_EDGES).filter(({ message }) => message !== null);
  for (let at = 1; at < inTime.length; at += 1) {
    if (inTime[at]!.atMs < inTime[at - 1]!.atMs) yield `moments are not in order of time: ${inTime[at]!.words}`;
  }
}

function* faultsOfDialog(asked: Asked, dialog: DialogRow): Faults {
  const { startedAtMs, confirmedAtMs, endedAtMs, sessionTimer, state } = dialog;
  if (asked.isInOrder) yield* outOfOrder('a dialog', { startedAtMs, confirmedAtMs, endedAtMs });
  if ((state === 'ended') !== (endedAtMs !== null)) yield `a dialog has another state than end: ${state}`;
  if (state === 'confirmed' && confirmedAtMs === null) yield 'a dialog is confirmed at no time';
  if (sessionTimer === null) return;
  yield* belowZero('a session timer', { intervalS: sessionTimer.intervalS });
  yield* unknownMessages(
    'a session timer',
    asked,
    sessionTimer.refreshes.map(({ message }) => message),
  );
}

function* faultsOfNegotiation(asked: Asked, negotiation: NegotiationRow, key: CallKey): Faults {
  const { offer, answer, atMs, answeredAtMs, outcome, words } = negotiation;
  yield* unknownMessages('a negotiation', asked, [offer, answer], ({ call }) => call === key);
  if (asked.isInOrder) yield* outOfOrder('a negotiation', { atMs, answeredAtMs });
  if (words === '') yield 'a negotiation has no words';
  if (outcome === 'open' && answer !== null) yield 'an open offer is answered';
}

function* faultsOfTransaction(asked: Asked, row: TransactionRow, key: CallKey): Faults {
  yield* unknownMessages('a transaction', asked, [row.request], ({ call }) => call === key);
  const { firstResponseMs, finalMs, retransmissions, copies, outcome, finalStatus } = row;
  yield* belowZero('a transaction', { firstResponseMs, finalMs, retransmissions, copies });
  if (asked.isInOrder) yield* outOfOrder('a transaction', { firstResponseMs, finalMs });
  if (outcome === 'noAnswer' && finalStatus !== null) yield 'a transaction without answer has one';
}

/** Tells a registration and looks at the story. */
export function* faultsOfRegistrationStory(asked: Asked, key: RegistrationKey): Faults {
  const { through } = asked;
  const { signalling, keepalives } = through.pipeline;
  const registration = signalling.registrationRow(key);
  if (registration === null) return yield 'a registration has no row';
  const messages = registration.messages.map((index) => signalling.message(index)).filter((row) => row !== null);
  const began = performance.now();
  const story = tellRegistration({
    registration,
    messages,
    readMessage: (message) => through.readMessage(message),
    keepalive: keepalives.between(registration.source, registration.registrar),
    captureEndsAtMs: through.pipeline.counters(null, 1).lastAtMs,
  });
  const tookMs = performance.now() - began;
  if (tookMs > PATIENCE_MS) yield `a registration's story takes long: ${Math.round(tookMs)} ms`;
  yield* faultsOfTold(asked, story);
}

function* faultsOfTold(asked: Asked, { registration, attempts, verdict, evictedMessages }: RegistrationStory): Faults {
  const own = new Set<number>(registration.messages);
  const isOwn = ({ index }: { readonly index: number }): boolean => own.has(index);
  for (const { request, response, roundTripMs, askedS, grantedS } of attempts) {
    yield* unknownMessages('an attempt', asked, [request, response], isOwn);
    if (request === null && response === null) yield 'an attempt has no message';
    yield* belowZero('an attempt', { roundTripMs, askedS, grantedS });
  }
  if (verdict.words === '') yield 'a verdict has no words';
  yield* unknownMessages('a verdict', asked, verdict.messages, isOwn);
  if (evictedMessages !== 0) yield "a registration's story misses messages that are there";
}
