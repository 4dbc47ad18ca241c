import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { MessageField } from '../../../../shared/protocol/rows';
import { describeSdpAttribute, describeSdpLine } from '../../../../shared/sip/sdpLines';
import { describeBandwidth } from '../../../../shared/sip/sdpParts';
import { describeUnusualSdpLine } from '../../../../shared/sip/unusualValues';
import { singleByteText } from '../byteText';
import { withRemark, type FieldMaker } from '../field';
import { attributeFields, namedWords } from './attributeFields';
import { isRtpProtocol } from './mediaBuilder';
import { readSdpLines, type SdpLine } from './sdpLines';
import { wordsOf, type Word } from './valueWords';

const MAX_FORMAT_FIELDS = 200;

function explainFormat(format: string, codecs: ReadonlyMap<string, string>): string {
  const announced = codecs.get(format);
  if (announced !== undefined) return announced;
  const fixed = /^\d{1,3}$/.test(format) ? staticPayloadType(Number(format)) : null;
  return fixed === null ? '' : `${fixed.codec}/${fixed.clockRateHz}, fixed by RFC 3551.`;
}

function mediaFields(
  make: FieldMaker,
  words: readonly Word[],
  codecs: ReadonlyMap<string, string>,
): readonly MessageField[] {
  const isRtp = isRtpProtocol(words[2]?.text ?? '');
  const formats = words.slice(3, 3 + MAX_FORMAT_FIELDS);
  return [
    ...namedWords(make, words, ['Media', 'Port', 'Protocol']),
    ...formats.map((word) =>
      make.leaf(isRtp ? 'Payload type' : 'Format', word, isRtp ? explainFormat(word.text, codecs) : ''),
    ),
  ];
}

function attributeField(make: FieldMaker, line: SdpLine, base: number): MessageField {
  const start = base + line.valueStart;
  const end = base + line.end;
  const text = singleByteText(make.bytes, start, end);
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  const valueStart = colon < 0 ? end : start + colon + 1;
  const field: MessageField = {
    name: `a=${name}`,
    value: make.text({ start: valueStart, end }),
    start: base + line.start,
    end,
    explanation: describeSdpAttribute(name) || describeSdpAttribute(name.toLowerCase()) || describeSdpLine('a'),
    children: attributeFields(make, name.toLowerCase(), valueStart, end),
  };
  return withRemark(field, describeUnusualSdpLine('a', text));
}

const ORIGIN = ['User name', 'Session identifier', 'Version', 'Network type', 'Address type', 'Address'];
const CONNECTION = ['Network type', 'Address type', 'Address'];

/** `TIAS:64000` (RFC 8866 §5.8) */
function bandwidthFields(make: FieldMaker, start: number, end: number): readonly MessageField[] {
  const [modifier, value] = wordsOf(make, start, end, /[^:]+/g);
  if (modifier === undefined || value === undefined) return [];
  return [make.leaf('Modifier', modifier, describeBandwidth(modifier.text)), make.leaf('Bandwidth', value)];
}

function lineChildren(make: FieldMaker, line: SdpLine, base: number, codecs: ReadonlyMap<string, string>) {
  const words = wordsOf(make, base + line.valueStart, base + line.end);
  if (line.type === 'm') return mediaFields(make, words, codecs);
  if (line.type === 'o') return namedWords(make, words, ORIGIN);
  if (line.type === 'c') return namedWords(make, words, CONNECTION);
  if (line.type === 'b') return bandwidthFields(make, base + line.valueStart, base + line.end);
  if (line.type === 't') return namedWords(make, words, ['Start', 'Stop']);
  return [];
}

function lineField(make: FieldMaker, line: SdpLine, base: number, codecs: ReadonlyMap<string, string>): MessageField {
  if (line.type === 'a') return attributeField(make, line, base);
  const field: MessageField = {
    name: line.type === '' ? 'Unreadable line' : `${line.type}=`,
    value: line.value,
    start: base + line.start,
    end: base + line.end,
    explanation: describeSdpLine(line.type),
    children: lineChildren(make, line, base, codecs),
  };
  return withRemark(field, describeUnusualSdpLine(line.type, line.value));
}

/** For each m= line the codecs that its a=rtpmap lines announce: payload type → `opus/48000/2`. */
function codecsByMediaLine(lines: readonly SdpLine[]): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const byLine = new Map<number, Map<string, string>>();
  let current = new Map<string, string>();
  for (const { type, value, number } of lines) {
    if (type === 'm') {
      current = new Map();
      byLine.set(number, current);
    } else if (type === 'a') {
      const match = /^rtpmap:\s*(\d{1,3})\s+(\S+)/i.exec(value);
      if (match !== null) current.set(match[1]!, match[2]!);
    }
  }
  return byLine;
}

const NO_CODECS: ReadonlyMap<string, string> = new Map();

/** The session description in bytes [start, end) of the message, line by line, with what each line is for. */
export function describeSdp(make: FieldMaker, start: number, end: number): readonly MessageField[] {
  const lines = readSdpLines(make.bytes, start, end);
  const codecs = codecsByMediaLine(lines);
  return lines.map((line) => lineField(make, line, start, codecs.get(line.number) ?? NO_CODECS));
}
