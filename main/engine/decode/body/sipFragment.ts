import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { fieldOf } from '../fieldCursor';
import { headerField, startLineField } from '../sip/headerFields';
import { readSipFragment } from './readSipFragment';

/** message/sipfrag and message/sip: start line and header fields as those of the message itself. */
export function describeSipFragment(make: FieldMaker, start: number, end: number): MessageField[] {
  const last = Math.min(end, make.bytes.length);
  const { startLineEnd, headers, bodyStart } = readSipFragment(make.bytes, start, last);
  const fields = startLineEnd === null ? [] : [startLineField(make, { start, end: startLineEnd })];
  for (const header of headers) fields.push(headerField(make, header));
  if (bodyStart < last && headers.length > 0) {
    fields.push(fieldOf('Body', { start: bodyStart, end: last }, make.text({ start: bodyStart, end: last })));
  }
  return fields;
}
