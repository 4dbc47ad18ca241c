import type { ByteRange, SipIssue, SipIssueCode } from './sipMessage';

/** Issues kept of one message: hostile input could make one of every line. */
const MAX_ISSUES = 100;

/** Collects the issues of one message, bounded; the last place says that there were more. */
export class IssueList {
  readonly issues: SipIssue[] = [];

  add(code: SipIssueCode, start: number, end: number): void {
    if (this.issues.length < MAX_ISSUES - 1) this.issues.push({ code, range: { start, end } });
    else if (this.issues.length === MAX_ISSUES - 1) {
      this.issues.push({ code: 'tooManyIssues', range: { start, end } });
    }
  }

  /** The same range for several codes, each code once. */
  addAll(codes: readonly SipIssueCode[], range: ByteRange): void {
    for (let i = 0; i < codes.length; i += 1) {
      const code = codes[i]!;
      if (codes.indexOf(code) === i) this.add(code, range.start, range.end);
    }
  }
}
