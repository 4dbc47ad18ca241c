import type { SipIssue } from '../../decode/sip/sipMessage';
import type { SignallingInput } from './signallingContract';

/** What was wrong with the way a message came stands before what is wrong in it. */
export function issuesOf(
  { message, carriageIssues }: SignallingInput,
  bodyIssues: readonly SipIssue[],
): readonly SipIssue[] {
  if (carriageIssues.length + bodyIssues.length === 0) return message.issues;
  const ofItsWay = carriageIssues.map((code) => ({ code, range: message.startLine }));
  return [...ofItsWay, ...message.issues, ...bodyIssues];
}
