import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hepUnit } from '../../../../../main/engine/decode/hep/hepUnit';
import type { HepPacket } from '../../../../../main/engine/decode/hep/hepPacket';
import { looksLikeHep, readHep } from '../../../../../main/engine/decode/hep/readHep';
import { hexBytes, joinBytes, textBytes, words16, words32 } from '../../../../fixtures/bytes';
import { hep2, hep3, hepChunk, hepOfChunks } from '../../../../fixtures/hepPackets';
import { rtp } from '../../../../fixtures/rtpPackets';
import { sipRequest } from '../../../../fixtures/sipMessages';
import { inTheMiddle } from '../../../../fixtures/soundFields';

const MESSAGE = sipRequest('OPTIONS');

function read(sent: Uint8Array): HepPacket & { payload: string } {
  const { bytes, start, end } = inTheMiddle(sent);
  const packet = readHep(bytes, start, end);
  if (!packet.ok) throw new Error(`not HEP: ${JSON.stringify(packet.error)}`);
  const { payloadStart, payloadEnd } = packet.value;
  return { ...packet.value, payload: new TextDecoder().decode(bytes.subarray(payloadStart, payloadEnd)) };
}

const looks = (sent: Uint8Array): boolean => {
  const { bytes, start, end } = inTheMiddle(sent);
  return looksLikeHep(bytes, start, end);
};

const detailsOf = ({ faults }: HepPacket): readonly string[] =>
  faults.map((fault) => (fault.kind === 'truncated' ? `${fault.haveBytes} of ${fault.needBytes}` : fault.detail));

describe('HEP version 3', () => {
  it('reads every chunk that it knows', () => {
    const packet = read(
      hep3(MESSAGE, {
        source: '198.51.100.7',
        destination: '203.0.113.9',
        sourcePort: 5070,
        destinationPort: 5080,
        protocol: 6,
        seconds: 1_700_000_001,
        microseconds: 999_999,
        agentId: 4_000_000_000,
        agentName: 'sbc-1',
        authenticationKey: 'open sesame',
        correlationId: 'call-1@example.org',
        vlanId: 100,
        chunks: [hepChunk(0x20, words16(430))],
      }),
    );
    expect(packet).toMatchObject({
      version: 3,
      source: { address: '198.51.100.7', port: 5070 },
      destination: { address: '203.0.113.9', port: 5080 },
      ipProtocol: 6,
      seconds: 1_700_000_001,
      microseconds: 999_999,
      payloadType: 1,
      payload: MESSAGE,
      compressed: false,
      agentId: 4_000_000_000,
      agentName: 'sbc-1',
      correlationId: 'call-1@example.org',
      vlanId: 100,
      mos: 430,
      hasAuthenticationKey: true,
      unknownChunks: [],
      faults: [],
    });
    expect(JSON.stringify(packet)).not.toContain('sesame');
  });

  it('reads addresses of IPv6', () => {
    const packet = read(hep3('x', { source: '2001:db8::1', destination: '2001:db8::2' }));
    expect([packet.source.address, packet.destination.address]).toEqual(['2001:db8::1', '2001:db8::2']);
  });

  it('reads bytes written by hand', () => {
    const packet = read(
      hexBytes(`48455033 0035
        0000 0001 0007 02   0000 0002 0007 11
        0000 0003 000a c0000201   0000 0007 0008 13c4
        0000 000b 0007 05   0000 000f 0008 7b7d`),
    );
    expect(packet).toMatchObject({
      source: { address: '192.0.2.1', port: 5060 },
      destination: { address: '', port: 0 },
      ipProtocol: 17,
      seconds: 0,
      payloadType: 5,
      payload: '{}',
      agentId: null,
      faults: [],
    });
  });

  it('leaves a compressed payload to be inflated', () => {
    expect(read(hep3('zipped', { compressed: true }))).toMatchObject({ compressed: true, payload: 'zipped' });
    const both = hep3('zipped', { compressed: true, chunks: [hepChunk(0x0f, textBytes('plain'))] });
    expect(read(both)).toMatchObject({ compressed: false, payload: 'plain' });
  });

  it('keeps chunks of vendors and of unknown types', () => {
    const chunks = [
      hepChunk(1, textBytes('abc'), 3),
      hepChunk(0x7777, new Uint8Array(0)),
      hepChunk(0x0f, textBytes('no'), 5),
    ];
    const { unknownChunks, payload } = read(hep3(MESSAGE, { chunks }));
    expect(unknownChunks.map(({ vendor, type, start, end }) => [vendor, type, end - start])).toEqual([
      [3, 1, 3],
      [0, 0x7777, 0],
      [5, 0x0f, 2],
    ]);
    expect(payload).toBe(MESSAGE);
  });

  it.each([
    [
      'a chunk shorter than its header',
      hepOfChunks([hepChunk(1, Uint8Array.of(2), 0, 5)]),
      ['a chunk of 5 bytes is shorter than its header'],
    ],
    ['a chunk longer than the packet', hepOfChunks([hepChunk(0x0f, textBytes('abc'), 0, 20)]), ['9 of 20']],
    [
      'bytes that are no chunk',
      hepOfChunks([hepChunk(1, Uint8Array.of(2)), Uint8Array.of(1, 2)]),
      ['2 bytes at the end are no chunk'],
    ],
    ['a length beyond the end', hepOfChunks([hepChunk(1, Uint8Array.of(2))], 40), ['13 of 40']],
    ['an address of 5 bytes', hepOfChunks([hepChunk(3, new Uint8Array(5))]), ['chunk 3 of 5 bytes is no address']],
    [
      'a port of 8 bytes',
      hepOfChunks([hepChunk(3, new Uint8Array(4)), hepChunk(7, new Uint8Array(8))]),
      ['chunk 7 of 8 bytes is no number'],
    ],
    ['a port of 32 bits', hepOfChunks([hepChunk(7, words32(70_000))]), ['70000 is no port']],
    ['a number of no bytes', hepOfChunks([hepChunk(9, new Uint8Array(0))]), ['chunk 9 of 0 bytes is no number']],
    [
      'a chunk twice',
      hepOfChunks([hepChunk(11, Uint8Array.of(5)), hepChunk(11, Uint8Array.of(1))]),
      ['chunk 11 stands twice; the first is used'],
    ],
    ['a length shorter than the header', hepOfChunks([], 2), []],
  ])('survives %s', (_name, sent, expected) => {
    expect(detailsOf(read(sent))).toEqual(expected);
  });

  it('reads no more than 256 chunks', () => {
    const chunks = new Array<Uint8Array>(300).fill(hepChunk(0x99, new Uint8Array(0)));
    const packet = read(hepOfChunks(chunks));
    expect(packet.unknownChunks).toHaveLength(256);
    expect(detailsOf(packet)).toEqual(['more than 256 chunks']);
  });

  it('takes the payload as far as the capture kept it', () => {
    const sent = hep3(MESSAGE);
    const packet = read(sent.subarray(0, sent.length - 40));
    expect(packet.payload).toBe(MESSAGE.slice(0, -40));
    expect(packet.faults.map(({ kind }) => kind)).toEqual(['truncated', 'truncated']);
  });
});

describe('HEP versions 1 and 2', () => {
  it('reads version 2', () => {
    expect(
      read(hep2(MESSAGE, { sourcePort: 5070, seconds: 1_700_000_001, microseconds: 5, agentId: 2001 })),
    ).toMatchObject({
      version: 2,
      source: { address: '192.0.2.1', port: 5070 },
      destination: { address: '192.0.2.2', port: 5060 },
      ipProtocol: 17,
      seconds: 1_700_000_001,
      microseconds: 5,
      agentId: 2001,
      payloadType: 1,
      payload: MESSAGE,
    });
  });

  it('reads version 2 with a wrong header length', () => {
    const packet = read(hep2(MESSAGE, { lengthBytes: 1 }));
    expect([packet.payload, detailsOf(packet)]).toEqual([MESSAGE, ['the length of the header is wrong']]);
  });

  it('reads version 1, which tells no time', () => {
    expect(read(hep2(MESSAGE, { version: 1 }))).toMatchObject({
      version: 1,
      seconds: 0,
      agentId: null,
      payload: MESSAGE,
    });
  });

  it('reads addresses of IPv6', () => {
    const packet = read(hep2(MESSAGE, { source: '2001:db8::1', destination: '2001:db8::2' }));
    expect([packet.source.address, packet.destination.address]).toEqual(['2001:db8::1', '2001:db8::2']);
    expect(packet.payload).toBe(MESSAGE);
  });
});

describe('looksLikeHep', () => {
  it.each([
    ['version 3', hep3(MESSAGE), true],
    ['version 3 with a report', hep3('{"sender_information":{}}', { payloadType: 5 }), true],
    ['version 3 cut off by the capture', hep3(MESSAGE).subarray(0, 60), true],
    ['version 2', hep2(MESSAGE), true],
    ['version 2 over IPv6', hep2(MESSAGE, { source: '2001:db8::1', destination: '2001:db8::2' }), true],
    ['version 1', hep2(MESSAGE, { version: 1 }), true],
    ['version 2 with something else in it', hep2('hello'), false],
    ['version 2 with an impossible time', hep2(MESSAGE, { microseconds: 1_000_000 }), false],
    ['version 2 with a wrong header length, as sngrep sends it', hep2(MESSAGE, { lengthBytes: 1 }), true],
    ['version 1 with a wrong header length', hep2(MESSAGE, { version: 1, lengthBytes: 1 }), false],
    ['version 2 of ICMP', hep2(MESSAGE, { protocol: 1 }), false],
    ['version 2 of another family', hep2(MESSAGE).fill(3, 2, 3), false],
    ['the magic alone', textBytes('HEP3'), false],
    ['text that begins so', textBytes('HEP3 sip:a@b SIP/2.0\r\n'), false],
    ['SIP', textBytes(MESSAGE), false],
    ['a HEAD request', textBytes('HEAD / HTTP/1.1\r\n\r\n'), false],
    ['RTP', rtp({}, new Uint8Array(160)), false],
    ['a STUN binding response', hexBytes('0101 0000 2112a442 000000000000000000000000'), false],
    ['nothing', new Uint8Array(0), false],
  ])('%s', (_name, sent, expected) => {
    expect(looks(sent)).toBe(expected);
  });
});

describe('any bytes', () => {
  it('are read or refused', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('HEP3', '\x01\x10\x02\x11', '\x02\x28\x0a\x11', ''),
        fc.uint8Array({ maxLength: 120 }),
        (head, rest) => {
          const { bytes, start, end } = inTheMiddle(joinBytes(textBytes(head), rest));
          looksLikeHep(bytes, start, end);
          const packet = readHep(bytes, start, end);
          if (!packet.ok) return;
          const { payloadStart, payloadEnd, unknownChunks } = packet.value;
          const ranges = [{ start: payloadStart, end: payloadEnd }, ...unknownChunks].filter(
            (range) => range.end !== 0,
          );
          for (const range of ranges)
            expect(range.start >= start && range.start <= range.end && range.end <= end).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('are never taken for HEP by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !looks(bytes)),
      { numRuns: 2000 },
    );
  });

  it.each([hep3(MESSAGE, { correlationId: 'x', agentName: 'y' }), hep2(MESSAGE)])(
    'cut off at every length are survived',
    (sent) => {
      for (let length = 0; length < sent.length; length += 1) {
        const { bytes, start, end } = inTheMiddle(sent.subarray(0, length));
        const packet = readHep(bytes, start, end);
        if (packet.ok) expect(packet.value.payloadEnd).toBeLessThanOrEqual(end);
      }
    },
  );
});

describe('HEP over TCP', () => {
  const unitsOf = (sent: Uint8Array): string[] => {
    const { bytes, start, end } = inTheMiddle(sent);
    const found: string[] = [];
    for (let at = start; at < end;) {
      const extent = hepUnit(bytes, at, end);
      if (extent.outcome !== 'unit') return [...found, extent.outcome];
      expect(extent).toMatchObject({
        kind: 'hep',
        wrapping: 'hep',
        content: bytes,
        contentStart: at,
        contentEnd: extent.next,
      });
      found.push(`${extent.next - at}`);
      at = extent.next;
    }
    return found;
  };

  it('is framed by its length', () => {
    const [first, second] = [hep3(MESSAGE), hep3('{}', { payloadType: 5 })];
    expect(unitsOf(joinBytes(first, second, first.subarray(0, 5)))).toEqual([
      `${first.length}`,
      `${second.length}`,
      'more',
    ]);
  });

  it('asks for what is missing, at every length', () => {
    const sent = hep3(MESSAGE);
    for (let length = 0; length < sent.length; length += 1) {
      const { bytes, start, end } = inTheMiddle(sent.subarray(0, length));
      expect(hepUnit(bytes, start, end)).toEqual({ outcome: 'more', needBytes: length < 6 ? 6 : sent.length });
    }
  });

  it('is lost where the magic is not', () => {
    expect(unitsOf(textBytes('HEP'))).toEqual(['more']);
    expect(unitsOf(textBytes('HEAD / HTTP/1.1'))).toEqual(['lost']);
    expect(unitsOf(hepOfChunks([], 5))).toEqual(['lost']);
  });
});

const corpus = join(import.meta.dirname, '../../../../../../shared/corpus/torture-rfc4475');
const messages = (() => {
  try {
    return readdirSync(corpus).filter((name) => name.endsWith('.dat'));
  } catch {
    return [];
  }
})();

describe.skipIf(messages.length === 0)('messages of RFC 4475', () => {
  it.each(messages)('%s is not HEP, and comes through HEP as it is', (name) => {
    const bytes = new Uint8Array(readFileSync(join(corpus, name)));
    expect(looks(bytes)).toBe(false);
    expect(read(hep3(bytes)).payload).toBe(new TextDecoder().decode(bytes));
  });
});
