import { describe, expect, it } from 'vitest';
import { MediaAnalysis } from '../../../../../main/engine/analysis/media/mediaAnalysis';
import type { SessionAnnouncement } from '../../../../../main/engine/analysis/sessionAnnouncement';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import type { CallKey } from '../../../../../shared/ids';
import { textBytes } from '../../../../fixtures/bytes';
import {
  announcement,
  CALL,
  CALLEE,
  CALLER,
  datagram,
  feed,
  OTHER_CALL,
  steady,
} from '../../../../fixtures/mediaPackets';

const BACK = { source: CALLEE, destination: CALLER, ssrc: 0x9999 };
const PATH = datagram(CALLER, CALLEE, new Uint8Array(0));
const PATH_BACK = datagram(CALLEE, CALLER, new Uint8Array(0));

function session(call: CallKey, ...lines: readonly string[]): SessionAnnouncement {
  const text = ['v=0', 'o=- 1 1 IN IP4 203.0.113.9', 's=-', 'c=IN IP4 203.0.113.9', 't=0 0', ...lines, ''].join('\r\n');
  const bytes = textBytes(text);
  const signalling = { address: '203.0.113.5', port: 5060 };
  return { call, byCaller: true, atMs: 0, signalling, description: parseSdp(bytes, 0, bytes.length) };
}

const OPUS = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'a=ice-ufrag:abcd', 'a=ice-pwd:secret'];

const boundOf = (media: MediaAnalysis) =>
  media.streams().map((key) => {
    const { boundBy, call } = media.streamRow(key)!;
    return [boundBy, call];
  });

describe('binding by ICE', () => {
  it('gives both directions of a checked path to its call, whichever way the check ran', () => {
    for (const path of [PATH, PATH_BACK]) {
      const media = new MediaAnalysis();
      media.notePath(path, CALL);
      feed(media, [...steady(1), ...steady(1, BACK)]);
      expect(boundOf(media)).toEqual([
        ['ice', CALL],
        ['ice', CALL],
      ]);
    }
  });

  it('gives a stream that ran already to the call', () => {
    const media = new MediaAnalysis();
    feed(media, steady(6));
    expect(boundOf(media)).toEqual([['heuristic', null]]);
    media.notePath(PATH_BACK, CALL);
    expect(boundOf(media)).toEqual([['ice', CALL]]);
    expect(media.callOnPath(PATH)).toBe(CALL);
    expect(media.callOnPath(PATH_BACK)).toBe(CALL);
  });

  it('leaves other paths of the same server alone', () => {
    const media = new MediaAnalysis();
    media.notePath(PATH, CALL);
    feed(media, steady(6, { source: { address: CALLER.address, port: 4002 } }));
    expect(boundOf(media)).toEqual([['heuristic', null]]);
  });

  it('asks the rules of SDP first', () => {
    const media = new MediaAnalysis();
    media.announce(announcement());
    media.notePath(PATH, OTHER_CALL);
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it('tells calls apart that a conference server receives at one port', () => {
    const media = new MediaAnalysis();
    media.announce(announcement());
    media.announce(announcement({ call: OTHER_CALL }));
    media.notePath(PATH, CALL);
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it.each([
    ['a host candidate', `a=candidate:1 1 UDP 2130706431 ${CALLEE.address} ${CALLEE.port} typ host`],
    ['a relay', `a=candidate:3 1 udp 1677 ${CALLEE.address} ${CALLEE.port} typ relay raddr 0.0.0.0 rport 0`],
    [
      'what a reflexive candidate was found from',
      `a=candidate:2 1 udp 1694 198.51.100.7 61000 typ srflx raddr ${CALLEE.address} rport ${CALLEE.port} generation 0`,
    ],
  ])('binds both directions by %s of a call', (_, line) => {
    const media = new MediaAnalysis();
    media.announceCandidates(session(CALL, ...OPUS, line));
    feed(media, [...steady(1, { payloadType: 111 }), ...steady(1, { ...BACK, payloadType: 111 })]);
    expect(boundOf(media)).toEqual([
      ['ice', CALL],
      ['ice', CALL],
    ]);
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec: 'opus', clockRateHz: 48000 });
  });

  it.each([
    ['of TCP', `a=candidate:1 1 TCP 2130706431 ${CALLEE.address} ${CALLEE.port} typ host tcptype passive`],
    ['without a port', `a=candidate:1 1 UDP 2130706431 ${CALLEE.address} 0 typ host`],
    ['with a name for an address', 'a=candidate:1 1 UDP 2130706431 6a1c.local 5000 typ host'],
    ['cut short', 'a=candidate:1 1 UDP 2130706431'],
  ])('takes nothing from a candidate %s', (_, line) => {
    const media = new MediaAnalysis();
    media.announceCandidates(session(CALL, ...OPUS, line));
    feed(media, steady(1));
    expect(boundOf(media)).toEqual([]);
  });

  it('names the codec of a stream on a checked path by the SDP of its call', () => {
    const media = new MediaAnalysis();
    media.announceCandidates(session(CALL, ...OPUS));
    media.notePath(PATH, CALL);
    feed(media, steady(1, { payloadType: 111 }));
    expect(media.streamRow(media.streams()[0]!)).toMatchObject({ codec: 'opus', boundBy: 'ice' });
  });

  it('calls it SDP when the address of a candidate becomes that of a media line', () => {
    const media = new MediaAnalysis();
    media.announceCandidates(session(CALL, ...OPUS, `a=candidate:1 1 UDP 1 ${CALLEE.address} ${CALLEE.port} typ host`));
    feed(media, steady(1));
    media.announce(announcement());
    feed(media, steady(2, { sequence: 1001, atMs: 20 }));
    expect(boundOf(media)).toEqual([['sdp', CALL]]);
  });

  it('forgets the oldest paths beyond the bound', () => {
    const media = new MediaAnalysis({ maxAnnouncements: 4 });
    media.notePath(PATH, CALL);
    for (let port = 6000; port < 6004; port += 1) {
      media.notePath(datagram({ ...CALLER, port }, CALLEE, new Uint8Array(0)), OTHER_CALL);
    }
    feed(media, steady(6));
    expect(boundOf(media)).toEqual([['heuristic', null]]);
  });
});
