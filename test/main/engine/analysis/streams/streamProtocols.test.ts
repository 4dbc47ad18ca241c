import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamProtocols } from '../../../../../main/engine/analysis/streams/streamProtocols';
import { joinBytes, textBytes, words16, words32 } from '../../../../fixtures/bytes';
import { hep3 } from '../../../../fixtures/hepPackets';
import { msrpRequest, msrpResponse } from '../../../../fixtures/msrpMessages';
import { rtp } from '../../../../fixtures/rtpPackets';
import { sipRequest } from '../../../../fixtures/sipMessages';
import { TcpConversation } from '../../../../fixtures/tcpConversation';
import {
  MASKING_KEY,
  webSocketFrame,
  webSocketMessage,
  webSocketRequest,
  webSocketResponse,
} from '../../../../fixtures/webSocketFrames';

const invite = sipRequest('INVITE', { callId: 'one', contact: null });
const options = sipRequest('OPTIONS', { callId: 'two' });
const masked = { maskingKey: MASKING_KEY };

const stun = (type: number, ...attributes: readonly Uint8Array[]): Uint8Array => {
  const body = joinBytes(...attributes);
  return joinBytes(words16(type, body.length), words32(0x2112a442, 1, 2, 3), body);
};
const channelData = joinBytes(words16(0x4000, 5), textBytes('12345'), Uint8Array.of(0, 0, 0));
const framed = (packet: Uint8Array): Uint8Array => joinBytes(words16(packet.length), packet);
const voice = (sequence: number): Uint8Array =>
  rtp({ sequence, timestamp: sequence * 160, ssrc: 7 }, new Uint8Array(160));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

type Row = {
  readonly name: string;
  readonly parts: readonly Uint8Array[];
  readonly kind: string;
  readonly transport?: string;
  readonly wrapping?: string;
  readonly texts: readonly string[];
};

const ROWS: readonly Row[] = [
  {
    name: 'SIP in WebSocket, from the client',
    parts: [
      webSocketRequest(),
      webSocketFrame(invite, masked),
      webSocketFrame('', { ...masked, opcode: 9 }),
      ...webSocketMessage(options, [10, 40], masked),
    ],
    kind: 'sip',
    transport: 'ws',
    wrapping: 'webSocket',
    texts: [invite, options],
  },
  {
    name: 'SIP in WebSocket, from the server',
    parts: [
      webSocketResponse(),
      webSocketFrame(invite),
      webSocketFrame('\r\n\r\n'),
      webSocketFrame(options, { opcode: 2 }),
    ],
    kind: 'sip',
    transport: 'ws',
    wrapping: 'webSocket',
    texts: [invite, options],
  },
  {
    name: 'SIP in WebSocket whose handshake was not captured',
    parts: [webSocketFrame(invite, masked), webSocketFrame(options, masked)],
    kind: 'sip',
    transport: 'ws',
    wrapping: 'webSocket',
    texts: [invite, options],
  },
  {
    name: 'HEP',
    parts: [hep3(invite), hep3(options)],
    kind: 'hep',
    wrapping: 'hep',
    texts: [latin1(hep3(invite)), latin1(hep3(options))],
  },
  {
    name: 'MSRP',
    parts: [textBytes(msrpRequest('SEND', invite)), textBytes(msrpResponse('200 OK'))],
    kind: 'msrp',
    texts: [msrpRequest('SEND', invite), msrpResponse('200 OK')],
  },
  {
    name: 'STUN and ChannelData',
    parts: [stun(0x0001), channelData, stun(0x0101)],
    kind: 'stun',
    texts: [latin1(stun(0x0001)), latin1(channelData.subarray(0, 9)), latin1(stun(0x0101))],
  },
  {
    name: 'framed RTP',
    parts: [0, 1, 2, 3].map((sequence) => framed(voice(sequence))),
    kind: 'framed',
    texts: [0, 1, 2, 3].map((sequence) => latin1(voice(sequence))),
  },
  {
    name: 'framed STUN',
    parts: [framed(stun(0x0001)), framed(voice(0))],
    kind: 'framed',
    texts: [latin1(stun(0x0001)), latin1(voice(0))],
  },
];

describe('TcpStreams of other protocols', () => {
  describe.each(ROWS)('$name', ({ parts, kind, transport = 'tcp', wrapping = 'none', texts }) => {
    it('is told by its bytes', () => {
      const talk = new TcpConversation().open();
      for (const part of parts) talk.send(part);
      expect(talk.texts).toEqual(texts);
      for (const { unit, issues } of talk.units) {
        expect(unit).toMatchObject({ kind, transport, place: { carrier: 'tcp', wrapping } });
        expect(issues).toEqual([]);
      }
    });

    it('is the same however it is cut into segments', () => {
      const all = joinBytes(...parts);
      assert(
        property(array(integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 50 }), (sizes) => {
          const talk = new TcpConversation().open();
          for (let at = 0, index = 0; at < all.length; index += 1) {
            const size = sizes[index % sizes.length]!;
            talk.send(all.subarray(at, at + size));
            at += size;
          }
          expect(talk.finish().texts).toEqual(texts);
          expect(talk.streams.counts()).toMatchObject({ heldBytes: 0, unreadableBytes: 0 });
        }),
        { numRuns: 60 },
      );
    });

    it('is found again behind a hole', () => {
      const talk = new TcpConversation().open();
      for (const part of parts) talk.send(part);
      for (const part of parts) talk.send(part);
      const before = talk.units.length;
      talk.setNext('alice', talk.next() + 77);
      for (const part of parts) talk.send(part);
      talk.send('', { from: 'bob', acknowledgment: talk.next() });
      const found = talk.units.slice(before);
      expect(found.map((unit) => unit.text)).toEqual(texts);
      expect(found[0]!.issues).toContain('bytesMissingBefore');
    });
  });

  it.each([
    ['a web page', ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello']],
    ['mail', ['EHLO a\r\n', '250 OK\r\n', 'MAIL FROM: <sip:a@b>\r\n', 'DATA\r\n', 'Call sip:bob@example.org\r\n']],
    ['zeros', ['\0'.repeat(2000), '\0'.repeat(20_000)]],
    ['lengths like those of frames', ['\0\x04abcd\0\x04abcd']],
  ])('finds nothing in %s', (_name, parts) => {
    const talk = new TcpConversation().open();
    for (const part of parts) talk.send(part);
    expect(talk.finish().units).toEqual([]);
    expect(talk.streams.counts().heldBytes).toBe(0);
  });

  it('steps over what only seems to be a unit, whatever its beginning says', () => {
    const beginnings = [0x01, 0x02, 0x04, 0x40, 0x48, 0x4d, 0x81, 0x82, 0xc1];
    const text = textBytes('OPTIONS sip:bob@example.org SIP/2.0\r\nCall-ID: one\r\n\r\n');
    assert(
      property(constantFrom(...beginnings), array(integer({ min: 0, max: 255 }), { maxLength: 13 }), (first, rest) => {
        const bytes = joinBytes(Uint8Array.of(first, ...rest), text);
        let looks = 0;
        const counted = streamProtocols(null).map((protocol) => ({
          ...protocol,
          read: (...question: Parameters<typeof protocol.read>) => {
            looks += 1;
            if (looks > 2 * bytes.length) throw new Error('it looks at the same bytes again and again');
            return protocol.read(...question);
          },
        }));
        new TcpConversation({ protocols: counted }).send(bytes).finish();
      }),
      { numRuns: 2000 },
    );
  });

  it('counts messages of WebSocket that nobody can inflate, and reads those around them', () => {
    const conversation = new TcpConversation({ inflate: () => null });
    conversation.send(webSocketRequest()).send(webSocketFrame(invite, masked));
    conversation.send(webSocketFrame(new Uint8Array(40), { ...masked, reserved: 4 }));
    conversation.send(webSocketFrame(options, masked)).finish();
    expect(conversation.texts).toEqual([invite, options]);
    expect(conversation.streams.counts().compressedMessages).toBe(1);
  });

  it('reads on in what a HEP agent sends when a packet is broken', () => {
    const talk = new TcpConversation().open().send(hep3(invite)).send('this is no HEP packet');
    talk.send(joinBytes(textBytes('nor is this '), hep3(options)));
    expect(talk.texts).toEqual([latin1(hep3(invite)), latin1(hep3(options))]);
    expect(talk.units[1]!.issues).toEqual(['unreadableBytesBefore']);
  });

  it('takes linear time for what comes byte by byte', () => {
    const text = msrpRequest('SEND', 'x'.repeat(14_000));
    assert(
      property(constantFrom(1), () => {
        const talk = new TcpConversation().open();
        const startedMs = performance.now();
        for (const character of text) talk.send(character);
        talk.send(msrpResponse('200 OK'));
        expect(performance.now() - startedMs).toBeLessThan(5000);
        expect(talk.texts[0]).toBe(text);
      }),
      { numRuns: 1 },
    );
  });
});
