import { u32 } from '../bigEndian';
import type { LayerFault } from '../fault';
import { cutOff, type Next, undecoded } from '../layer';
import type { Packet } from '../packet';

const RADIOTAP_BYTES = 8;
const CAPTURE_BYTES = 8;
/** "AVS" magic with its version in the last four bits. */
const AVS_MAGIC = 0x80211000;

const CUT_OFF: LayerFault = { kind: 'truncated', layer: 'radiotap', detail: 'the header is cut off' };
const WRONG_LENGTH: LayerFault = { kind: 'malformed', layer: 'radiotap', detail: 'a length below that of its header' };

function skip(packet: Packet, headerBytes: number): Next {
  const { payloadStart: start, payloadEnd: end } = packet;
  if (headerBytes < RADIOTAP_BYTES) return undecoded(packet, WRONG_LENGTH);
  if (end - start < headerBytes) return cutOff(packet, CUT_OFF);
  packet.payloadStart = start + headerBytes;
  return 'wlan';
}

/** Radiotap, LINKTYPE_IEEE802_11_RADIOTAP (127), little endian: | version 8 | pad 8 | length 16 | present 32 … | fields … | */
export function readRadiotap(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < RADIOTAP_BYTES) return cutOff(packet, CUT_OFF);
  return skip(packet, bytes[start + 2]! | (bytes[start + 3]! << 8));
}

/**
 * What older drivers put before a frame: AVS, LINKTYPE_IEEE802_11_AVS (163), big endian; or Prism, LINKTYPE_IEEE802_11_PRISM (119),
 * in the byte order of the host, which was little endian. In both the length follows a word: | magic 32 | length 32 | … |
 */
export function readWlanCapture(packet: Packet): Next {
  const { bytes, payloadStart: start, payloadEnd: end } = packet;
  if (end - start < CAPTURE_BYTES) return cutOff(packet, CUT_OFF);
  if ((u32(bytes, start) & ~0x0f) >>> 0 === AVS_MAGIC) return skip(packet, u32(bytes, start + 4));
  return skip(
    packet,
    bytes[start + 4]! + bytes[start + 5]! * 0x100 + bytes[start + 6]! * 0x10000 + bytes[start + 7]! * 0x1000000,
  );
}
