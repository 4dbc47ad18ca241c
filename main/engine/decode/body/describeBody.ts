import type { MessageField } from '../../../../shared/protocol/rows';
import { describeBodyType } from '../../../../shared/sip/bodyTypes';
import { utf8Text } from '../byteText';
import type { FieldMaker } from '../field';
import { fieldOf } from '../fieldCursor';
import type { BodyPart } from '../sip/bodyParts';
import { bodyDescriptionOf } from './bodyDescriptions';
import { isupSummary } from './isup/describeIsup';

/** Text longer than this is left to the one field below it. */
const MAX_WHOLE_CHARACTERS = 40;

/** Whether bytes[start, end) read well as text: UTF-8 without NULs. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  const text = utf8Text(bytes, start, end);
  return !text.includes('\ufffd') && !text.includes('\0');
}

/** A field for the content alone: its text, or how much there is of it. */
function plainField(make: FieldMaker, { contentType, range }: BodyPart): MessageField {
  const name = contentType === '' ? 'Body' : `Body (${contentType})`;
  const purpose = describeBodyType(contentType)?.purpose ?? '';
  if (isText(make.bytes, range.start, range.end)) return make.leaf(name, range, purpose);
  return fieldOf(name, range, `${range.end - range.start} bytes that are not text`, purpose);
}

function encodedField({ contentType, encoding, range }: BodyPart): MessageField {
  const name = contentType === '' ? 'Body' : `Body (${contentType})`;
  const value = `${range.end - range.start} bytes, ${encoding}`;
  return fieldOf(name, range, value, 'Encoded, and not read (RFC 3261 §20.12, RFC 2045 §6).');
}

/** Lines of text that one field below stands for are not shown twice. */
function valueOf(make: FieldMaker, { contentType, version, range }: BodyPart, childCount: number): string {
  const { start, end } = range;
  if (contentType === 'application/isup') return isupSummary(make.bytes, start, end, version);
  if (!isText(make.bytes, start, end)) return `${end - start} bytes that are not text`;
  const text = make.text(range);
  return childCount === 1 && text.length > MAX_WHOLE_CHARACTERS ? `${end - start} bytes` : text;
}

/** The content of one part, taken apart as its media type has it. */
export function describeBodyPart(make: FieldMaker, part: BodyPart): MessageField {
  const { contentType, version, encoding, range } = part;
  if (encoding !== '') return encodedField(part);
  const children = bodyDescriptionOf(contentType)?.(make, range.start, range.end, version) ?? [];
  if (children.length === 0) return plainField(make, part);
  const { name, purpose } = describeBodyType(contentType) ?? { name: `Body (${contentType})`, purpose: '' };
  return fieldOf(name, range, valueOf(make, part, children.length), purpose, children);
}
