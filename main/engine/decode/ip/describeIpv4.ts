import { describeDscp } from '../../../../shared/format/dscp';
import { u16 } from '../bigEndian';
import {
  bitNames,
  checksumWords,
  headerField,
  ipAddress,
  type HeaderDescriber,
  type ReadHeader,
} from '../headerFields';
import { addWords, folded } from './internetChecksum';
import { describeProtocol } from './protocolNames';
import { hex16 } from '../hexNumber';

const MIN_HEADER_BYTES = 20;
const FLAG_NAMES = { reserved: 0x8000, "don't fragment": 0x4000, 'more fragments': 0x2000 } as const;
const OFFSET_MASK = 0x1fff;
const ECN_NAMES = ['not capable', 'ECT(1)', 'ECT(0)', 'congestion experienced'] as const;

/** Differentiated services and explicit congestion notification in one byte: `EF (46), congestion: not capable`. */
export const describeTrafficClass = (byte: number): string =>
  `${describeDscp(byte >>> 2)}, congestion: ${ECN_NAMES[byte & 3]!}`;

function headerChecksum({ bytes, start, headerEnd }: ReadHeader): string {
  return checksumWords(u16(bytes, start + 10), folded(addWords(0, bytes, start, headerEnd)) === 0xffff);
}

/** RFC 791 §3.1. */
export const describeIpv4: HeaderDescriber = (header) => [
  headerField(header, 'IPv4', 'Internet protocol, version 4 (RFC 791).', (cursor) => {
    const { bytes, start } = header;
    cursor.u8('Version and header length', (byte) => `version ${byte >>> 4}, ${(byte & 15) * 4} bytes`);
    cursor.u8('Differentiated services', describeTrafficClass, 'How the network should treat the packet (RFC 2474).');
    cursor.u16('Total length', (length) => (length === 0 ? '0 (left to the network card)' : `${length} bytes`));
    cursor.u16('Identification', hex16, 'The same in all fragments of one packet.');
    cursor.u16(
      'Flags and fragment offset',
      (value) => `${bitNames(value, FLAG_NAMES)}; offset ${(value & OFFSET_MASK) * 8}`,
    );
    cursor.u8('Time to live', String, 'Routers that may still pass it on.');
    cursor.u8('Protocol', describeProtocol, 'What the packet carries.');
    cursor.take(
      'Header checksum',
      2,
      () => headerChecksum(header),
      'Wrong in captures on the sender when its card computes it.',
    );
    cursor.take('Source', 4, ipAddress);
    cursor.take('Destination', 4, ipAddress);
    if (header.headerEnd - start > MIN_HEADER_BYTES) cursor.rest('Options');
    return `${ipAddress(bytes, start + 12, start + 16)} → ${ipAddress(bytes, start + 16, start + 20)}`;
  }),
];
