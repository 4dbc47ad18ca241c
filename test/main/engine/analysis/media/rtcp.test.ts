import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import { announcement, CALLEE, CALLER, datagram, feed, steady } from '../../../../fixtures/mediaPackets';
import { receiverReport, reportBlock, senderReport } from '../../../../fixtures/rtpPackets';
import type { Endpoint } from '../../../../../shared/protocol/rows';

const SENDER = 0x1234;
const BACK = 0x9999;
const INFO = { ssrc: SENDER, sentPackets: 5, sentBytes: 800 };
const above = ({ address, port }: Endpoint): Endpoint => ({ address, port: port + 1 });

/** Forward and backward stream of one call. */
function bothWays() {
  const media = new MediaAnalysis();
  media.announce(announcement());
  const [forward] = feed(media, steady(5));
  const [backward] = feed(media, steady(5, { source: CALLEE, destination: CALLER, ssrc: BACK }));
  const rowOf = (index: number | undefined) => media.streamRow(index ?? -1)!;
  return { media, forward, backward, rowOf };
}
describe('RTCP finds its stream', () => {
  it.each([
    ['one port above', above(CALLER), above(CALLEE)],
    ['on the same ports', CALLER, CALLEE],
  ])('%s', (_, source, destination) => {
    const { media, forward, rowOf } = bothWays();
    media.takeChanged();
    expect(media.onRtcp(datagram(source, destination, senderReport(INFO)), 100, 20)).toBe(forward);
    expect(rowOf(forward).rtcpPackets).toBe(1);
    expect(media.takeChanged().streams).toEqual([rowOf(forward).key]);
    expect(media.farEndOf(rowOf(forward).key)).toMatchObject({
      sentPackets: 5,
      sentBytes: 800,
      senderReportAtMs: 100,
      lastFrame: 20,
    });
  });

  it('where SDP says', () => {
    const { media, forward } = bothWays();
    media.announce(announcement({ rtcpPort: 7777 }));
    const packet = datagram(above(CALLER), { ...CALLEE, port: 7777 }, senderReport(INFO));
    expect(media.onRtcp(packet, 100, 20)).toBe(forward);
  });

  it('keeps what the far end says of the other direction', () => {
    const { media, backward, rowOf } = bothWays();
    const report = reportBlock({ ssrc: BACK, fractionLost: 64, cumulativeLostPackets: 3, jitterTicks: 80 });
    const packet = datagram(above(CALLER), above(CALLEE), receiverReport(1, report));
    expect(media.onRtcp(packet, 100, 20)).toBe(backward);
    expect(media.farEndOf(rowOf(backward).key)).toMatchObject({
      report: { lossRatio: 0.25, cumulativeLostPackets: 3, jitterTicks: 80 },
      reportAtMs: 100,
    });
  });

  it('gives a sender report with a report block to both streams, counted once', () => {
    const { media, forward, backward, rowOf } = bothWays();
    const packet = datagram(above(CALLER), above(CALLEE), senderReport(INFO, reportBlock({ ssrc: BACK })));
    expect(media.onRtcp(packet, 100, 20)).toBe(forward);
    expect([rowOf(forward).rtcpPackets, rowOf(backward).rtcpPackets]).toEqual([1, 0]);
    expect(media.farEndOf(rowOf(backward).key)?.report?.ssrc).toBe(BACK);
  });

  it('by its path alone when the SSRC is another', () => {
    const { media, forward } = bothWays();
    expect(media.onRtcp(datagram(above(CALLER), above(CALLEE), receiverReport(77)), 100, 20)).toBe(forward);
  });

  it('or says that there is none', () => {
    const { media } = bothWays();
    const elsewhere = { address: '10.9.9.9', port: 9 };
    expect(media.onRtcp(datagram(elsewhere, CALLEE, senderReport(INFO)), 100, 20)).toBe(-1);
    expect(media.onRtcp(datagram(CALLER, CALLEE, Uint8Array.of(1, 2)), 100, 20)).toBe(-1);
    expect(media.counts().unboundRtcpPackets).toBe(2);
  });
});
