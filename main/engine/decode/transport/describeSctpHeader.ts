import { u16 } from '../bigEndian';
import { headerField, type HeaderDescriber, type ReadHeader } from '../headerFields';
import { hex32 } from '../hexNumber';
import { checkSctp, type SctpChecksum } from '../sctp/sctpChecksum';

const CHECKSUM_WORDS: Readonly<Record<SctpChecksum, string>> = {
  right: 'right',
  wrong: 'wrong',
  notComputed: 'not computed',
};

/** The checksum of a packet that was cut off proves nothing. */
const checksumWords = ({ packet, bytes, start, end }: ReadHeader): string =>
  packet.truncated ? 'not checked' : CHECKSUM_WORDS[checkSctp(bytes, start, end)];

/** The common header (RFC 9260 §3.1). */
export const describeSctpHeader: HeaderDescriber = (header) => [
  headerField(header, 'SCTP', 'Stream control transmission protocol (RFC 9260).', (cursor) => {
    const { bytes, start } = header;
    cursor.u16('Source port');
    cursor.u16('Destination port');
    cursor.u32('Verification tag', hex32, 'Tells packets of this association from those of another (RFC 9260 §8.5).');
    cursor.u32('Checksum', (value) => `${hex32(value)}, ${checksumWords(header)}`, 'CRC-32C (RFC 9260 §6.8).');
    return `${u16(bytes, start)} → ${u16(bytes, start + 2)}`;
  }),
];
