import type { MessageField } from '../../../../shared/protocol/rows';
import { describeHeader } from '../../../../shared/sip/headerNames';
import { describeMethod } from '../../../../shared/sip/methods';
import { explainStatus } from '../../../../shared/sip/statusExplanations';
import { describeUnusualReason, describeUnusualValue } from '../../../../shared/sip/unusualValues';
import { singleByteText } from '../byteText';
import { isEmpty, withRemark, type FieldMaker } from '../field';
import type { ByteRange, SipHeader } from './sipMessage';
import { readStartLine, type StartLine } from './startLine';
import { uriFields, valueFieldsOf } from './valueFields';

const VERSION_PURPOSE = 'Version of SIP, always SIP/2.0 (RFC 3261 §7.1).';

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

/** A start line, its parts below it; `range` is without the line end. */
export function startLineField(make: FieldMaker, range: ByteRange): MessageField {
  const line = readStartLine(make.bytes, range.start, Math.min(range.end, make.bytes.length), 0, null);
  if (line === null) return make.leaf('Start line', range);
  const name = line.kind === 'request' ? 'Request line' : 'Status line';
  const children =
    line.kind === 'request'
      ? requestLineFields(make, line)
      : [
          make.leaf('Version', line.ranges.version, VERSION_PURPOSE),
          make.leaf('Status', line.ranges.status, explainStatus(line.status)),
          withRemark(
            make.leaf('Reason phrase', line.ranges.reason, 'For people; programs read the code alone (RFC 3261 §7.2).'),
            describeUnusualReason(line.status, make.text(line.ranges.reason)),
          ),
        ];
  const filled = children.filter((field) => !isEmpty(field));
  return make.branch(name, range, '', filled);
}

/** A header field. The long form of the name leads; the range covers name, colon and value. */
export function headerField(make: FieldMaker, header: SipHeader): MessageField {
  const { key, range, valueRange } = header;
  const meaning = describeHeader(key);
  const text = singleByteText(make.bytes, valueRange.start, valueRange.end);
  const field: MessageField = {
    name: meaning?.name ?? header.name,
    value: make.text(valueRange),
    start: range.start,
    end: range.end,
    explanation: meaning === null ? '' : `${meaning.purpose} (${meaning.rfc})`,
    children: valueFieldsOf(key)(make, text, valueRange.start),
  };
  return withRemark(field, describeUnusualValue(key, text));
}
