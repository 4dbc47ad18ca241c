import type { MessageField } from '../../../../shared/protocol/rows';
import { describeBodyPart } from '../body/describeBody';
import { singleByteText } from '../byteText';
import { FieldMaker, isEmpty } from '../field';
import { fieldOf } from '../fieldCursor';
import { bodyPartsOf, type BodyPart } from './bodyParts';
import { headerField, startLineField } from './headerFields';
import { LineReader } from './lineReader';
import type { ByteRange, SipIssueCode, SipMessage } from './sipMessage';

/** Lines of the header part that are no header field, by the issue that tells where they are. */
const OTHER_LINES = new Map<SipIssueCode, string>([
  ['headerWithoutColon', 'Unreadable line'],
  ['continuationWithoutHeader', 'Unreadable line'],
  ['tooManyHeaders', 'Header fields not read'],
  ['junkBeforeStartLine', 'Junk before the message'],
]);

function otherLineFields(make: FieldMaker, message: SipMessage): readonly MessageField[] {
  return message.issues.flatMap(({ code, range }) => {
    const name = OTHER_LINES.get(code);
    return name === undefined || isEmpty(range) ? [] : [make.leaf(name, range)];
  });
}

function partFields(make: FieldMaker, part: BodyPart): readonly MessageField[] {
  const headers = part.headers.map((header) => headerField(make, header));
  return isEmpty(part.range) ? headers : [...headers, describeBodyPart(make, part)];
}

/** Whether there is a line that is neither blank nor a delimiter. */
function holdsContent(bytes: Uint8Array, { start, end }: ByteRange): boolean {
  const lines = new LineReader(bytes, start, end);
  while (lines.read()) {
    const text = singleByteText(bytes, lines.start, lines.textEnd);
    if (!text.startsWith('--') && text.trim() !== '') return true;
  }
  return false;
}

/** What lies between the parts and is more than delimiters: preamble, epilogue, header fields of a part that holds parts. */
function outsideParts(make: FieldMaker, range: ByteRange): readonly MessageField[] {
  if (isEmpty(range) || !holdsContent(make.bytes, range)) return [];
  return [make.leaf('Outside the parts', range, 'Receivers show none of it (RFC 2046 §5.1.1).')];
}

function partField(make: FieldMaker, part: BodyPart): MessageField {
  const range: ByteRange = { start: part.headers[0]?.range.start ?? part.range.start, end: part.range.end };
  return fieldOf(`Part ${part.number}`, range, part.contentType, '', partFields(make, part));
}

function multipartFields(make: FieldMaker, parts: readonly BodyPart[], { start, end }: ByteRange): MessageField[] {
  const fields: MessageField[] = [];
  let at = start;
  for (const part of parts) {
    const field = partField(make, part);
    fields.push(...outsideParts(make, { start: at, end: field.start }), field);
    at = field.end;
  }
  return [...fields, ...outsideParts(make, { start: at, end: Math.min(end, make.bytes.length) })];
}

function bodyFields(make: FieldMaker, message: SipMessage): readonly MessageField[] {
  const parts = bodyPartsOf(message, make.bytes, 0);
  const first = parts[0];
  if (first === undefined) return isEmpty(message.body) ? [] : [make.leaf('Body', message.body)];
  if (parts.length === 1 && first.number === '') return partFields(make, first);
  return multipartFields(make, parts, message.body);
}

/**
 * The tree of the message pane: start line, header fields and body with their parts, each with the bytes it stands on.
 *
 * `bytes` is what was given to `parseSip`, from where parsing began, so ranges are those of the message. A field's value is the
 * text of its range, folded lines kept; header fields and SDP lines show their value alone while the range holds the name as well.
 * Fields are in order of their bytes and lie within their parent.
 */
export function describeFields(message: SipMessage, bytes: Uint8Array): MessageField[] {
  const make = new FieldMaker(bytes);
  const surplus: ByteRange = { start: message.body.end, end: message.body.end + message.surplusBytes };
  const headerPart = [
    startLineField(make, message.startLine),
    ...message.headers.map((header) => headerField(make, header)),
    ...otherLineFields(make, message),
  ].sort((a, b) => a.start - b.start);
  const afterBody = isEmpty(surplus)
    ? []
    : [make.leaf('Surplus bytes', surplus, 'They belong to no message (RFC 3261 §18.3).')];
  return [...headerPart, ...bodyFields(make, message), ...afterBody];
}
