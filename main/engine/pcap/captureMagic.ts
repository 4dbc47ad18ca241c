import { BYTE_ORDER_MAGIC, PCAP_MAGIC, SECTION_HEADER } from './wireFormat';

/** Why a stream is no capture: completes "FILE …". */
export type NoCapture = { readonly problem: string; readonly advice: string };

export type PcapMagic = { readonly kind: keyof typeof PCAP_MAGIC; readonly littleEndian: boolean };

/** Bytes that tell the format; a pcapng section needs its byte-order magic as well. */
export const MAGIC_BYTES = 12;

const CONVERT = 'Convert it with Wireshark or editcap to pcapng, then open that.';
const UNPACK = 'Unpack it first.';
const CHOOSE = 'Choose a pcap or pcapng file, as Wireshark, tcpdump and dumpcap write them.';

/** Magic bytes of what people take for a capture. ERF and a few others have none. */
const OTHERS: readonly (readonly [hex: string, what: string, advice: string])[] = [
  ['474d4255', 'is a Microsoft Network Monitor 2 capture, which is not read', CONVERT],
  ['52545353', 'is a Microsoft Network Monitor 1 capture, which is not read', CONVERT],
  ['736e6f6f70000000', 'is a snoop capture, which is not read', CONVERT],
  ['5452534e49464620', 'is a Sniffer capture, which is not read', CONVERT],
  ['58435000', 'is a NetXRay capture, which is not read', CONVERT],
  ['7f4c4f4344000000', 'is a LANalyzer capture, which is not read', CONVERT],
  ['a12b3c4d', 'is a Navtel pcap, which is not read', CONVERT],
  ['1c0001ac', 'is an IxVeriWave capture, which is not read', CONVERT],
  ['1f8b', 'is a gzip file inside another', UNPACK],
  ['28b52ffd', 'is packed with Zstandard', UNPACK],
  ['04224d18', 'is packed with LZ4', UNPACK],
  ['fd377a585a00', 'is packed with xz', UNPACK],
  ['425a68', 'is packed with bzip2', UNPACK],
  ['504b0304', 'is a zip archive', UNPACK],
  ['377abcaf271c', 'is a 7-Zip archive', UNPACK],
  ['25504446', 'is a PDF', CHOOSE],
  ['7f454c46', 'is a program', CHOOSE],
  ['89504e47', 'is a picture', CHOOSE],
];

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d);

/** The pcap flavour that these first four bytes announce; null for anything else. */
export function readPcapMagic(view: DataView, at: number): PcapMagic | null {
  for (const kind of ['microseconds', 'nanoseconds', 'modified'] as const) {
    if (view.getUint32(at, true) === PCAP_MAGIC[kind]) return { kind, littleEndian: true };
    if (view.getUint32(at, false) === PCAP_MAGIC[kind]) return { kind, littleEndian: false };
  }
  return null;
}

/** Byte order of the pcapng section that begins here; null when none does. Reads MAGIC_BYTES. */
export function readSectionOrder(view: DataView, at: number): 'little' | 'big' | null {
  if (view.getUint32(at, true) !== SECTION_HEADER) return null;
  if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) return 'little';
  return view.getUint32(at + 8, false) === BYTE_ORDER_MAGIC ? 'big' : null;
}

/** Says what a stream is that begins with these bytes and is no capture. */
export function describeNoCapture(first: Uint8Array): NoCapture {
  if (first.length === 0) return { problem: 'is empty', advice: CHOOSE };
  const hex = hexOf(first.subarray(0, MAGIC_BYTES));
  const other = OTHERS.find(([magic]) => hex.startsWith(magic));
  if (other) return { problem: other[1], advice: other[2] };
  if (hex.startsWith('0a0d0d0a')) return { problem: 'is no capture: its pcapng header is broken', advice: CHOOSE };
  if (isText(first)) return { problem: 'is no capture: it is text', advice: CHOOSE };
  return { problem: 'is no capture', advice: CHOOSE };
}
