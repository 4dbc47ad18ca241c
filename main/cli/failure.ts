import { InvalidArgumentError } from 'commander';

export const EXIT_DONE = 0;
export const EXIT_FAILED = 1;
export const EXIT_WRONG_WORDS = 2;

/** The work failed; the message is one line that says what to do. Ends the program with exit code 1. */
export class WorkFailed extends Error {}

/** The words given make no sense together, which commander cannot see. Ends the program with exit code 2. */
export class WrongWords extends Error {}

/** Whoever read standard output went away (`| head`): nothing more to say, and no failure. */
export class OutputClosed extends Error {}

/** A word that commander shall refuse with the option it belongs to. */
export const wrongWord = (message: string): InvalidArgumentError => new InvalidArgumentError(message);

/** An error of whatever kind as one line. */
export function describeError(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/\s*[\r\n]+\s*/g, ' ').trim() || 'something failed without a word';
}
