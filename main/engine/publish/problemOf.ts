import { oneLine } from '../capture/oneLine';

/** One line for people, whatever was thrown. */
export const problemOf = (error: unknown): string => oneLine(error instanceof Error ? error.message : String(error));
