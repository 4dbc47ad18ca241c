import type { CaptureProblem } from '../../shared/protocol/captureState';
import { problemOf } from './publish/problemOf';

export const BUSY: CaptureProblem = {
  problem: 'A capture is already running.',
  advice: 'Stop it before starting or opening another.',
  command: null,
};

export const startingFailed = (error: unknown): CaptureProblem => ({
  problem: `The capture could not be started: ${problemOf(error)}.`,
  advice: 'Check that the disk has room and may be written to, then start it again.',
  command: null,
});

export const readingFailed = (error: unknown): CaptureProblem => ({
  problem: `Reading the capture failed: ${problemOf(error)}.`,
  advice: 'Check the disk or the network share that it lies on, then open it again.',
  command: null,
});

/** The problem of a file that the reader knows by another name than its path: an upload, a sample. */
export function named(ended: CaptureProblem, paths: readonly string[], name?: string): CaptureProblem {
  if (name === undefined) return ended;
  return { ...ended, problem: paths.reduce((words, path) => words.replaceAll(path, name), ended.problem) };
}
