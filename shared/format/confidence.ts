import type { Confidence } from '../protocol/confidence';

/** The least sure first. */
const SURENESS: readonly Confidence[] = ['possible', 'likely', 'certain'];

const WORDS: Readonly<Record<Confidence, string>> = {
  certain: 'it follows from the messages',
  likely: 'nothing else explains it well',
  possible: 'it fits, and so may other things',
};

/** `likely: nothing else explains it well` */
export const describeConfidence = (confidence: Confidence): string => `${confidence}: ${WORDS[confidence]}`;

/** Whether a statement is as sure as `least`, or surer. */
export const isAtLeast = (confidence: Confidence, least: Confidence): boolean =>
  SURENESS.indexOf(confidence) >= SURENESS.indexOf(least);
