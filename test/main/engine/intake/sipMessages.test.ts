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

  it.each([
    ['the same time', [100, 100], false],
    ['0.38 µs back, as between two processors', [100, 99.99962], false],
    ['a millisecond back', [100, 99], false],
    ['more than a millisecond back', [100, 98.999], true],
    ['back by little steps that add up', [100, 99.5, 99, 98.5], true],
  ])('%s', (_name, times, isTold) => {
    const fed = new FedCapture();
    fed.feed(times.map((atMs) => sipFrame(atMs, invite)));
    expect(issuesOf(fed).at(-1)).toEqual(isTold ? ['timeWentBack'] : []);
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
