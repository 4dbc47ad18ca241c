import { detached } from '../../decode/byteText';
import { MAX_TEXT_LENGTH } from './storyLimits';

/** A text of a message in memory of its own, cut to 256 characters: a story outlives the messages it was read from. */
export const keptText = (text: string): string =>
  detached(text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH - 1)}…`);
