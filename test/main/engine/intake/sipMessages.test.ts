import { describe, expect, it } from 'vitest';
import { FedCapture } from '../../../fixtures/fedCapture';
import { textBytes } from '../../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../../fixtures/frames';
import { sipFrame } from '../../../fixtures/sipFrames';
import { sipRequest } from '../../../fixtures/sipMessages';

const invite = sipRequest('INVITE');

const issuesOf = (fed: FedCapture): readonly (readonly string[])[] =>
  fed.captured.pipeline.signalling.messages.map(({ issues }) => issues.map(({ code }) => code));

describe('the way of SIP datagrams', () => {
  it('notes each time that went back behind the latest one', () => {
    const fed = new FedCapture();
    fed.feed([100, 90, 95, 100, 101].map((atMs) => sipFrame(atMs, invite)));
    expect(issuesOf(fed)).toEqual([[], ['timeWentBack'], ['timeWentBack'], [], []]);
  });

  it('notes what the capture cut off', () => {
    const whole = ethernet(
      {},
      ipv4(
        { source: '192.0.2.1', destination: '192.0.2.2' },
        udp({ sourcePort: 5060, destinationPort: 5060 }, textBytes(sipRequest('INVITE', { sdp: 'v=0\r\n' }))),
      ),
    ).bytes;
    const fed = new FedCapture();
    fed.feed([
      { atMs: 100, bytes: whole.subarray(0, whole.length - 3) },
      { atMs: 50, bytes: whole.subarray(0, -3) },
    ]);
    const [first, second] = issuesOf(fed);
    expect(first).toContain('cutOffByCapture');
    expect(first).not.toContain('timeWentBack');
    expect(second).toEqual(expect.arrayContaining(['cutOffByCapture', 'timeWentBack']));
  });
});
