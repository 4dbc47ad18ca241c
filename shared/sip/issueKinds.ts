/** Survivable faults of a SIP message: one line each, code → words for people. */
export const SIP_ISSUES = {
  lineEndsWithoutCarriageReturn: 'A line ends with LF alone; RFC 3261 §7 asks for CRLF.',
} as const;

export type SipIssueCode = keyof typeof SIP_ISSUES;
