import type { IssueList } from './issueList';
import type { ByteRange, SipHeader } from './sipMessage';

export type BodyExtent = { readonly body: ByteRange; readonly surplusBytes: number };

/**
 * Where the body lies (RFC 3261 §18.3, §20.14). A Content-Length that is missing or no number lets it reach to the end; one that
 * promises more than there is, too; one that promises less leaves surplus bytes. All offsets from the start of parsing.
 */
export function bodyExtent(
  contentLength: SipHeader | null,
  bodyStart: number,
  end: number,
  issues: IssueList,
): BodyExtent {
  const haveBytes = end - bodyStart;
  const toTheEnd = { body: { start: bodyStart, end }, surplusBytes: 0 };
  if (contentLength === null) {
    issues.add('missingContentLength', bodyStart, bodyStart);
    return toTheEnd;
  }
  const { value, valueRange } = contentLength;
  if (!/^\d+$/.test(value)) {
    issues.add('badContentLength', valueRange.start, valueRange.end);
    return toTheEnd;
  }
  const saidBytes = Number(value);
  if (saidBytes > haveBytes) {
    issues.add('truncatedBody', valueRange.start, valueRange.end);
    return toTheEnd;
  }
  const bodyEnd = bodyStart + saidBytes;
  if (bodyEnd < end) issues.add('surplusBytes', bodyEnd, end);
  return { body: { start: bodyStart, end: bodyEnd }, surplusBytes: end - bodyEnd };
}
