import type { MessageField } from '../../../../shared/protocol/rows';
import { u32 } from '../bigEndian';
import { fieldOf, hexText } from '../fieldCursor';
import { fieldOver, type HeaderDescriber } from '../headerFields';

const ENTRY_BYTES = 4;
const BOTTOM_OF_STACK = 0x100;

function entryField(bytes: Uint8Array, at: number): MessageField {
  const entry = u32(bytes, at);
  const label = entry >>> 12;
  const isBottom = (entry & BOTTOM_OF_STACK) !== 0;
  return fieldOver(
    { bytes, start: at, end: at + ENTRY_BYTES },
    'MPLS label',
    'Label of the stack (RFC 3032).',
    (cursor) => {
      const rest = `traffic class ${(entry >>> 9) & 7}, time to live ${entry & 0xff}`;
      cursor.take('Entry', ENTRY_BYTES, () => `label ${label}, ${rest}${isBottom ? ', bottom of the stack' : ''}`);
      return String(label);
    },
  );
}

/** One field per label, and the control word of a pseudowire behind them. */
export const describeMpls: HeaderDescriber = ({ bytes, start, headerEnd }) => {
  const fields: MessageField[] = [];
  let at = start;
  for (let isBottom = false; !isBottom && headerEnd - at >= ENTRY_BYTES; at += ENTRY_BYTES) {
    fields.push(entryField(bytes, at));
    isBottom = (u32(bytes, at) & BOTTOM_OF_STACK) !== 0;
  }
  if (at === headerEnd) return fields;
  const explanation = 'Stands before the frame of a pseudowire (RFC 4385).';
  return [
    ...fields,
    fieldOf('Control word', { start: at, end: headerEnd }, hexText(bytes, at, headerEnd), explanation),
  ];
};
