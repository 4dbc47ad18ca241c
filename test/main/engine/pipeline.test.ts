import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { evenCuts, fragmentIpv4 } from '../../fixtures/fragments';
import { FedCapture } from '../../fixtures/fedCapture';
import { sipFrame } from '../../fixtures/sipFrames';
import { sdpText, sipRequest, sipResponse } from '../../fixtures/sipMessages';
import type { TimedFrame } from '../../generator/mergeFlows';
import { rtpFrames } from '../../generator/captureFlows';
import { createRandom } from '../../generator/random';
import type { RtpFlow } from '../../generator/rtpFlow';

const text = new TextEncoder();
const HOSTS = { source: '192.0.2.1', destination: '192.0.2.2' };
const CALLER = { address: '192.0.2.1', port: 20_000 };
const CALLEE = { address: '192.0.2.2', port: 30_000 };

const flow: RtpFlow = {
  ssrc: 7,
  payloadType: 0,
  clockRateHz: 8000,
  ptimeMs: 20,
  packets: 30,
  startMs: 100,
  firstSequence: 1,
  firstTimestamp: 1,
  impairments: {},
};

const invite = sipRequest('INVITE', {
  sdp: sdpText(CALLER.address, [{ port: CALLER.port, formats: ['0 PCMU/8000'] }]),
});
const answer = sipResponse(200, 'OK', {
  sdp: sdpText(CALLEE.address, [{ port: CALLEE.port, formats: ['0 PCMU/8000'] }]),
});
const back = { source: CALLEE.address, destination: CALLER.address };

describe('the way of a frame', () => {
  it('leads SIP to calls and RTP to streams', () => {
    const fed = new FedCapture();
    fed.feed([sipFrame(0, invite), sipFrame(50, answer, back), ...rtpFrames(flow, CALLER, CALLEE, createRandom(1))]);
    const { signalling, media } = fed.captured.pipeline;
    const [call] = signalling.calls();
    expect(signalling.callRow(call!)).toMatchObject({ state: 'talking', messageCount: 2, streamCount: 1 });
    expect(media.streamsOf(call!)[0]).toMatchObject({ packets: 30, boundBy: 'sdp', codec: 'PCMU' });
  });

  it('brings a fragmented message together, with all its frames', () => {
    const long = `${invite}${'a=x\r\n'.repeat(400)}`;
    const layers = udp({ sourcePort: 5060, destinationPort: 5060 }, text.encode(long));
    const parts = fragmentIpv4({ ...HOSTS, id: 9 }, layers, evenCuts(layers.bytes.length, 1200));
    const fed = new FedCapture();
    fed.feed(parts.map((part, index): TimedFrame => ({ atMs: index, bytes: ethernet({}, part).bytes })));
    const [row] = fed.captured.pipeline.signalling.messages;
    expect(row).toMatchObject({ frame: parts.length, frames: parts.map((_, index) => index + 1) });
    expect(fed.captured.readMessage(row!)).toEqual(text.encode(long));
    expect(fed.captured.framesOf(fed.captured.findCalls([]))).toEqual(row!.frames);
  });

  it('counts frames, bytes, link types, and what it cannot read', () => {
    const fed = new FedCapture();
    const strange = ethernet(
      { etherType: 0x88cc },
      ipv4(HOSTS, udp({ sourcePort: 1, destinationPort: 2 }, text.encode('x'))),
    );
    fed.feed([sipFrame(0, invite), { atMs: 5, bytes: strange.bytes }, { atMs: 9, bytes: new Uint8Array(3) }]);
    expect(fed.captured.counters()).toMatchObject({
      frames: 3,
      bytes: sipFrame(0, invite).bytes.length + strange.bytes.length + 3,
      lastAtMs: 9,
      linkTypes: ['ethernet'],
      decoderFaults: 0,
    });
  });

  it('never ends, whatever the frame: no throw, every frame counted, no decoder fault', () => {
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.nat(400), fc.nat(255), fc.nat(600)).map(([at, value, length]) => {
        const bytes = sipFrame(0, invite).bytes.slice();
        bytes[at % bytes.length] = value;
        return bytes.subarray(0, Math.max(1, length));
      }),
    );
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
        const fed = new FedCapture();
        fed.feed(frames.map((bytes, atMs) => ({ atMs, bytes })));
        fed.captured.pipeline.finish();
        const counters = fed.captured.counters();
        expect([counters.frames, counters.decoderFaults]).toEqual([frames.length, 0]);
      }),
    );
  });
});
