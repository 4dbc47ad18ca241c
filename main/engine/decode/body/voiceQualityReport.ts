import type { MessageField } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import { describeVqLine, describeVqMetric } from '../../../../shared/sip/vqMetrics';
import { singleByteText } from '../byteText';
import type { FieldMaker } from '../field';
import { fieldOf } from '../fieldCursor';
import { readNamedLines, type NamedLine } from './namedLines';

const MAX_METRICS = 100;
/** `JBN=40`, `FMTP="annexb=no"`; a name begins after white space only, so that no place is tried twice. */
const METRIC = /(?<=^|\s)([A-Za-z][\w-]{0,40})=("[^"\r\n]{0,500}"|[^\s"]+)/g;

/** Lines whose value is one word, however much it looks like metrics (`LocalID: <sip:a@b;x=y>`). */
const PLAIN = new Set(['callid', 'localid', 'remoteid', 'origid', 'localgroup', 'remotegroup', 'dialogid', 'localmac']);

function metricField(make: FieldMaker, match: RegExpExecArray, start: number): MessageField {
  const [whole, name = '', written = ''] = match;
  const known = describeVqMetric(name);
  const range = { start: start + match.index, end: start + match.index + whole.length };
  const value = make.text({ start: range.end - written.length, end: range.end }).replace(/^"|"$/g, '');
  const unit = known === null || known.unit === '' ? '' : ` ${known.unit}`;
  return fieldOf(name, range, `${value}${unit}`, known?.purpose ?? '');
}

function metricFields(make: FieldMaker, { name, valueRange }: NamedLine): readonly MessageField[] {
  if (PLAIN.has(name.toLowerCase())) return [];
  const text = singleByteText(make.bytes, valueRange.start, valueRange.end);
  const fields: MessageField[] = [];
  for (const match of text.matchAll(METRIC)) {
    if (fields.length >= MAX_METRICS) break;
    fields.push(metricField(make, match, valueRange.start));
  }
  return fields;
}

/**
 * A voice quality report (RFC 6035 §4.6):
 *
 *     VQSessionReport: CallTerm
 *     LocalMetrics:
 *     JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=120
 */
export const describeVoiceQualityReport = (make: FieldMaker, start: number, end: number): MessageField[] =>
  readNamedLines(make.bytes, start, end).map((line) =>
    fieldOf(
      line.name || 'Unreadable line',
      line.range,
      make.text(line.valueRange),
      describeVqLine(line.name),
      metricFields(make, line),
    ),
  );

export function voiceQualityReportFault(bytes: Uint8Array, start: number, end: number): SipIssueCode | null {
  const first = readNamedLines(bytes, start, end)[0];
  return /^VQ\w{0,40}Report$/i.test(first?.name ?? '') ? null : 'bodyIsNotItsType';
}
