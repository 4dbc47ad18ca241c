import type { MessageField } from '../../../../shared/protocol/rows';
import { u16 } from '../bigEndian';
import type { FieldCursor } from '../fieldCursor';
import { fieldOver, headerField, ipAddress, type HeaderDescriber } from '../headerFields';
import { describeTrafficClass } from './describeIpv4';
import { extensionBytes } from './extensionHeaders';
import { EXTENSION } from './ipProtocol';
import { describeProtocol, protocolName } from './protocolNames';
import { hex32, hexNumber } from '../hexNumber';

/** RFC 8200 §3. */
export const describeIpv6: HeaderDescriber = (header) => [
  headerField(header, 'IPv6', 'Internet protocol, version 6 (RFC 8200).', (cursor) => {
    const { bytes, start } = header;
    cursor.take(
      'Version, traffic class, flow label',
      4,
      (all, at) =>
        `version ${all[at]! >>> 4}; ${describeTrafficClass((u16(all, at) >>> 4) & 0xff)}; ` +
        `flow ${hexNumber(((all[at + 1]! & 15) << 16) | u16(all, at + 2), 5)}`,
    );
    cursor.u16('Payload length', (length) =>
      length === 0 ? '0 (left to the network card, or a jumbogram)' : `${length} bytes`,
    );
    cursor.u8('Next header', describeProtocol, 'What follows: an extension header, or what the packet carries.');
    cursor.u8('Hop limit', String, 'Routers that may still pass it on.');
    cursor.take('Source', 16, ipAddress);
    cursor.take('Destination', 16, ipAddress);
    return `${ipAddress(bytes, start + 8, start + 24)} → ${ipAddress(bytes, start + 24, start + 40)}`;
  }),
];

function fillFragment(cursor: FieldCursor): string {
  const { bytes, at } = cursor;
  const place = u16(bytes, at + 2);
  const words = `offset ${place & 0xfff8}${(place & 1) === 0 ? '' : ', more fragments'}`;
  cursor.u8('Next header', describeProtocol);
  cursor.u8('Reserved');
  cursor.take('Offset and flag', 2, () => words);
  cursor.u32('Identification', hex32, 'The same in all fragments of one packet.');
  return words;
}

function fillAuthentication(cursor: FieldCursor): string {
  cursor.u8('Next header', describeProtocol);
  cursor.u8('Length', (words) => `${(words + 2) * 4} bytes`);
  cursor.u16('Reserved');
  cursor.u32('Security parameters index', hex32);
  cursor.u32('Sequence number');
  cursor.rest('Integrity check value');
  return protocolName(EXTENSION.authentication);
}

function fillOptions(cursor: FieldCursor): string {
  const { leftBytes } = cursor;
  cursor.u8('Next header', describeProtocol);
  cursor.u8('Length', (units) => `${(units + 1) * 8} bytes`);
  cursor.rest('Content');
  return `${leftBytes} bytes`;
}

function fillerOf(protocol: number): (cursor: FieldCursor) => string {
  if (protocol === EXTENSION.fragment) return fillFragment;
  return protocol === EXTENSION.authentication ? fillAuthentication : fillOptions;
}

/** One field per extension header (RFC 8200 §4); the header before each names it. */
export const describeExtensionHeaders: HeaderDescriber = ({ bytes, start, headerEnd, protocol }) => {
  const fields: MessageField[] = [];
  let named = protocol;
  for (let at = start; headerEnd - at >= 8;) {
    const end = Math.min(headerEnd, at + extensionBytes(named, bytes[at + 1]!));
    fields.push(
      fieldOver({ bytes, start: at, end }, protocolName(named), 'Extension header (RFC 8200 §4).', fillerOf(named)),
    );
    named = bytes[at]!;
    at = end;
  }
  return fields;
};
