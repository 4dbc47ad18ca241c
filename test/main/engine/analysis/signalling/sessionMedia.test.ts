import { describe, expect, it } from 'vitest';
import type { StreamRow } from '../../../../../shared/protocol/rows';
import { streamKey } from '../../../../../shared/ids';
import { sdpText, sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { BOB, PROXY, SignallingBench } from './signallingBench';

const aliceOffers = sdpText('192.0.2.1', [
  { port: 4000, formats: ['9 G722/8000', '8 PCMA/8000', '101 telephone-event/8000'] },
]);
const bobAnswers = sdpText('192.0.2.2', [{ port: 6000, formats: ['101 telephone-event/8000', '8 PCMA/8000'] }]);

function answeredCall(offer = aliceOffers, answer = bobAnswers): SignallingBench {
  const bench = new SignallingBench();
  bench.fromAlice(0, sipRequest('INVITE', { sdp: offer }));
  bench.fromBob(100, sipResponse(200, 'OK', { sdp: answer }));
  bench.fromAlice(110, sipRequest('ACK', { cseq: '1 ACK', branches: ['z9hG4bKack'], toTag: 'bob' }));
  return bench;
}

describe('offer and answer', () => {
  it('agree on the first codec of the answer that was offered; events and comfort noise are no codecs', () => {
    expect(answeredCall().call()).toMatchObject({ offer: 'early', codecs: ['PCMA'] });
  });

  it('agree on nothing that was not offered, nor on a refused line', () => {
    const strange = sdpText('192.0.2.2', [{ port: 6000, formats: ['97 iLBC/8000'] }]);
    const refused = sdpText('192.0.2.2', [{ port: 0, formats: ['8 PCMA/8000'] }]);
    expect(answeredCall(aliceOffers, strange).call().codecs).toEqual([]);
    expect(answeredCall(aliceOffers, refused).call().codecs).toEqual([]);
  });

  it('compare line by line, whatever the payload type numbers', () => {
    const offer = sdpText('192.0.2.1', [
      { port: 4000, formats: ['96 opus/48000/2', '0 PCMU/8000'] },
      { type: 'video', port: 4002, formats: ['99 H264/90000', '100 VP8/90000'] },
    ]);
    const answer = sdpText('192.0.2.2', [
      { port: 6000, formats: ['111 OPUS/48000/2'] },
      { type: 'video', port: 6002, formats: ['120 VP8/90000'] },
    ]);
    expect(answeredCall(offer, answer).call().codecs).toEqual(['OPUS', 'VP8']);
  });

  it('may be early media in a 183, and the 200 repeats it', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE', { sdp: aliceOffers }));
    bench.fromBob(50, sipResponse(183, 'Session Progress', { sdp: bobAnswers }));
    expect(bench.call()).toMatchObject({ state: 'ringing', ringingAtMs: 50, codecs: ['PCMA'] });
    bench.fromBob(100, sipResponse(200, 'OK', { sdp: bobAnswers }));
    expect(bench.call().codecs).toEqual(['PCMA']);
  });

  it('may be late: offered in the 200, answered in the ACK', () => {
    const bench = new SignallingBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(100, sipResponse(200, 'OK', { sdp: bobAnswers }));
    expect(bench.call()).toMatchObject({ offer: 'late', codecs: [] });
    const ack = { cseq: '1 ACK', branches: ['z9hG4bKack'], toTag: 'bob', sdp: aliceOffers };
    bench.fromAlice(110, sipRequest('ACK', ack));
    expect(bench.call()).toMatchObject({ offer: 'late', codecs: ['PCMA'] });
    expect(bench.announcements.map(({ byCaller, port }) => ({ byCaller, port }))).toEqual([
      { byCaller: false, port: 6000 },
      { byCaller: true, port: 4000 },
    ]);
  });

  it('of a re-INVITE add a codec and leave the call as it is, whatever the response', () => {
    const bench = answeredCall();
    const again = { cseq: '2 INVITE', branches: ['z9hG4bKre'], toTag: 'bob' };
    const g722 = sdpText('192.0.2.1', [{ port: 4000, formats: ['9 G722/8000'] }]);
    bench.fromAlice(5000, sipRequest('INVITE', { ...again, sdp: g722 }));
    bench.fromBob(5100, sipResponse(200, 'OK', { ...again, sdp: g722.replaceAll('192.0.2.1', '192.0.2.2') }));
    expect(bench.call()).toMatchObject({
      state: 'talking',
      answeredAtMs: 100,
      codecs: ['PCMA', 'G722'],
      finalStatus: 200,
    });
    const refused = { ...again, cseq: '3 INVITE', branches: ['z9hG4bKre3'] };
    bench.fromAlice(6000, sipRequest('INVITE', { ...refused, sdp: g722 }));
    bench.fromBob(6100, sipResponse(488, 'Not Acceptable Here', refused));
    expect(bench.call()).toMatchObject({ state: 'talking', finalStatus: 200, endedAtMs: null });
  });

  it('of a re-INVITE by the callee are not taken for the first, though its CSeq is the same', () => {
    const bench = answeredCall();
    const back = { cseq: '1 INVITE', branches: ['z9hG4bKback'], fromTag: 'bob', toTag: 'alice' };
    bench.fromBob(5000, sipRequest('INVITE', { ...back, sdp: bobAnswers }));
    bench.fromAlice(5100, sipResponse(200, 'OK', { ...back, sdp: aliceOffers }));
    expect(bench.call()).toMatchObject({ state: 'talking', answeredAtMs: 100, setupMs: 100, offer: 'early' });
    expect(bench.announcements.slice(2).map(({ byCaller, port }) => ({ byCaller, port }))).toEqual([
      { byCaller: false, port: 6000 },
      { byCaller: true, port: 4000 },
    ]);
  });

  it('may travel in UPDATE', () => {
    const bench = answeredCall();
    const update = { cseq: '2 UPDATE', branches: ['z9hG4bKup'], toTag: 'bob' };
    const pcmu = sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]);
    bench.fromAlice(5000, sipRequest('UPDATE', { ...update, sdp: pcmu }));
    bench.fromBob(5100, sipResponse(200, 'OK', { ...update, sdp: pcmu }));
    expect(bench.call()).toMatchObject({ state: 'talking', codecs: ['PCMA', 'PCMU'] });
  });
});

describe('what a message says of its media', () => {
  it('is announced once, with the address the message came from', () => {
    const bench = new SignallingBench();
    const invite = sipRequest('INVITE', { sdp: sdpText('10.0.0.1', [{ port: 4000, formats: ['0 PCMU/8000'] }]) });
    bench.see(0, BOB, PROXY, invite);
    bench.see(500, BOB, PROXY, invite);
    expect(bench.announcements).toMatchObject([
      {
        call: bench.call().key,
        byCaller: true,
        atMs: 0,
        mediaType: 'audio',
        address: '10.0.0.1',
        port: 4000,
        rtcpAddress: '10.0.0.1',
        rtcpPort: 4001,
        signallingAddress: BOB.address,
        formats: [{ payloadType: 0, codec: 'PCMU', clockRateHz: 8000 }],
      },
    ]);
  });

  it('is not announced outside a call', () => {
    const bench = new SignallingBench();
    const row = bench.fromAlice(0, sipRequest('MESSAGE', { sdp: aliceOffers }));
    expect(row.mediaEndpoints).toEqual([{ address: '192.0.2.1', port: 4000 }]);
    expect(bench.announcements).toEqual([]);
  });

  it.each([
    ['codecs', sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000', '8 PCMA/8000'] }]), 'PCMU PCMA', 1],
    [
      'a direction',
      sdpText('192.0.2.1', [{ port: 4000, formats: ['0 PCMU/8000'], direction: 'sendonly' }]),
      'PCMU · sendonly',
      1,
    ],
    [
      'video besides audio',
      sdpText('192.0.2.1', [
        { port: 4000, formats: ['0 PCMU/8000', '101 telephone-event/8000'] },
        { type: 'video', port: 4002, formats: ['99 H264/90000'], direction: 'inactive', address: '192.0.2.77' },
      ]),
      'PCMU, video H264 · inactive',
      2,
    ],
    ['a refused line', sdpText('192.0.2.1', [{ type: 'video', port: 0, formats: ['99 H264/90000'] }]), 'video off', 0],
    ['a hold by address', sdpText('0.0.0.0', [{ port: 4000, formats: ['0 PCMU/8000'] }]), 'PCMU', 0],
    [
      'fax',
      'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=image 4000 udptl t38\r\n',
      'image t38',
      1,
    ],
    ['no media', sdpText('192.0.2.1', []), '', 0],
  ])('shows %s', (_name, sdp, gist, endpoints) => {
    const row = new SignallingBench().fromAlice(0, sipRequest('INVITE', { sdp }));
    expect(row.sdp).toBe(gist);
    expect(row.mediaEndpoints).toHaveLength(endpoints);
  });

  it('writes IPv6 addresses as packets are shown', () => {
    const bench = new SignallingBench();
    const sdp = sdpText('2001:0DB8:0:0:0:0:0:1', [{ port: 4000, formats: ['0 PCMU/8000'] }]);
    const row = bench.fromAlice(0, sipRequest('INVITE', { sdp }));
    expect(row.mediaEndpoints).toEqual([{ address: '2001:db8::1', port: 4000 }]);
    expect(bench.announcements[0]?.address).toBe('2001:db8::1');
  });
});

describe('streams of a call', () => {
  const stream = (
    sourcePort: number,
    destination: [string, number],
    lossPercent: number,
    maxJitterMs: number | null,
  ) => {
    const row: Partial<StreamRow> = {
      key: streamKey(`${sourcePort}`),
      source: { address: '203.0.113.5', port: sourcePort },
      destination: { address: destination[0], port: destination[1] },
      packets: 100,
      lossPercent,
      maxJitterMs,
      startedAtMs: 200,
      durationMs: 7000,
    };
    return row as StreamRow;
  };

  it('count by the party they go to, each direction by its worst', () => {
    const bench = new SignallingBench([
      stream(1, ['192.0.2.2', 6000], 0, 3),
      stream(2, ['192.0.2.2', 6000], 2, 1),
      stream(3, ['192.0.2.1', 4000], 0, null),
      stream(4, ['198.51.100.1', 9], 50, 9),
    ]);
    bench.fromAlice(0, sipRequest('INVITE', { sdp: aliceOffers }));
    bench.fromBob(100, sipResponse(200, 'OK', { sdp: bobAnswers }));
    expect(bench.call()).toMatchObject({
      streamCount: 4,
      callerToCallee: { lossPercent: 2, maxJitterMs: 1, packets: 100 },
      calleeToCaller: { lossPercent: 0, maxJitterMs: 0, packets: 100 },
      durationMs: 7100,
    });
  });
});
