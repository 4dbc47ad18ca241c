import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { formatAddress } from '../../../../../main/engine/decode/ip/address';
import { Packet } from '../../../../../main/engine/decode/packet';
import { readStunAddress } from '../../../../../main/engine/decode/stun/stunAddress';
import { readStun, type StunMessage } from '../../../../../main/engine/decode/stun/stunMessage';
import { CORPUS, corpusFrames, hasCorpus } from '../../../../fixtures/captureFrames';

const PLAIN = [0x0001, 0x0002, 0x0004, 0x0005];
const XORED = [0x0012, 0x0016, 0x0020];

function addressesOf(bytes: Uint8Array, message: StunMessage, types: readonly number[]) {
  return message.attributes
    .filter(({ type }) => types.includes(type))
    .map((attribute) => readStunAddress(bytes, message, attribute)!);
}

/**
 * Columns of tshark's table: frame, both addresses and ports, type, addresses in the plain, then as they stand under the mask. tshark
 * lists unmasked addresses among the plain ones.
 */
function asTshark(capture: string): string[][] {
  const packet = new Packet();
  const rows: string[][] = [];
  for (const frame of corpusFrames(capture)) {
    const outcome = decodeFrame(frame, packet);
    if (outcome !== 'udp') continue;
    const { bytes, payloadStart: start, payloadEnd: end } = packet;
    const read = readStun(bytes, start, end);
    if (!read.ok) continue;
    expect(read.value.faults).toEqual([]);
    const addresses = addressesOf(bytes, read.value, [...PLAIN, ...XORED]);
    rows.push([
      String(frame.number),
      formatAddress(packet.sourceWords),
      formatAddress(packet.destinationWords),
      String(packet.sourcePort),
      String(packet.destinationPort),
      `0x${((bytes[start]! << 8) | bytes[start + 1]!).toString(16).padStart(4, '0')}`,
      addresses.map(({ words }) => formatAddress(words)).join(','),
      addresses.map(({ port }) => port).join(','),
    ]);
  }
  return rows;
}

/** Rows of datagrams: those with UDP ports. */
const truthOf = (capture: string): string[][] =>
  readFileSync(new URL(`truth/${capture}.stun.tsv`, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split('\t').slice(0, 8))
    .filter((row) => row[3] !== '');

describe.skipIf(!hasCorpus)('STUN of real captures (a corpus beside the repository)', () => {
  it.each([
    ['arkime__arkime_synthetic.pcap', 2],
    ['arkime__stun-ice-testcall.pcap', 108],
    ['ndpi__stun_dtls_rtp.pcapng', 4],
    ['zeek__webrtc-stun.pcap', 10],
  ])('%s as tshark reads it', (capture, count) => {
    const truth = truthOf(capture);
    expect(truth).toHaveLength(count);
    expect(asTshark(capture)).toEqual(truth);
  });
});
