import { describe, expect, it } from 'vitest';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import { sdpIssuesOf } from '../../../../../main/engine/decode/sdp/sdpIssues';
import { ISSUE_GROUPS, type SdpIssueCode } from '../../../../../shared/sip/issueKinds';
import { decode, encode } from '../sip/messages';

const SESSION = ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0'];
const AUDIO = 'm=audio 4000 RTP/AVP 0';
const without = (...types: readonly string[]): readonly string[] =>
  SESSION.filter((line) => !types.includes(line.slice(0, 1)));

/** What is wrong, the lines of a description with these issues and no others, and the text they point at. */
const CASES: readonly (readonly [string, readonly string[], readonly (readonly [SdpIssueCode, string])[]])[] = [
  [
    'no v=',
    without('v'),
    [
      ['sdpVersionNotFirst', SESSION[1]!],
      ['sdpMissingVersion', ''],
    ],
  ],
  ['no o=', without('o'), [['sdpMissingOrigin', '']]],
  [
    'no s= nor t=',
    without('s', 't'),
    [
      ['sdpMissingSessionName', ''],
      ['sdpMissingTime', ''],
    ],
  ],
  ['another version', ['v=1', ...SESSION.slice(1)], [['sdpBadVersion', 'v=1']]],
  ['short origin', SESSION.with(1, 'o=me'), [['sdpBadOrigin', 'o=me']]],
  ['a line of another form', [...SESSION, 'testing=123'], [['sdpUnreadableLine', 'testing=123']]],
  ['an unknown type', [...SESSION, 'x=1'], [['sdpUnknownLineType', 'x=1']]],
  [
    'spaces around the equals sign',
    [...SESSION, 'm =audio 4 RTP/AVP 0'],
    [['sdpSpacesAroundEquals', 'm =audio 4 RTP/AVP 0']],
  ],
  [
    'media line without port',
    [...SESSION, 'm=audio RTP/AVP 0', 'a=rtcp:x'],
    [['sdpBadMediaLine', 'm=audio RTP/AVP 0']],
  ],
  ['media port too large', [...SESSION, 'm=audio 70000 RTP/AVP 0'], [['sdpBadMediaLine', 'm=audio 70000 RTP/AVP 0']]],
  ['media line without format', [...SESSION, 'm=audio 4 RTP/AVP'], [['sdpMediaWithoutFormat', 'm=audio 4 RTP/AVP']]],
  ['bad connection', [...SESSION, AUDIO, 'c=IN IP4'], [['sdpBadConnection', 'c=IN IP4']]],
  ['no connection', [...without('c'), AUDIO], [['sdpMissingConnection', AUDIO]]],
  ['no connection for a refused stream', [...without('c'), 'm=audio 0 RTP/AVP 0'], []],
  [
    'unexplained payload types',
    [...SESSION, 'm=audio 4 RTP/AVP 96 97'],
    [['sdpMissingRtpMap', 'm=audio 4 RTP/AVP 96 97']],
  ],
  ['unexplained payload types of a refused stream', [...SESSION, 'm=audio 0 RTP/AVP 96'], []],
  ['bad rtpmap', [...SESSION, AUDIO, 'a=rtpmap:x'], [['sdpBadRtpMap', 'a=rtpmap:x']]],
  ['rtpmap without rate', [...SESSION, AUDIO, 'a=rtpmap:0 PCMU'], [['sdpBadRtpMap', 'a=rtpmap:0 PCMU']]],
  ['rtpmap over 127', [...SESSION, AUDIO, 'a=rtpmap:200 X/1'], [['sdpPayloadTypeTooLarge', 'a=rtpmap:200 X/1']]],
  ['fmtp for nothing', [...SESSION, AUDIO, 'a=fmtp:9 x'], [['sdpFormatNotOffered', 'a=fmtp:9 x']]],
  ['fmtp without parameters', [...SESSION, AUDIO, 'a=fmtp:0'], [['sdpBadFormatParameters', 'a=fmtp:0']]],
  ['bad ptime', [...SESSION, AUDIO, 'a=ptime:x'], [['sdpBadPtime', 'a=ptime:x']]],
  ['bad rtcp', [...SESSION, AUDIO, 'a=rtcp:99999'], [['sdpBadRtcp', 'a=rtcp:99999']]],
  ['bad rtcp address', [...SESSION, AUDIO, 'a=rtcp:9 x'], [['sdpBadRtcp', 'a=rtcp:9 x']]],
  ['two directions', [...SESSION, AUDIO, 'a=sendonly', 'a=recvonly'], [['sdpSecondDirection', 'a=recvonly']]],
  ['a fax and a refused stream', [...SESSION, 'm=audio 0 RTP/AVP 0', 'm=image 4444 udptl t38'], []],
];

const OFFSET = 7;

function issuesOf(lines: readonly string[]): readonly (readonly [string, string])[] {
  const bytes = encode('-'.repeat(OFFSET) + lines.map((line) => `${line}\r\n`).join(''));
  const description = parseSdp(bytes, OFFSET, bytes.length);
  return sdpIssuesOf(description, OFFSET).map(({ code, range }) => [code, decode(bytes, range.start, range.end)]);
}

describe('issues of a session description', () => {
  it.each(CASES)('notes %s', (_name, lines, expected) => {
    expect(issuesOf(lines)).toEqual(expected);
  });

  it('counts what goes beyond its bounds', () => {
    expect(issuesOf([...SESSION, ...Array.from({ length: 65 }, () => AUDIO)])).toEqual([['sdpTooManyMedia', AUDIO]]);
    expect(issuesOf([...SESSION, ...Array.from({ length: 5000 }, () => 'i=x')])).toEqual([['sdpTooManyLines', 'i=x']]);
    const many = issuesOf([...SESSION, ...Array.from({ length: 200 }, () => 'x=1')]);
    expect([many.length, many.at(-1)]).toEqual([50, ['sdpTooManyIssues', 'x=1']]);
  });

  it('has a case for every issue there are words for', () => {
    const shown = new Set<string>(CASES.flatMap(([, , issues]) => issues.map(([code]) => code)));
    const beyondBounds = ['sdpTooManyMedia', 'sdpTooManyLines', 'sdpTooManyIssues'];
    expect(Object.keys(ISSUE_GROUPS.sdp).filter((code) => !shown.has(code))).toEqual(
      expect.arrayContaining(beyondBounds),
    );
    expect(shown.size + beyondBounds.length).toBe(Object.keys(ISSUE_GROUPS.sdp).length);
  });
});
