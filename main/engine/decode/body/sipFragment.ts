import type { MessageField } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import type { FieldMaker } from '../field';
import { fieldOf } from '../fieldCursor';
import { headerField, startLineField } from '../sip/headerFields';
import { readHeaders } from '../sip/headerLines';
import { IssueList } from '../sip/issueList';
import { LineReader } from '../sip/lineReader';
import type { SipHeader } from '../sip/sipMessage';
import { readStartLine } from '../sip/startLine';

type Fragment = {
  /** End of the start line's text; null when there is none. */
  readonly startLineEnd: number | null;
  readonly headers: readonly SipHeader[];
  readonly bodyStart: number;
};

/** A start line, header fields and a body, each of which may be missing (RFC 3420 §2). */
function readFragment(bytes: Uint8Array, start: number, end: number): Fragment {
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

/** message/sipfrag and message/sip: start line and header fields as those of the message itself. */
export function describeSipFragment(make: FieldMaker, start: number, end: number): MessageField[] {
  const last = Math.min(end, make.bytes.length);
  const { startLineEnd, headers, bodyStart } = readFragment(make.bytes, start, last);
  const fields = startLineEnd === null ? [] : [startLineField(make, { start, end: startLineEnd })];
  for (const header of headers) fields.push(headerField(make, header));
  if (bodyStart < last && headers.length > 0) {
    fields.push(fieldOf('Body', { start: bodyStart, end: last }, make.text({ start: bodyStart, end: last })));
  }
  return fields;
}

export function sipFragmentFault(bytes: Uint8Array, start: number, end: number): SipIssueCode | null {
  const { startLineEnd, headers } = readFragment(bytes, start, end);
  return startLineEnd === null && headers.length === 0 ? 'bodyIsNotItsType' : null;
}
