import type { SipIssue } from '../sip/sipMessage';
import type { SessionDescription } from './sessionDescription';

/** The issues of a session description as issues of its message, in which it begins at `offset`. */
export const sdpIssuesOf = ({ issues }: SessionDescription, offset: number): readonly SipIssue[] =>
  issues.map(({ code, start, end }) => ({ code, range: { start: offset + start, end: offset + end } }));
