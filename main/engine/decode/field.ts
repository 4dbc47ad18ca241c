import type { MessageField } from '../../../shared/protocol/rows';
import { utf8Text } from './byteText';
import type { ByteRange } from './byteRange';

/** Makes fields of one message; ranges are bytes of it. A field's value is the text its range covers unless another is given. */
export class FieldMaker {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  text({ start, end }: ByteRange): string {
    return utf8Text(this.bytes, start, end);
  }

  leaf(name: string, range: ByteRange, explanation = ''): MessageField {
    return this.branch(name, range, explanation, []);
  }

  branch(name: string, range: ByteRange, explanation: string, children: readonly MessageField[]): MessageField {
    return { name, value: this.text(range), start: range.start, end: range.end, explanation, children };
  }
}

/** The field with what is unusual about its value; as it is when nothing is. */
export const withRemark = (field: MessageField, unusual: string): MessageField =>
  unusual === '' ? field : { ...field, unusual };

/** The same range counted from elsewhere. */
export const shifted = ({ start, end }: ByteRange, by: number): ByteRange => ({ start: start + by, end: end + by });

export const isEmpty = ({ start, end }: ByteRange): boolean => end <= start;
