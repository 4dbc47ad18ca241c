import { assert, constantFrom, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { describeSdp } from '../../../../../main/engine/decode/sdp/sdpFields';
import type { MessageField } from '../../../../../shared/protocol/rows';
import { fieldOutline } from '../../../../fixtures/fieldOutline';
import { expectSoundFields } from '../sip/checkRanges';
import { encode } from '../sip/messages';

const BEFORE = 'x'.repeat(11);

function described(line: string): readonly MessageField[] {
  const bytes = encode(`${BEFORE}${line}`);
  const fields = describeSdp(new FieldMaker(bytes), BEFORE.length, bytes.length);
  expectSoundFields(fields, { start: BEFORE.length, end: bytes.length });
  return fields;
}

/** Parts of the one line. */
const partsOf = (line: string): readonly string[] => fieldOutline(described(line)[0]?.children ?? []);

/** Explanation of the first part with this name. */
const explained = (line: string, name: string): string =>
  described(line)[0]?.children.find((field) => field.name === name)?.explanation ?? '';

describe('lines of a session description', () => {
  it.each([
    ['b=TIAS:64000', ['Modifier=TIAS', 'Bandwidth=64000']],
    ['t=0 0', ['Start=0', 'Stop=0']],
    ['m=image 4444 udptl t38', ['Media=image', 'Port=4444', 'Protocol=udptl', 'Format=t38']],
    ['m=message 7654 TCP/MSRP *', ['Media=message', 'Port=7654', 'Protocol=TCP/MSRP', 'Format=*']],
    [
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      ['Media=application', 'Port=9', 'Protocol=UDP/DTLS/SCTP', 'Format=webrtc-datachannel'],
    ],
    ['a=fmtp:101 0-16', ['Format=101', 'Parameters=0-16']],
    [
      'a=fmtp:111 minptime=10; useinbandfec=1',
      ['Format=111', 'Parameters=minptime=10; useinbandfec=1', '. minptime=10', '. useinbandfec=1'],
    ],
    [
      'a=candidate:1 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0',
      [
        ...['Foundation=1', 'Component=1', 'Transport=UDP', 'Priority=1694498815', 'Address=192.0.2.3', 'Port=45664'],
        ...['Type=srflx', 'Related address=10.0.1.1', 'Related port=8998', 'Generation=0'],
      ],
    ],
    ['a=candidate:1 1 TCP', ['Foundation=1', 'Component=1', 'Transport=TCP']],
    [
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:4 FEC_ORDER=FEC_SRTP',
      [
        ...['Tag=1', 'Crypto suite=AES_CM_128_HMAC_SHA1_80'],
        'Key parameters=inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR|2^20|1:4',
        ...['. Method=inline', '. Key and salt=PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR', '. Lifetime=2^20'],
        ...['. Master key identifier=1:4', 'Session parameter=FEC_ORDER=FEC_SRTP'],
      ],
    ],
    ['a=fingerprint:sha-256 4A:AD:B9', ['Hash function=sha-256', 'Fingerprint=4A:AD:B9']],
    ['a=setup:actpass', ['Role=actpass']],
    ['a=ice-ufrag:8hhY', ['User name fragment=8hhY']],
    ['a=ice-options:trickle ice2', ['Option=trickle', 'Option=ice2']],
    ['a=rtcp-fb:96 nack pli', ['Payload type=96', 'Feedback=nack', 'Parameter=pli']],
    ['a=group:BUNDLE audio video', ['Semantics=BUNDLE', 'Media=audio', 'Media=video']],
    ['a=mid:audio', ['Identification=audio']],
    [
      'a=extmap:3/sendonly urn:ietf:params:rtp-hdrext:sdes:mid',
      ['Number=3', 'Direction=sendonly', 'URI=urn:ietf:params:rtp-hdrext:sdes:mid'],
    ],
    ['a=ssrc:314159 cname:é user', ['Source=314159', 'Attribute=cname', 'Value=é user']],
    ['a=ssrc-group:FID 1 2', ['Semantics=FID', 'Source=1', 'Source=2']],
    ['a=curr:qos e2e none', ['Precondition=qos', 'Status type=e2e', 'Direction=none']],
    [
      'a=des:qos mandatory e2e sendrecv',
      ['Precondition=qos', 'Strength=mandatory', 'Status type=e2e', 'Direction=sendrecv'],
    ],
    ['a=conf:qos remote sendrecv', ['Precondition=qos', 'Status type=remote', 'Direction=sendrecv']],
    ['a=T38FaxRateManagement:transferredTCF', ['Method=transferredTCF']],
    ['a=T38FaxUdpEC:t38UDPRedundancy', ['Method=t38UDPRedundancy']],
    ['a=path:msrp://a.example.com:7654/jshA7weztas;tcp', ['URI=msrp://a.example.com:7654/jshA7weztas;tcp']],
    ['a=accept-types:text/plain *', ['Media type=text/plain', 'Media type=*']],
    ['a=unheard-of:x y', []],
    ['a=ssrc:', []],
    ['a=extmap:', []],
    ['a=crypto:1', []],
  ])('%s', (line, expected) => {
    expect(partsOf(line)).toEqual(expected);
  });

  it.each([
    ['b=TIAS:64000', 'Modifier', 'bit/s'],
    ['a=candidate:1 1 UDP 1 192.0.2.3 4 typ relay', 'Type', 'TURN'],
    ['a=candidate:1 2 UDP 1 192.0.2.3 4 typ host', 'Component', 'RTCP'],
    ['a=setup:passive', 'Role', 'Waits'],
    ['a=group:BUNDLE a', 'Semantics', 'RFC 9143'],
    ['a=rtcp-fb:* ccm fir', 'Parameter', 'Full intra'],
    ['a=extmap:1 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time', 'URI', 'sent'],
    ['a=des:qos optional e2e sendrecv', 'Strength', 'Wished for'],
    ['a=T38FaxUdpEC:t38UDPFEC', 'Method', 'parity'],
  ])('explains %s: %s', (line, name, words) => {
    expect(explained(line, name)).toContain(words);
  });

  it('reads any value', () => {
    const names = [
      'candidate',
      'crypto',
      'ssrc',
      'extmap',
      'fmtp',
      'rtcp-fb',
      'group',
      'curr',
      'T38FaxUdpEC',
      'rtpmap',
      'path',
      'source-filter',
    ];
    const value = string({
      unit: constantFrom(' ', '\t', ':', '=', ';', '|', '/', '1', 'typ', 'inline', 'é', '\0'),
      maxLength: 30,
    });
    const any = property(tuple(constantFrom(...names), value), ([name, text]) => {
      described(`a=${name}:${text}\r\nb=${text}`);
    });
    assert(any, { numRuns: 3000 });
  });

  it.each(['a=candidate:', 'a=fmtp:1 ', 'a=crypto:1 x inline:', 'a=ssrc:1 ', 'a=group:', 'b='])(
    'in linear time: %s',
    (begin) => {
      for (const piece of [' ', ' a', ';', 'a=b;', '|', ':', '\t x']) {
        const startedAtMs = performance.now();
        described(begin + piece.repeat(100_000));
        expect(performance.now() - startedAtMs).toBeLessThan(1000);
      }
    },
  );
});
