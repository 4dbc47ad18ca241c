import { u16 } from '../bigEndian';
import { hexText, type FieldCursor } from '../fieldCursor';
import { readTelephoneEvent, TELEPHONE_EVENT_BYTES, telephoneEventName } from './telephoneEvent';

/** Codec of a payload type by what was announced, in any case; null when nothing says. */
export type CodecOf = (payloadType: number) => string | null;

const MAX_BLOCKS = 64;
const FIRST_DYNAMIC_TYPE = 96;
/** The DTMF events and flash. */
const LAST_COMMON_EVENT = 16;

/** Named telephone events (RFC 4733 §2.3), one or several in a row. */
function takeTelephoneEvents(cursor: FieldCursor, why: string): void {
  for (let events = 0; cursor.leftBytes >= TELEPHONE_EVENT_BYTES && events < MAX_BLOCKS; events += 1) {
    const { event, isEnd, volumeDbm0, durationTicks } = readTelephoneEvent(cursor.bytes, cursor.at);
    cursor.within(
      'Telephone event',
      TELEPHONE_EVENT_BYTES,
      (inner) => {
        inner.u8('Event', (value) => `${value}: ${telephoneEventName(value)}`);
        inner.u8('End and volume', () => `${isEnd ? 'last packet' : 'goes on'}, ${volumeDbm0} dBm0`);
        inner.u16('Duration', () => `${durationTicks} ticks`, 'So far, in units of the RTP clock.');
        return telephoneEventName(event);
      },
      why,
    );
  }
  cursor.rest('Surplus bytes');
}

/** Comfort noise (RFC 3389 §3): level, then reflection coefficients. */
function takeComfortNoise(cursor: FieldCursor): void {
  cursor.u8('Noise level', (level) => (level === 0 ? '0 dBov' : `-${level & 0x7f} dBov`), 'Comfort noise (RFC 3389).');
  cursor.rest('Spectrum', (bytes, start, end) => hexText(bytes, start, end), 'Reflection coefficients.');
}

type RedundantBlock = { readonly payloadType: number; readonly lengthBytes: number };

/** Block headers `1 | type 7 | timestamp offset 14 | length 10`; the last is `0 | type 7` (RFC 2198 §3). */
function takeBlockHeaders(cursor: FieldCursor): readonly RedundantBlock[] {
  const blocks: RedundantBlock[] = [];
  while (cursor.leftBytes >= 4 && (cursor.bytes[cursor.at]! & 0x80) !== 0 && blocks.length < MAX_BLOCKS) {
    const payloadType = cursor.bytes[cursor.at]! & 0x7f;
    const lengthBytes = u16(cursor.bytes, cursor.at + 2) & 0x3ff;
    blocks.push({ payloadType, lengthBytes });
    cursor.u32('Redundant block', (word) => {
      const offsetTicks = (word >>> 10) & 0x3fff;
      return `payload type ${payloadType}, ${offsetTicks} ticks earlier, ${lengthBytes} bytes`;
    });
  }
  return blocks;
}

/** Redundant audio (RFC 2198). */
function takeRedundancy(cursor: FieldCursor, codecOf: CodecOf): void {
  const blocks = takeBlockHeaders(cursor);
  const primaryType = (cursor.bytes[cursor.at] ?? 0) & 0x7f;
  cursor.u8('Primary block', () => `payload type ${primaryType}`, 'What this packet is for; the blocks before repeat.');
  for (const { payloadType, lengthBytes } of blocks) {
    if (lengthBytes > 0) cursor.take(`Earlier payload of type ${payloadType}`, lengthBytes);
  }
  takePayload(cursor, primaryType, (type) => (isRedundancy(codecOf(type)) ? null : codecOf(type)));
}

const isRedundancy = (codec: string | null): boolean => codec?.toLowerCase() === 'red';

/** A dynamic type with four bytes that read as a DTMF event: nothing else is that short. */
function looksLikeTelephoneEvent(cursor: FieldCursor, payloadType: number): boolean {
  if (payloadType < FIRST_DYNAMIC_TYPE || cursor.leftBytes !== TELEPHONE_EVENT_BYTES) return false;
  return cursor.bytes[cursor.at]! <= LAST_COMMON_EVENT && (cursor.bytes[cursor.at + 1]! & 0x40) === 0;
}

/** The payload of a packet, from the cursor to its end. */
export function takePayload(cursor: FieldCursor, payloadType: number, codecOf: CodecOf): void {
  const codec = codecOf(payloadType)?.toLowerCase() ?? '';
  if (codec === 'telephone-event') takeTelephoneEvents(cursor, 'A digit or tone told by name (RFC 4733).');
  else if (codec === 'cn') takeComfortNoise(cursor);
  else if (codec === 'red') takeRedundancy(cursor, codecOf);
  else if (codec === '' && looksLikeTelephoneEvent(cursor, payloadType)) {
    takeTelephoneEvents(cursor, 'Read as telephone-event (RFC 4733) by its length: no announcement was at hand.');
  } else cursor.rest('Payload', (_bytes, start, end) => `${end - start} bytes`);
}
