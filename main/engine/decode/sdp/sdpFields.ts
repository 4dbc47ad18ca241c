import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { MessageField } from '../../../../shared/protocol/rows';
import { describeSdpAttribute, describeSdpLine } from '../../../../shared/sip/sdpLines';
import { singleByteText } from '../byteText';
import type { FieldMaker } from '../field';
import { isRtpProtocol } from './mediaBuilder';
import { readSdpLines, type SdpLine } from './sdpLines';

type Word = { readonly text: string; readonly start: number; readonly end: number };

/** The words of a value with their places in the message. */
function wordsOf(make: FieldMaker, start: number, end: number, separators = /[^ \t]+/g): readonly Word[] {
  const text = singleByteText(make.bytes, start, end);
  return [...text.matchAll(separators)].map((match) => {
    const from = start + match.index;
    return { text: match[0], start: from, end: from + match[0].length };
  });
}

/** Each word gets the name at its place; more words than names stay without a field. */
const named = (make: FieldMaker, words: readonly Word[], names: readonly string[]): readonly MessageField[] =>
  words.slice(0, names.length).map((word, index) => make.leaf(names[index]!, word));

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
    ...named(make, words, ['Media', 'Port', 'Protocol']),
    ...formats.map((word) =>
      make.leaf(isRtp ? 'Payload type' : 'Format', word, isRtp ? explainFormat(word.text, codecs) : ''),
    ),
  ];
}

/** Parts of an attribute's value, by its name. */
function attributeFields(make: FieldMaker, name: string, start: number, end: number): readonly MessageField[] {
  const words = wordsOf(make, start, end);
  if (name === 'rtpmap')
    return named(make, wordsOf(make, start, end, /[^ \t/]+/g), ['Payload type', 'Codec', 'Clock rate', 'Channels']);
  if (name === 'rtcp') return named(make, words, ['Port', 'Network type', 'Address type', 'Address']);
  if (name === 'candidate') {
    return named(make, words, ['Foundation', 'Component', 'Transport', 'Priority', 'Address', 'Port']);
  }
  if (name === 'fmtp') {
    const first = words[0];
    if (first === undefined || words[1] === undefined) return [];
    return [make.leaf('Format', first), make.leaf('Parameters', { start: words[1].start, end })];
  }
  return [];
}

function attributeField(make: FieldMaker, line: SdpLine, base: number): MessageField {
  const start = base + line.valueStart;
  const end = base + line.end;
  const text = singleByteText(make.bytes, start, end);
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  const valueStart = colon < 0 ? end : start + colon + 1;
  return {
    name: `a=${name}`,
    value: make.text({ start: valueStart, end }),
    start: base + line.start,
    end,
    explanation: describeSdpAttribute(name) || describeSdpAttribute(name.toLowerCase()) || describeSdpLine('a'),
    children: attributeFields(make, name.toLowerCase(), valueStart, end),
  };
}

const ORIGIN = ['User name', 'Session identifier', 'Version', 'Network type', 'Address type', 'Address'];
const CONNECTION = ['Network type', 'Address type', 'Address'];

function lineChildren(make: FieldMaker, line: SdpLine, base: number, codecs: ReadonlyMap<string, string>) {
  const words = wordsOf(make, base + line.valueStart, base + line.end);
  if (line.type === 'm') return mediaFields(make, words, codecs);
  if (line.type === 'o') return named(make, words, ORIGIN);
  if (line.type === 'c') return named(make, words, CONNECTION);
  if (line.type === 't') return named(make, words, ['Start', 'Stop']);
  return [];
}

function lineField(make: FieldMaker, line: SdpLine, base: number, codecs: ReadonlyMap<string, string>): MessageField {
  if (line.type === 'a') return attributeField(make, line, base);
  return {
    name: line.type === '' ? 'Unreadable line' : `${line.type}=`,
    value: line.value,
    start: base + line.start,
    end: base + line.end,
    explanation: describeSdpLine(line.type),
    children: lineChildren(make, line, base, codecs),
  };
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
