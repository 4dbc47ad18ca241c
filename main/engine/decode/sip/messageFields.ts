import type { MessageField } from '../../../../shared/protocol/rows';
import { describeHeader } from '../../../../shared/sip/headerNames';
import { describeMethod } from '../../../../shared/sip/methods';
import { explainStatus } from '../../../../shared/sip/statusExplanations';
import { describeSdp } from '../sdp/sdpFields';
import { bodyPartsOf, isText, type BodyPart } from './bodyParts';
import { singleByteText } from '../byteText';
import { FieldMaker, isEmpty } from '../field';
import type { ByteRange, SipHeader, SipIssueCode, SipMessage } from './sipMessage';
import { readStartLine, type StartLine } from './startLine';
import { uriFields, valueFieldsOf } from './valueFields';

const VERSION_PURPOSE = 'Version of SIP, always SIP/2.0 (RFC 3261 §7.1).';

/** Lines of the header part that are no header field, by the issue that tells where they are. */
const OTHER_LINES = new Map<SipIssueCode, string>([
  ['headerWithoutColon', 'Unreadable line'],
  ['continuationWithoutHeader', 'Unreadable line'],
  ['tooManyHeaders', 'Header fields not read'],
  ['junkBeforeStartLine', 'Junk before the message'],
]);

function requestLineFields(make: FieldMaker, line: StartLine & { kind: 'request' }): readonly MessageField[] {
  const { method, requestUri, version } = line.ranges;
  const meaning = describeMethod(line.method);
  const text = singleByteText(make.bytes, requestUri.start, requestUri.end);
  const inUri = uriFields(make, text, { start: 0, end: text.length }, requestUri.start);
  return [
    make.leaf('Method', method, meaning === null ? '' : `${meaning.purpose} (${meaning.rfc})`),
    make.branch('Request-URI', requestUri, 'Where the request is to go next (RFC 3261 §8.1.1.1).', inUri),
    make.leaf('Version', version, VERSION_PURPOSE),
  ];
}

function startLineField(make: FieldMaker, message: SipMessage): MessageField {
  const range = message.startLine;
  const line = readStartLine(make.bytes, range.start, Math.min(range.end, make.bytes.length), 0, null);
  const name = message.kind === 'request' ? 'Request line' : 'Status line';
  if (line === null) return make.leaf(name, range);
  const children =
    line.kind === 'request'
      ? requestLineFields(make, line)
      : [
          make.leaf('Version', line.ranges.version, VERSION_PURPOSE),
          make.leaf('Status', line.ranges.status, explainStatus(line.status)),
          make.leaf('Reason phrase', line.ranges.reason, 'For people; programs read the code alone (RFC 3261 §7.2).'),
        ];
  const filled = children.filter((field) => !isEmpty(field));
  return make.branch(name, range, '', filled);
}

/** The long form of the name leads; the range covers name, colon and value. */
function headerField(make: FieldMaker, header: SipHeader): MessageField {
  const { key, range, valueRange } = header;
  const meaning = describeHeader(key);
  const text = singleByteText(make.bytes, valueRange.start, valueRange.end);
  return {
    name: meaning?.name ?? header.name,
    value: make.text(valueRange),
    start: range.start,
    end: range.end,
    explanation: meaning === null ? '' : `${meaning.purpose} (${meaning.rfc})`,
    children: valueFieldsOf(key)(make, text, valueRange.start),
  };
}

function otherLineFields(make: FieldMaker, message: SipMessage): readonly MessageField[] {
  return message.issues.flatMap(({ code, range }) => {
    const name = OTHER_LINES.get(code);
    return name === undefined || isEmpty(range) ? [] : [make.leaf(name, range)];
  });
}

function partContentField(make: FieldMaker, { contentType, range }: BodyPart): MessageField {
  const { bytes } = make;
  if (contentType === 'application/sdp') {
    const lines = describeSdp(make, range.start, range.end);
    return make.branch(
      'Session description',
      range,
      'The media that is offered or answered (RFC 8866, RFC 3264).',
      lines,
    );
  }
  const name = contentType === '' ? 'Body' : `Body (${contentType})`;
  if (isText(bytes, range.start, range.end)) return make.leaf(name, range);
  return { ...make.leaf(name, range), value: `${range.end - range.start} bytes that are not text` };
}

function partFields(make: FieldMaker, part: BodyPart): readonly MessageField[] {
  const headers = part.headers.map((header) => headerField(make, header));
  return isEmpty(part.range) ? headers : [...headers, partContentField(make, part)];
}

function bodyFields(make: FieldMaker, message: SipMessage): readonly MessageField[] {
  const parts = bodyPartsOf(message, make.bytes, 0);
  const first = parts[0];
  if (first === undefined) return isEmpty(message.body) ? [] : [make.leaf('Body', message.body)];
  if (parts.length === 1 && first.headers.length === 0) return partFields(make, first);
  return parts.map((part, index) => {
    const range: ByteRange = { start: part.headers[0]?.range.start ?? part.range.start, end: part.range.end };
    return { ...make.branch(`Part ${index + 1}`, range, '', partFields(make, part)), value: part.contentType };
  });
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
    startLineField(make, message),
    ...message.headers.map((header) => headerField(make, header)),
    ...otherLineFields(make, message),
  ].sort((a, b) => a.start - b.start);
  const afterBody = isEmpty(surplus)
    ? []
    : [make.leaf('Surplus bytes', surplus, 'They belong to no message (RFC 3261 §18.3).')];
  return [...headerPart, ...bodyFields(make, message), ...afterBody];
}
