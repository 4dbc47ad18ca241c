import { describe, expect, it } from 'vitest';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import type { SessionDescription } from '../../../../../main/engine/decode/sdp/sessionDescription';
import { decode, encode, SDP } from '../sip/messages';

function parsed(lines: readonly string[], lineEnd = '\r\n'): SessionDescription {
  const bytes = encode(lines.map((line) => line + lineEnd).join(''));
  return parseSdp(bytes, 0, bytes.length);
}

const SESSION = ['v=0', 'o=- 1 1 IN IP4 192.0.2.9', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];

describe('parseSdp', () => {
  it('reads an offer', () => {
    const bytes = encode(SDP);
    expect(parseSdp(bytes, 0, bytes.length)).toEqual({
      origin: 'alice 53655765 2353687637 IN IP4 192.0.2.1',
      sessionName: '-',
      attributes: [],
      media: [
        {
          type: 'audio',
          port: 49170,
          portCount: 1,
          protocol: 'RTP/AVP',
          address: '192.0.2.1',
          rtcpPort: 49171,
          rtcpAddress: null,
          rtcpMux: false,
          direction: 'sendrecv',
          ptimeMs: 20,
          formats: [
            { payloadType: 0, codec: 'PCMU', clockRateHz: 8000, channels: 1, parameters: '' },
            { payloadType: 101, codec: 'telephone-event', clockRateHz: 8000, channels: 1, parameters: '0-16' },
          ],
          formatNames: ['0', '101'],
          attributes: [],
        },
      ],
      issues: [],
    });
  });

  it('reads what stands between two offsets', () => {
    const bytes = encode(`before${SDP}after`);
    const own = encode(SDP);
    expect(parseSdp(bytes, 6, 6 + own.length)).toEqual(parseSdp(own, 0, own.length));
  });

  const BLANKS = ' '.repeat(60_000);
  it.each([
    ['m=', `m=audio 1 RTP/AVP${BLANKS}0\u2028y`],
    ['a=fmtp', `a=fmtp:0${BLANKS}x\u2028y`],
    ['a=rtcp', `a=rtcp:1${BLANKS}x\u2028y`],
  ])(
    'reads %s with many blanks before a Unicode line separator in one pass',
    (_name, line) => {
      expect(parsed([...SESSION, 'm=audio 4000 RTP/AVP 0', line]).media[0]?.port).toBe(4000);
    },
    1000,
  );

  it('prefers what a media line says for itself', () => {
    const description = parsed([
      ...SESSION,
      'a=sendonly',
      'a=ice-lite',
      'm=audio 4000 RTP/SAVPF 111',
      'c=IN IP6 2001:db8::1/127',
      'a=rtpmap:111 opus/48000/2',
      'a=fmtp:111 minptime=10;useinbandfec=1',
      'a=rtcp:4005 IN IP4 192.0.2.7',
      'a=rtcp-mux',
      'a=inactive',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x',
      'm=video 4002/2 RTP/AVP 31',
      'a=rtcp:4010',
    ]);
    const media = description.media.map(({ formats, ...rest }) => ({
      ...rest,
      formats: formats.map(({ codec, channels }) => [codec, channels]),
    }));
    expect(media).toMatchObject([
      {
        address: '2001:db8::1',
        rtcpPort: 4005,
        rtcpAddress: '192.0.2.7',
        rtcpMux: true,
        direction: 'inactive',
        formats: [['opus', 2]],
        attributes: ['crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x'],
      },
      {
        address: '192.0.2.1',
        portCount: 2,
        rtcpPort: 4010,
        rtcpAddress: null,
        rtcpMux: false,
        direction: 'sendonly',
        formats: [['H261', 1]],
      },
    ]);
  });

  it('reads a refused stream and a fax', () => {
    const { media, issues } = parsed([
      ...SESSION,
      'm=audio 0 RTP/AVP 0',
      'm=image 4444 udptl t38',
      'a=T38FaxVersion:0',
    ]);
    expect(media).toMatchObject([
      { port: 0, rtcpPort: 0 },
      {
        type: 'image',
        port: 4444,
        protocol: 'udptl',
        formats: [],
        formatNames: ['t38'],
        attributes: ['T38FaxVersion:0'],
      },
    ]);
    expect(issues).toEqual([]);
  });

  it.each(['\n', '\r', '\r\r\n'])('reads lines that end with %j', (lineEnd) => {
    expect(parsed([...SESSION, 'm=audio 4000 RTP/AVP 0'], lineEnd)).toMatchObject({
      media: [{ port: 4000, formats: [{ codec: 'PCMU' }] }],
      issues: [],
    });
  });

  it('lets rtpmap replace the static meaning and keeps its spelling', () => {
    const { media } = parsed([
      ...SESSION,
      'm=audio 4000 RTP/AVP 0 18',
      'a=rtpmap:0 pcmu/16000',
      'a=rtpmap:99 unused/1',
    ]);
    expect(media[0]?.formats.map(({ codec, clockRateHz }) => `${codec}/${clockRateHz}`)).toEqual([
      'pcmu/16000',
      'G729/8000',
    ]);
  });

  it('names what it does not know', () => {
    const { media, issues } = parsed([...SESSION, 'm=audio 4000 RTP/AVP 96 96 300 x']);
    expect(media[0]?.formats).toEqual([
      { payloadType: 96, codec: 'unknown', clockRateHz: 0, channels: 1, parameters: '' },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['sdpMissingRtpMap']);
  });

  it('says where an issue is', () => {
    const text = ['v=0', '', 'o=me', ''].join('\r\n');
    const bytes = encode(text);
    const issue = parseSdp(bytes, 0, bytes.length).issues[0];
    expect(issue?.line).toBe(3);
    expect(decode(bytes, issue?.start ?? 0, issue?.end ?? 0)).toBe('o=me');
  });

  it('gives the lines of an unreadable or surplus media line to no other media', () => {
    const { media } = parsed([...SESSION, 'm=audio 4000 RTP/AVP 0', 'm=video', 'c=IN IP4 192.0.2.66', 'a=inactive']);
    expect(media).toMatchObject([{ address: '192.0.2.1', direction: 'sendrecv' }]);
    const many = parsed([...SESSION, ...Array.from({ length: 200 }, () => 'm=audio 4000 RTP/AVP 0')]);
    expect(many.media).toHaveLength(64);
    expect(many.issues).toHaveLength(50);
  });
});
