import type { MessageField } from '../../../../shared/protocol/rows';
import {
  describeCandidateType,
  describeHeaderExtension,
  explainSdpPart,
  sdpPartsOf,
  type SdpParts,
} from '../../../../shared/sip/sdpParts';
import type { FieldMaker } from '../field';
import { splitWord, wordsOf, type Word } from './valueWords';

const MAX_PARTS = 200;

/** The words of a value, each named after the part at its place. */
function partFields(make: FieldMaker, words: readonly Word[], { parts, repeats }: SdpParts): readonly MessageField[] {
  const counted = words.slice(0, repeats ? MAX_PARTS : parts.length);
  return counted.map((word, index) => {
    const part = parts[Math.min(index, parts.length - 1)]!;
    return make.leaf(part.name, word, explainSdpPart(part, word.text));
  });
}

/** Fields of the words that are there, by the names at their places. */
export const namedWords = (make: FieldMaker, words: readonly Word[], names: readonly string[]): MessageField[] =>
  words.slice(0, names.length).map((word, index) => make.leaf(names[index]!, word));

type AttributeFields = (make: FieldMaker, start: number, end: number) => readonly MessageField[];

/** `97 opus/48000/2` (RFC 8866 §6.6) */
const rtpMap: AttributeFields = (make, start, end) =>
  namedWords(make, wordsOf(make, start, end, /[^ \t/]+/g), ['Payload type', 'Codec', 'Clock rate', 'Channels']);

/** `maxplaybackrate=16000; useinbandfec=1`; a list without names, `0-16`, stays whole. */
function formatParameters(make: FieldMaker, start: number, end: number): readonly MessageField[] {
  const parameters = wordsOf(make, start, end, /[^;]+/g).slice(0, MAX_PARTS);
  return parameters.flatMap((parameter) => {
    const [inner] = wordsOf(make, parameter.start, parameter.end, /\S(?:.*\S)?/gs);
    if (inner === undefined) return [];
    const [name, value] = splitWord(inner, '=');
    return value === null ? [] : [make.leaf(name.text.trim() || 'Parameter', value)];
  });
}

/** `97 annexb=no` (RFC 8866 §6.15) */
const formatAttribute: AttributeFields = (make, start, end) => {
  const [format, first] = wordsOf(make, start, end);
  if (format === undefined || first === undefined) return [];
  const range = { start: first.start, end };
  return [make.leaf('Format', format), make.branch('Parameters', range, '', formatParameters(make, first.start, end))];
};

const COMPONENTS = new Map<string, string>([
  ['1', 'RTP, or both where they share a port.'],
  ['2', 'RTCP.'],
]);

const EXTENSION_NAMES = new Map<string, string>([
  ['raddr', 'Related address'],
  ['rport', 'Related port'],
  ['tcptype', 'TCP type'],
  ['generation', 'Generation'],
  ['ufrag', 'User name fragment'],
  ['network-id', 'Network'],
  ['network-cost', 'Network cost'],
]);

function candidateExtension(make: FieldMaker, name: Word, value: Word): MessageField {
  if (name.text === 'typ') return make.leaf('Type', value, describeCandidateType(value.text));
  return make.leaf(EXTENSION_NAMES.get(name.text.toLowerCase()) ?? name.text, value);
}

/** `1 1 UDP 2130706431 192.0.2.1 8998 typ host` (RFC 8839 §5.1): six parts, then names and values. */
const candidate: AttributeFields = (make, start, end) => {
  const words = wordsOf(make, start, end);
  const names = ['Foundation', 'Component', 'Transport', 'Priority', 'Address', 'Port'];
  const fields = namedWords(make, words, names).map((field) =>
    field.name === 'Component' ? { ...field, explanation: COMPONENTS.get(field.value) ?? '' } : field,
  );
  for (let at = names.length; at + 1 < words.length && fields.length < MAX_PARTS; at += 2) {
    fields.push(candidateExtension(make, words[at]!, words[at + 1]!));
  }
  return fields;
};

/** `inline:key|lifetime|MKI:length` (RFC 4568 §6.1) */
function keyFields(make: FieldMaker, word: Word): readonly MessageField[] {
  const [method, info] = splitWord(word, ':');
  if (info === null) return [];
  const [key, ...rest] = wordsOf(make, info.start, info.end, /[^|]+/g);
  const keyField = key === undefined ? [] : [make.leaf('Key and salt', key, 'In base64, for anyone to read.')];
  const further = rest.map((part) => make.leaf(part.text.includes(':') ? 'Master key identifier' : 'Lifetime', part));
  return [make.leaf('Method', method), ...keyField, ...further.slice(0, 2)];
}

/** `1 AES_CM_128_HMAC_SHA1_80 inline:… FEC_ORDER=FEC_SRTP` (RFC 4568 §9.1) */
const crypto: AttributeFields = (make, start, end) => {
  const [tag, suite, key, ...session] = wordsOf(make, start, end).slice(0, MAX_PARTS);
  if (tag === undefined || suite === undefined) return [];
  return [
    make.leaf('Tag', tag, 'By which the answer names its choice.'),
    make.leaf('Crypto suite', suite, 'Cipher and authentication of SRTP.'),
    ...(key === undefined ? [] : [make.branch('Key parameters', key, '', keyFields(make, key))]),
    ...session.map((word) => make.leaf('Session parameter', word)),
  ];
};

/** `314159 cname:user@host` (RFC 5576 §4.1) */
const source: AttributeFields = (make, start, end) => {
  const [ssrc, first] = wordsOf(make, start, end);
  if (ssrc === undefined) return [];
  const [whole] = first === undefined ? [] : wordsOf(make, first.start, end, /.+/gs);
  if (whole === undefined) return [make.leaf('Source', ssrc)];
  const [attribute, value] = splitWord(whole, ':');
  const values = value === null ? [] : [make.leaf('Value', value)];
  return [make.leaf('Source', ssrc), make.leaf('Attribute', attribute), ...values];
};

/** `3/sendonly urn:ietf:params:rtp-hdrext:toffset` (RFC 8285 §8) */
const headerExtension: AttributeFields = (make, start, end) => {
  const [number, uri, ...further] = wordsOf(make, start, end).slice(0, MAX_PARTS);
  if (number === undefined) return [];
  const [id, direction] = splitWord(number, '/');
  return [
    make.leaf('Number', id, 'By which packets name the extension.'),
    ...(direction === null ? [] : [make.leaf('Direction', direction)]),
    ...(uri === undefined ? [] : [make.leaf('URI', uri, describeHeaderExtension(uri.text))]),
    ...further.map((word) => make.leaf('Parameter', word)),
  ];
};

const OWN = new Map<string, AttributeFields>([
  ['rtpmap', rtpMap],
  ['fmtp', formatAttribute],
  ['candidate', candidate],
  ['crypto', crypto],
  ['ssrc', source],
  ['extmap', headerExtension],
]);

/** Parts of an attribute's value in bytes [start, end), by the attribute's name in lower case. */
export function attributeFields(make: FieldMaker, name: string, start: number, end: number): readonly MessageField[] {
  const own = OWN.get(name);
  if (own !== undefined) return own(make, start, end);
  const parts = sdpPartsOf(name);
  return parts === null ? [] : partFields(make, wordsOf(make, start, end), parts);
}
