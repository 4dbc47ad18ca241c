import { isupLocation } from '../../../../../shared/sip/isupValues';
import { describeQ850Cause } from '../../../../../shared/sip/q850Causes';
import type { FieldCursor } from '../../fieldCursor';

const STANDARDS: readonly string[] = ['ITU-T', 'ISO/IEC', 'national', 'network-specific'];

const sayCause = (cause: number): string => {
  const words = describeQ850Cause(cause);
  return words === '' ? String(cause) : `${cause}, ${words}`;
};

/** Cause indicators (ITU-T Q.763 §3.12, Q.850 §2.1): `ext | standard 2 | spare | location 4`, `ext | cause 7`, diagnostics. */
export function takeCause(cursor: FieldCursor): string {
  const first = cursor.bytes[cursor.at] ?? 0x80;
  cursor.u8('Location', (byte) => `${isupLocation(byte & 0x0f)}, coded by ${STANDARDS[(byte >>> 5) & 3]!}`);
  if ((first & 0x80) === 0) cursor.u8('Recommendation', (byte) => String(byte & 0x7f));
  const cause = (cursor.bytes[cursor.at] ?? 0) & 0x7f;
  if (cursor.leftBytes === 0) return 'without a cause';
  cursor.u8('Cause', () => sayCause(cause), 'Why the call ended (ITU-T Q.850).');
  cursor.rest('Diagnostics');
  return sayCause(cause);
}
