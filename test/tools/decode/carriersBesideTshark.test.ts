import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MessageField } from '../../../shared/protocol/rows';
import { SctpReassembly } from '../../../main/engine/analysis/reassembly/sctpReassembly';
import { readMsrp } from '../../../main/engine/decode/msrp/readMsrp';
import { webSocketUnit } from '../../../main/engine/decode/webSocket/webSocketUnit';
import { joinBytes, textBytes, words16, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, tcp, type Layer } from '../../fixtures/frames';
import { msrpRequest, msrpResponse } from '../../fixtures/msrpMessages';
import { sctp, sctpChunk, sctpData, sctpFragments, sctpIData, sctpInit, sctpSack } from '../../fixtures/sctpChunks';
import { sctpPacket } from '../../fixtures/sctpPackets';
import { sctpPacketFields } from '../../fixtures/sctpPacketFields';
import { sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';
import {
  MASKING_KEY,
  webSocketFrame,
  webSocketMessage,
  webSocketRequest,
  webSocketResponse,
} from '../../fixtures/webSocketFrames';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-carriers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CLIENT = { source: '192.0.2.1', destination: '192.0.2.2' };
const SERVER = { source: '192.0.2.2', destination: '192.0.2.1' };

function fieldsOf(frames: readonly Layer[], fields: readonly string[], options: readonly string[] = []): string[][] {
  const path = join(folder, 'built.pcap');
  writePcap(
    path,
    1,
    frames.map(({ bytes }) => bytes),
  );
  return tsharkFields(path, fields, options);
}

/** Segments of one connection, of the client and the server in turn as they are given. */
function connection(
  ports: { readonly client: number; readonly server: number },
  parts: readonly (readonly ['client' | 'server', Uint8Array])[],
): Layer[] {
  const next = { client: 1000, server: 2000 };
  const segment = (side: 'client' | 'server', flags: number, payload: Uint8Array): Layer => {
    const other = side === 'client' ? 'server' : 'client';
    const fields = {
      sourcePort: ports[side],
      destinationPort: ports[other],
      sequence: next[side],
      acknowledgment: next[other],
      flags,
    };
    next[side] += payload.length + ((flags & 0x02) === 0 ? 0 : 1);
    return ethernet({}, ipv4(side === 'client' ? CLIENT : SERVER, tcp(fields, payload)));
  };
  const none = new Uint8Array(0);
  const opening = [segment('client', 0x02, none), segment('server', 0x12, none), segment('client', 0x10, none)];
  return [...opening, ...parts.map(([side, payload]) => segment(side, 0x18, payload))];
}

describe.skipIf(!hasTshark)('WebSocket beside tshark', () => {
  it('messages have the same Call-IDs', () => {
    const masked = { maskingKey: MASKING_KEY };
    const message = (callId: string): string => sipRequest('OPTIONS', { callId });
    const sent = [
      webSocketFrame(message('one@x'), masked),
      joinBytes(...webSocketMessage(message('two@x'), [20, 300], masked)),
      joinBytes(
        webSocketFrame('ping', { opcode: 9, ...masked }),
        webSocketFrame(message('three@x'), { lengthBits: 64, ...masked }),
      ),
      webSocketFrame(message('four@x'), { opcode: 2, ...masked }),
    ];
    const frames = connection({ client: 40_000, server: 8080 }, [
      ['client', webSocketRequest()],
      ['server', webSocketResponse()],
      ...sent.map((bytes) => ['client', bytes] as const),
    ]);
    const theirs = fieldsOf(frames, ['sip.Call-ID'])
      .flat()
      .filter((callId) => callId !== '');

    const stream = joinBytes(...sent);
    const ours: string[] = [];
    for (let at = 0; at < stream.length;) {
      const extent = webSocketUnit(stream, at, stream.length);
      if (extent.outcome === 'more' || extent.outcome === 'lost') throw new Error(extent.outcome);
      if (extent.outcome === 'unit') {
        const text = new TextDecoder().decode(extent.content.subarray(extent.contentStart, extent.contentEnd));
        ours.push(/^Call-ID: (.*)$/m.exec(text)?.[1]?.trim() ?? '');
      }
      at = extent.next;
    }
    expect(ours).toEqual(['one@x', 'two@x', 'three@x', 'four@x']);
    expect(theirs).toEqual(ours);
  });
});

describe.skipIf(!hasTshark)('MSRP beside tshark', () => {
  it('start lines, paths and flags read the same', () => {
    const messages = [
      msrpRequest('SEND', 'Hi there', { messageId: 'm.1', headers: ['Failure-Report: no'] }),
      msrpRequest('SEND', 'part', { messageId: 'm.2', byteRange: '1-*/8', flag: '+' }),
      msrpResponse('200 OK'),
      msrpRequest('REPORT', null, { headers: ['Status: 000 200 OK'] }),
    ];
    const frames = connection(
      { client: 40_000, server: 2855 },
      messages.map((text) => ['client', textBytes(text)] as const),
    );
    const columns = [
      'msrp.transaction.id',
      'msrp.method',
      'msrp.status.code',
      'msrp.to.path',
      'msrp.from.path',
      'msrp.messageid',
      'msrp.byte.range',
      'msrp.content.type',
      'msrp.cnt.flg',
    ];
    // The identifier stands in the start line and in the end-line.
    const theirs = fieldsOf(frames, columns, ['-d', 'tcp.port==2855,msrp'])
      .filter(([id]) => id !== '')
      .map(([id, ...rest]) => [id!.split(',')[0], ...rest]);

    const ours = messages.map((text) => {
      const bytes = textBytes(text);
      const read = readMsrp(bytes, 0, bytes.length);
      if (!read.ok) throw new Error(read.error.layer);
      const message = read.value;
      const byteRange = message.headers.find(({ name }) => name === 'Byte-Range')?.value ?? '';
      return [
        message.transactionId,
        message.kind === 'request' ? message.method : '',
        message.kind === 'response' ? String(message.status) : '',
        message.toPath.join(' '),
        message.fromPath.join(' '),
        message.messageId,
        byteRange,
        message.contentType,
        message.flag ?? '',
      ];
    });
    expect(theirs).toEqual(ours);
  });
});

describe.skipIf(!hasTshark)('SCTP beside tshark', () => {
  const over = (layer: Layer): Layer => ethernet({}, ipv4(CLIENT, layer));
  const valuesOf = (fields: readonly MessageField[], name: string): string[] =>
    fields.flatMap((field) => [...(field.name === name ? [field.value] : []), ...valuesOf(field.children, name)]);

  it('chunks and their fields read the same', () => {
    const packets = [
      sctp({}, sctpInit({ initialTsn: 4_000_000_000, parameters: [joinBytes(words16(5, 8), words32(0xc0000207))] })),
      sctp(
        {},
        sctpSack(77),
        sctpData({ tsn: 8, stream: 2, streamSequence: 3, payloadProtocol: 46 }, 'abc'),
        sctpData({ tsn: 9, unordered: true, end: false }, 'd'),
      ),
      sctp({ checksum: 0x01020304 }, sctpIData({ tsn: 10, streamSequence: 5 }, 'abcd')),
      sctp(
        {},
        sctpChunk(10, 0, words32(1)),
        sctpChunk(11, 0, new Uint8Array(0)),
        sctpChunk(6, 0, words16(12, 4)),
        sctpChunk(7, 0, words32(5)),
      ),
    ];
    const columns = [
      'sctp.verification_tag',
      'sctp.chunk_type',
      'sctp.data_tsn_raw',
      'sctp.data_payload_proto_id',
      'sctp.checksum.status',
      'sctp.init_initial_tsn',
      'sctp.sack_cumulative_tsn_ack_raw',
    ];
    const theirs = fieldsOf(packets.map(over), columns, [
      '-o',
      'sctp.checksum:CRC-32C',
      '-o',
      'sctp.relative_tsns:FALSE',
      '-o',
      'sctp.show_always_control_chunks:TRUE',
    ]);

    const ours = packets.map(({ bytes }) => {
      const fields = sctpPacketFields(bytes, 0, bytes.length);
      const codes = (values: readonly string[]): string =>
        values.map((value) => /\((\d+)\)$/.exec(value)?.[1] ?? value).join(',');
      return [
        valuesOf(fields, 'Verification tag').join(','),
        codes(valuesOf(fields, 'Type')),
        valuesOf(fields, 'TSN').join(','),
        codes(valuesOf(fields, 'Payload protocol')),
        valuesOf(fields, 'Checksum')[0]!.endsWith('right') ? '1' : '0',
        valuesOf(fields, 'Initial TSN').join(','),
        codes(valuesOf(fields, 'Cumulative TSN').slice(0, 1)),
      ];
    });
    // A SHUTDOWN has its cumulative number in another column of tshark.
    ours[3]![6] = '';
    expect(theirs).toEqual(ours);
  });

  it('SIP in whole, bundled and fragmented messages is the same', () => {
    const sip = (callId: string): string => sipRequest('OPTIONS', { callId });
    const chunks = [
      [sctpData({ tsn: 1 }, sip('one@x'))],
      [
        sctpData({ tsn: 2, streamSequence: 1 }, sip('two@x')),
        sctpData({ tsn: 3, streamSequence: 2 }, sipResponse(200, 'OK', { callId: 'three@x' })),
      ],
      ...sctpFragments({ tsn: 4, streamSequence: 3 }, sip('four@x'), 120).map((chunk) => [chunk]),
    ];
    const theirs = fieldsOf(
      chunks.map((each) => over(sctp({}, ...each))),
      ['sip.Call-ID'],
      ['-o', 'sctp.reassembly:TRUE'],
    )
      .flatMap(([callIds]) => callIds!.split(','))
      .filter((callId) => callId !== '');
    const ours: string[] = [];
    const reassembly = new SctpReassembly(({ bytes, start, end }) => {
      ours.push(/^Call-ID: (.*)$/m.exec(new TextDecoder().decode(bytes.subarray(start, end)))?.[1]?.trim() ?? '');
    });
    chunks.forEach((each, index) => reassembly.offer(sctpPacket({}, each), index + 1, null, index));
    expect(ours).toEqual(['one@x', 'two@x', 'three@x', 'four@x']);
    expect(theirs).toEqual(ours);
  });
});
