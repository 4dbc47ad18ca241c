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
    expect(issues.map(({ detail }) => detail)).toEqual(['payload type 96 of audio has no a=rtpmap (RFC 3264 §5.1)']);
  });

  it.each([
    ['no v=', SESSION.slice(1), ['v= is not the first line', 'v= is missing']],
    ['no o=', SESSION.toSpliced(1, 1), ['o= is missing']],
    ['no s= nor t=', SESSION.filter((line) => !/^[st]/.test(line)), ['s= is missing', 't= is missing']],
    ['another version', ['v=1', ...SESSION.slice(1)], ['the version is not 0']],
    ['short origin', SESSION.with(1, 'o=me'), ['o= has not six parts']],
    ['a line of another form', [...SESSION, 'testing=123'], ['not of the form type=value']],
    ['an unknown type', [...SESSION, 'x=1'], ['unknown type x=']],
    ['spaces around the equals sign', [...SESSION, 'm =audio 4000 RTP/AVP 0'], ['white space around']],
    ['media line without port', [...SESSION, 'm=audio RTP/AVP 0', 'a=rtcp:x'], ['m= is not media']],
    ['media port too large', [...SESSION, 'm=audio 70000 RTP/AVP 0'], ['m= is not media']],
    ['media line without format', [...SESSION, 'm=audio 4000 RTP/AVP'], ['m= offers no format']],
    ['bad connection', [...SESSION, 'm=audio 4000 RTP/AVP 0', 'c=IN IP4'], ['c= is not network type']],
    [
      'no connection',
      [...SESSION.toSpliced(3, 1), 'm=audio 4000 RTP/AVP 0'],
      ['no c= line gives an address for audio'],
    ],
    ['no connection for a refused stream', [...SESSION.toSpliced(3, 1), 'm=audio 0 RTP/AVP 0'], []],
    ['bad rtpmap', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=rtpmap:x'], ['a=rtpmap is not']],
    ['rtpmap without rate', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=rtpmap:0 PCMU'], ['a=rtpmap has no clock rate']],
    [
      'rtpmap over 127',
      [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=rtpmap:200 X/1'],
      ['a=rtpmap names a payload type over 127'],
    ],
    ['fmtp for nothing', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=fmtp:9 x'], ['a=fmtp is for format 9']],
    ['fmtp without parameters', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=fmtp:0'], ['a=fmtp has no parameters']],
    ['bad ptime', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=ptime:x'], ['a=ptime is no number']],
    ['bad rtcp', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=rtcp:99999'], ['a=rtcp has no port']],
    ['bad rtcp address', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=rtcp:9 x'], ['a=rtcp has no readable address']],
    ['two directions', [...SESSION, 'm=audio 4 RTP/AVP 0', 'a=sendonly', 'a=recvonly'], ['a second, other direction']],
  ])('notes %s', (_name, lines, details) => {
    const { issues } = parsed(lines);
    expect(issues.map(({ detail }, i) => detail.slice(0, details[i]?.length ?? 0))).toEqual(details);
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
