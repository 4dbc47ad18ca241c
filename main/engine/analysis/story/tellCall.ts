import type { CallStory } from '../../../../shared/protocol/callStory';
import { AnswerVisibility } from './answerVisibility';
import { DialogTable } from './dialogRows';
import { negotiationRows } from './negotiationRows';
import { OfferAnswer } from './offerAnswer';
import { storyEvents } from './storyEvents';
import type { StoryMessage } from './storyMessage';
import { storyMoments } from './storyMoments';
import { StorySides } from './storySides';
import { readMessages, type ReadMessages, type StorySource } from './storySource';
import { transactionRows } from './transactionRows';

export type { StorySource };

/**
 * Tells one call in full: its timeline, dialogs, offers and answers, and transactions. Reads the messages again, up to the bounds
 * of `storyLimits`; what is beyond them is counted. What repeats a message, or shows it on another hop, is told once.
 */
export function tellCall(source: StorySource): CallStory {
  const { call, group, captureEndsAtMs } = source;
  const read = readMessages(source);
  const { rows, messages, evicted, omitted, untilMs } = read;
  const sides = new StorySides(call, messages);
  const events = storyEvents(messages, call.source);
  const visibility = new AnswerVisibility(events, rows);

  const dialogTable = new DialogTable(sides);
  const offerAnswer = new OfferAnswer(call, sides);
  for (const event of events) {
    dialogTable.take(event);
    offerAnswer.take(event);
  }
  const { dialogs, omitted: omittedDialogs } = dialogTable.tell(untilMs);
  const negotiations = negotiationRows(offerAnswer.negotiations);
  const edges = {
    captureEndsAtMs,
    evicted,
    omittedMessages: omitted,
    omittedDialogs,
    omittedOffers: offerAnswer.omitted,
  };
  return {
    call,
    group,
    moments: storyMoments({ call, sides, events, rows, dialogs, untilMs, visibility, negotiations }, edges),
    dialogs,
    negotiations,
    transactions: tellTransactions(read, sides, visibility),
    evictedMessages: evicted,
    omittedMessages: omitted,
  };
}

function tellTransactions(
  { rows, messages, untilMs }: ReadMessages,
  sides: StorySides,
  visibility: AnswerVisibility,
): CallStory['transactions'] {
  const byIndex = new Map<number, StoryMessage>(messages.map((message) => [message.row.index, message]));
  return transactionRows(rows, {
    untilMs,
    sideOf: ({ index }) => {
      const message = byIndex.get(index);
      return message === undefined ? null : sides.requesterOf(message);
    },
    wouldShowAnswer: (request) => visibility.wouldShowAnswer(request),
  });
}
