import { formatSsrc } from '../../../../shared/format/ssrc';
import { u32 } from '../bigEndian';
import { utf8Text } from '../byteText';
import type { FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';
import { sdesItemName } from './registries';

const PRIVATE_ITEM = 8;
const MAX_ITEMS = 200;

/** PRIV (RFC 3550 §6.5.8): | length of the prefix 8 | prefix | value |. */
function takePrivateText(item: FieldCursor): void {
  const prefixBytes = item.bytes[item.at] ?? 0;
  item.u8('Length of the prefix');
  item.take('Prefix', prefixBytes, utf8Text, 'Whose kind of item it is.');
  item.rest('Value', utf8Text);
}

function fillItem(item: FieldCursor): string {
  const type = item.bytes[item.at]!;
  const textStart = item.at + 2;
  item.u8('Type', (value) => `${value}, ${sdesItemName(value)}`);
  item.u8('Length', (value) => `${value} bytes`);
  if (type === PRIVATE_ITEM) takePrivateText(item);
  else item.rest('Text', utf8Text);
  return textStart < item.end ? utf8Text(item.bytes, textStart, item.end) : '';
}

/** Items up to the NUL that ends them; the chunk then ends at the next word boundary. */
function takeItems(cursor: FieldCursor, chunkStart: number): void {
  for (let items = 0; cursor.leftBytes > 0 && cursor.bytes[cursor.at] !== 0 && items < MAX_ITEMS; items += 1) {
    const name = sdesItemName(cursor.bytes[cursor.at]!);
    const textBytes = cursor.leftBytes > 1 ? cursor.bytes[cursor.at + 1]! : 0;
    cursor.within(name, 2 + textBytes, fillItem);
  }
  const paddingBytes = 4 - ((cursor.at - chunkStart) & 3);
  if (cursor.leftBytes > 0) cursor.take('End of the items', paddingBytes);
}

/** Source description (RFC 3550 §6.5). */
export function takeSourceDescription(cursor: FieldCursor, count: number): void {
  for (let chunk = 0; chunk < count && cursor.leftBytes >= 4; chunk += 1) {
    const chunkStart = cursor.at;
    const ssrc = formatSsrc(u32(cursor.bytes, chunkStart));
    takeSsrc(cursor, 'Source', `What ${ssrc} says of itself.`);
    takeItems(cursor, chunkStart);
  }
  cursor.rest('Surplus bytes');
}

/** Goodbye (RFC 3550 §6.6). */
export function takeGoodbye(cursor: FieldCursor, count: number): void {
  for (let source = 0; source < count && cursor.leftBytes > 0; source += 1) takeSsrc(cursor, 'Source that leaves');
  if (cursor.leftBytes === 0) return;
  const reasonBytes = cursor.bytes[cursor.at]!;
  cursor.u8('Length of the reason', (value) => `${value} bytes`);
  cursor.take('Reason', reasonBytes, utf8Text);
  cursor.rest('Padding');
}
