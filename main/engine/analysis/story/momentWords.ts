import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { CallSide, StoryMoment, StoryTone } from '../../../../shared/protocol/callStory';
import { statusWords } from '../../../../shared/sip/statusCodes';
import { readUri } from '../../decode/sip/sipUri';
import { keptText } from './keptText';
import type { StoryMessage } from './storyMessage';

/** A moment that a message shows. */
export const momentOf = (
  { row }: StoryMessage,
  words: string,
  reference = '',
  tone: StoryTone = 'plain',
): StoryMoment => ({ atMs: row.atMs, message: row.index, words, reference, tone });

/** A moment that silence shows. */
export const silenceAt = (atMs: number, words: string, reference = '', tone: StoryTone = 'plain'): StoryMoment => ({
  atMs,
  message: null,
  words,
  reference,
  tone,
});

/** `the caller`; the address of a sender that is neither side. */
export const senderWords = (side: CallSide | null, { row }: StoryMessage): string =>
  side === null ? formatEndpoint(row.source) : `the ${side}`;

/** `486 Busy Here` */
export const answerWords = ({ row }: StoryMessage): string => statusWords(row.status ?? 0, keptText(row.reason));

/** Host of the Contact, which is the phone even behind proxies; else the address that the message came from. */
export function placeOf({ contacts, row }: StoryMessage): string {
  const [contact] = contacts;
  const host = contact === undefined ? '' : readUri(contact).host;
  return host === '' ? row.source.address : keptText(host);
}

/** What the sender adds about why: Reason and Warning. Empty, or to stand behind other words. */
export function becauseWords({ reasonWords, warningWords }: StoryMessage): string {
  const words = [reasonWords, warningWords].filter((each) => each !== '').join(', ');
  return words === '' ? '' : ` (${words})`;
}

/** `Hold by the callee, codec PCMU → G722` */
export function changeWords(changes: readonly string[]): string {
  const words = changes.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const timesWords = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
