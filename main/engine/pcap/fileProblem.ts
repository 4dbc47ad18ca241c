import type { CaptureProblem } from '../../../shared/protocol/captureState';

type Wording = (path: string) => Pick<CaptureProblem, 'problem' | 'advice'>;

const BY_CODE: Readonly<Record<string, Wording>> = {
  ENOENT: (path) => ({ problem: `${path} does not exist.`, advice: 'Check the path.' }),
  ENOTDIR: (path) => ({ problem: `${path} does not exist.`, advice: 'A part of the path is a file, not a folder.' }),
  EACCES: (path) => ({
    problem: `No permission for ${path}.`,
    advice: 'Ask its owner for access, or copy it to a folder of yours.',
  }),
  EPERM: (path) => ({ problem: `No permission for ${path}.`, advice: 'The system protects this file or folder.' }),
  EISDIR: (path) => ({ problem: `${path} is a folder.`, advice: 'Name a capture file in it.' }),
  ENOSPC: (path) => ({ problem: `The disk is full: ${path} cannot be written.`, advice: 'Free some space.' }),
  EDQUOT: (path) => ({ problem: `The disk quota is used up: ${path} cannot be written.`, advice: 'Free some space.' }),
  EROFS: (path) => ({ problem: `${path} is on a disk that is read only.`, advice: 'Choose another folder.' }),
  EFBIG: (path) => ({ problem: `${path} is too large for this disk.`, advice: 'Use ring files of a smaller size.' }),
  EMFILE: (path) => ({
    problem: `Too many open files: ${path} cannot be opened.`,
    advice: 'Open fewer files at once.',
  }),
  ENAMETOOLONG: () => ({ problem: 'The file name is too long.', advice: 'Choose a shorter one.' }),
  EIO: (path) => ({ problem: `The disk fails at ${path}.`, advice: 'Copy the file from another place.' }),
};

/** One line on why a file cannot be read or written, from what the system threw. */
export function describeFileError(error: unknown, path: string): CaptureProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const wording = BY_CODE[code];
  if (wording) return { ...wording(path), command: null };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    problem: `${path} cannot be used: ${reason.split('\n')[0] ?? ''}`,
    advice: 'Check the file and its folder.',
    command: null,
  };
}
