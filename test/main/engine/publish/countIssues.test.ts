import { describe, expect, it } from 'vitest';
import { countIssues } from '../../../../main/engine/publish/countIssues';
import { SIP_ISSUES } from '../../../../shared/sip/issueKinds';

describe('countIssues', () => {
  it('names the most frequent kind first, in words, and which of them break no rule', () => {
    const counts = new Map([
      ['foldedHeader', 2],
      ['missingCallId', 9],
    ] as const);
    expect(countIssues(counts)).toEqual([
      { code: 'missingCallId', words: SIP_ISSUES.missingCallId, unusual: false, messages: 9 },
      { code: 'foldedHeader', words: SIP_ISSUES.foldedHeader, unusual: true, messages: 2 },
    ]);
  });

  it('has nothing to say of a capture without issues, and of none', () => {
    expect(countIssues(new Map())).toEqual([]);
    expect(countIssues()).toEqual([]);
  });
});
