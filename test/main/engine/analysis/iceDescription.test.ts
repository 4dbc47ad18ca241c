import { describe, expect, it } from 'vitest';
import { endpointsOfCandidate, mediaPathOf, parseCandidate } from '../../../../main/engine/analysis/iceDescription';
import { parseSdp } from '../../../../main/engine/decode/sdp/parseSdp';
import { textBytes } from '../../../fixtures/bytes';

describe('parseCandidate', () => {
  it('reads a candidate with what it was found from', () => {
    const candidate = parseCandidate(
      '2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 10.0.1.1 rport 8998 generation 0',
    )!;
    expect(candidate).toEqual({
      address: '192.0.2.3',
      port: 45664,
      transport: 'udp',
      type: 'srflx',
      relatedAddress: '10.0.1.1',
      relatedPort: 8998,
    });
    expect(endpointsOfCandidate(candidate)).toEqual([
      { address: '192.0.2.3', port: 45664 },
      { address: '10.0.1.1', port: 8998 },
    ]);
  });

  it.each([
    ['TCP', '1 1 TCP 99 192.0.2.3 9 typ host tcptype active', 'tcp', 1],
    ['IPv6', '1 1 udp 99 2001:db8::1 5000 typ host', 'udp', 1],
    ['a relay that hides the client', '3 1 udp 99 192.0.2.3 5000 typ relay raddr 0.0.0.0 rport 0', 'udp', 1],
  ])('reads one of %s', (_, value, transport, endpoints) => {
    const candidate = parseCandidate(value)!;
    expect([candidate.transport, endpointsOfCandidate(candidate).length]).toEqual([transport, endpoints]);
  });

  it.each([
    '',
    '1 1 UDP 99',
    '1 1 UDP 99 192.0.2.3',
    '1 1 UDP 99 192.0.2.3 0',
    '1 1 UDP 99 192.0.2.3 65536',
    '1 1 UDP 99 192.0.2.3 x',
  ])('takes nothing from "%s"', (value) => expect(parseCandidate(value)).toBeNull());
});

describe('mediaPathOf', () => {
  const read = (...lines: readonly string[]) => {
    const bytes = textBytes(
      ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', ...lines, ''].join('\r\n'),
    );
    const description = parseSdp(bytes, 0, bytes.length);
    return mediaPathOf(description, description.media[0]!);
  };

  it('takes what the session says where the media line says nothing', () => {
    const path = read(
      'a=ice-ufrag:sess',
      'a=setup:ACTPASS',
      'a=fingerprint:SHA-256 4a:ad',
      'm=audio 9 RTP/AVP 0',
      'a=setup:active',
    );
    expect(path).toEqual({
      ufrag: 'sess',
      candidates: [],
      fingerprints: [{ hashName: 'sha-256', value: '4A:AD' }],
      setup: 'active',
    });
  });

  it('reads no more candidates than are of use', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `a=candidate:1 1 UDP 9 192.0.2.1 ${index + 1} typ host`);
    expect(read('m=audio 9 RTP/AVP 0', ...lines).candidates).toHaveLength(64);
  });

  it('leaves out what is no fingerprint and what is too long to be a ufrag', () => {
    expect(read('m=audio 9 RTP/AVP 0', 'a=fingerprint:sha-1', `a=ice-ufrag:${'x'.repeat(2000)}`)).toMatchObject({
      fingerprints: [],
      ufrag: null,
    });
  });
});
