import { u16 } from '../bigEndian';
import { bitNames, checksumWords, headerField, type HeaderDescriber, type ReadHeader } from '../headerFields';
import { isTransportChecksumRight } from '../ip/internetChecksum';
import { IP_PROTOCOL } from '../packet';
import { takeTcpOptions } from './tcpOptions';

const FLAG_NAMES = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10, URG: 0x20, ECE: 0x40, CWR: 0x80 } as const;

function checksum({ packet, bytes, start, end }: ReadHeader): string {
  if (packet.truncated) return 'not checked: the segment is not whole';
  return checksumWords(u16(bytes, start + 16), isTransportChecksumRight(packet, IP_PROTOCOL.tcp, start, end));
}

/** RFC 9293 §3.1. */
export const describeTcp: HeaderDescriber = (header) => [
  headerField(header, 'TCP', 'Transmission control protocol (RFC 9293).', (cursor) => {
    const { bytes, start } = header;
    const flags = bitNames(bytes[start + 13]!, FLAG_NAMES);
    cursor.u16('Source port');
    cursor.u16('Destination port');
    cursor.u32('Sequence number', String, 'Of the first byte that the segment carries.');
    cursor.u32('Acknowledgment number', String, 'Of the byte that is expected next from the other side.');
    cursor.u8('Data offset', (byte) => `${(byte >>> 4) * 4} bytes`, 'Length of this header.');
    cursor.u8('Flags', () => flags);
    cursor.u16('Window', (window) => `${window}`, 'Bytes that may come, before they are scaled (RFC 7323).');
    cursor.take('Checksum', 2, () => checksum(header), 'Wrong in captures on the sender when its card computes it.');
    cursor.u16('Urgent pointer');
    takeTcpOptions(cursor);
    return `${u16(bytes, start)} → ${u16(bytes, start + 2)} · ${flags}`;
  }),
];
