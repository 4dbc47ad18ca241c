import { describe, expect, it } from 'vitest';
import { describeFileError } from '../../../../main/engine/pcap/fileProblem';

const failure = (code: string): Error => Object.assign(new Error(`${code}: in the system's words`), { code });

describe('describeFileError', () => {
  it.each([
    ['ENOENT', 'a.pcap does not exist.'],
    ['EACCES', 'No permission for a.pcap.'],
    ['EISDIR', 'a.pcap is a folder.'],
    ['ENOSPC', 'The disk is full: a.pcap cannot be written.'],
    ['EXOTIC', "a.pcap cannot be used: EXOTIC: in the system's words"],
  ])('%s', (code, problem) => {
    const described = describeFileError(failure(code), 'a.pcap');
    expect(described).toMatchObject({ problem, command: null });
    expect(described.advice).not.toBe('');
  });

  it('takes anything that was thrown, in one line', () => {
    expect(describeFileError('first\nsecond', 'a.pcap').problem).toBe('a.pcap cannot be used: first');
  });
});
