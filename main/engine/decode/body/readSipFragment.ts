import { readHeaders } from '../sip/headerLines';
import { IssueList } from '../sip/issueList';
import { LineReader } from '../sip/lineReader';
import type { SipHeader } from '../sip/sipMessage';
import { readStartLine } from '../sip/startLine';

export type SipFragment = {
  /** End of the start line's text; null when there is none. */
  readonly startLineEnd: number | null;
  readonly headers: readonly SipHeader[];
  readonly bodyStart: number;
};

/** A start line, header fields and a body, each of which may be missing (RFC 3420 §2). */
export function readSipFragment(bytes: Uint8Array, start: number, end: number): SipFragment {
  const last = Math.min(end, bytes.length);
  const lines = new LineReader(bytes, start, last);
  const startLineEnd = startLineEndOf(lines);
  const rest = startLineEnd === null ? new LineReader(bytes, start, last) : lines;
  const { headers, bodyStart } = readHeaders(rest, 0, new IssueList());
  return { startLineEnd, headers, bodyStart };
}

/** Reads the first line; answers where its text ends when it is a start line. */
function startLineEndOf(lines: LineReader): number | null {
  if (!lines.read()) return null;
  return readStartLine(lines.bytes, lines.start, lines.textEnd, 0, null) === null ? null : lines.textEnd;
}
