import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { Packet } from '../../../../../main/engine/decode/packet';
import { decodeRtcpCompound } from '../../../../../main/engine/decode/rtcp/rtcpCompound';
import { looksLikeRtcp } from '../../../../../main/engine/decode/rtcp/rtcpHeader';
import type { RtcpPacket } from '../../../../../main/engine/decode/rtcp/rtcpPacket';
import { CORPUS, corpusFrames, hasCorpus } from '../../../../fixtures/captureFrames';

/** RTCP packets by the number of their frame; every datagram must be clean. */
function packetsOf(capture: string): Map<number, readonly RtcpPacket[]> {
  const packet = new Packet();
  const found = new Map<number, readonly RtcpPacket[]>();
  for (const frame of corpusFrames(capture)) {
    if (decodeFrame(frame, packet) !== 'udp') continue;
    const { bytes, payloadStart, payloadEnd } = packet;
    if (!looksLikeRtcp(bytes, payloadStart, payloadEnd)) continue;
    const compound = decodeRtcpCompound(bytes, payloadStart, payloadEnd);
    expect(compound).toMatchObject({ ok: true, value: { faults: [] } });
    if (compound.ok) found.set(frame.number, compound.value.packets);
  }
  return found;
}

const reportsOf = (packet: RtcpPacket) =>
  packet.kind === 'senderReport' || packet.kind === 'receiverReport' ? packet.reports : [];

/** The columns of tshark's table behind addresses and ports, except the list of SSRCs. */
const asTshark = (packets: readonly RtcpPacket[]): string[] => {
  const reports = packets.flatMap(reportsOf);
  const sender = packets.flatMap((packet) => ('ssrc' in packet ? [packet.ssrc] : []))[0];
  return [
    packets.map(({ packetType }) => packetType).join(','),
    `0x${(sender ?? 0).toString(16).padStart(8, '0')}`,
    reports.map(({ lossRatio }) => lossRatio * 256).join(','),
    reports.map(({ cumulativeLostPackets }) => cumulativeLostPackets).join(','),
    reports.map(({ jitterTicks }) => jitterTicks).join(','),
    reports.map(({ lastSenderReport }) => lastSenderReport).join(','),
    reports.map(({ delaySinceLastSenderReportTicks }) => delaySinceLastSenderReportTicks).join(','),
  ];
};

describe.skipIf(!hasCorpus)('RTCP of real captures (a corpus beside the repository)', () => {
  it.each(['ndpi__rtcp_multiple_pkts_in_the_same_datagram.pcap', 'sngrep__aaa.pcap'])(
    '%s as tshark reads it',
    (capture) => {
      const rows = readFileSync(new URL(`truth/${capture}.rtcp.tsv`, CORPUS), 'utf8')
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => line.split('\t'));
      const found = packetsOf(capture);
      expect([...found.keys()]).toEqual(rows.map(([frame]) => Number(frame)));
      for (const row of rows) {
        const [frame, , , , , , packetTypes, senderSsrc, , ...report] = row;
        expect(asTshark(found.get(Number(frame))!)).toEqual([packetTypes, senderSsrc, ...report]);
      }
    },
  );
});
