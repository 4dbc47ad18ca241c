import type { IssueCount } from '../../../shared/protocol/commands';
import { isMerelyUnusual, SIP_ISSUES, type SipIssueCode } from '../../../shared/sip/issueKinds';

const NONE: ReadonlyMap<SipIssueCode, number> = new Map();

/** The kinds of issues a capture has, the most frequent first. */
export function countIssues(counts: ReadonlyMap<SipIssueCode, number> = NONE): readonly IssueCount[] {
  return [...counts]
    .map(([code, messages]) => ({ code, words: SIP_ISSUES[code], unusual: isMerelyUnusual(code), messages }))
    .sort((a, b) => b.messages - a.messages);
}
