import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../main/engine/decode/decodeFrame';
import { cipherSuiteName } from '../../../main/engine/decode/dtls/cipherSuites';
import { readHandshakes } from '../../../main/engine/decode/dtls/dtlsHandshake';
import { readServerHello } from '../../../main/engine/decode/dtls/dtlsHello';
import { isEncrypted, readDtlsRecords } from '../../../main/engine/decode/dtls/dtlsRecord';
import { Packet } from '../../../main/engine/decode/packet';
import { readIfp, type IfpPacket } from '../../../main/engine/decode/udptl/ifpPacket';
import { readUdptl } from '../../../main/engine/decode/udptl/udptlPacket';
import { readZrtpHello } from '../../../main/engine/decode/zrtp/zrtpMessages';
import { readZrtp } from '../../../main/engine/decode/zrtp/zrtpPacket';
import { hexBytes, words32 } from '../../fixtures/bytes';
import { CORPUS, corpusFrames, hasCorpus } from '../../fixtures/captureFrames';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';
import { IFP, udptl, v21Data } from '../../fixtures/udptlPackets';
import { zrtp, zrtpCommit, zrtpHello } from '../../fixtures/zrtpPackets';

const folder = mkdtempSync(join(tmpdir(), 'laddergram-companions-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DTLS_FIELDS = ['frame.number', 'dtls.record.content_type', 'dtls.handshake.type', 'dtls.handshake.ciphersuite'];

/** Frame, content types, and of what is not encrypted the types of handshake messages and the suite chosen. */
function ownDtls(capture: string): string[][] {
  const packet = new Packet();
  const rows: string[][] = [];
  for (const frame of corpusFrames(capture)) {
    if (decodeFrame(frame, packet) !== 'udp') continue;
    const { bytes, payloadStart, payloadEnd } = packet;
    const first = bytes[payloadStart] ?? 0;
    if (first < 20 || first > 26) continue;
    const { records, faults } = readDtlsRecords(bytes, payloadStart, payloadEnd);
    expect(faults).toEqual([]);
    const handshakes = records
      .filter((record) => record.contentType === 22 && !isEncrypted(record))
      .flatMap((record) => readHandshakes(bytes, record));
    const hello = handshakes.find(({ type }) => type === 2);
    const chosen = hello && readServerHello(bytes, hello.bodyStart, hello.bodyEnd)?.cipherSuites[0];
    rows.push([
      String(frame.number),
      records.map(({ contentType }) => contentType).join(','),
      handshakes.map(({ type }) => type).join(','),
      chosen === undefined ? '' : cipherSuiteName(chosen),
    ]);
  }
  return rows;
}

/** What tshark says, in the same columns: it lists the suites that a client offers as well. */
function theirDtls(capture: string): string[][] {
  const path = fileURLToPath(new URL(`pcap/${capture}`, CORPUS));
  return tsharkFields(path, DTLS_FIELDS, ['-Y', 'dtls']).map(([frame = '', contents = '', types = '', suites = '']) => {
    const isServer = types.split(',').includes('2');
    return [frame, contents, types, isServer ? cipherSuiteName(Number(suites)) : ''];
  });
}

describe.skipIf(!hasTshark || !hasCorpus)('DTLS of real captures beside tshark', () => {
  it.each(['ndpi__stun_dtls_rtp.pcapng', 'zeek__webrtc-stun.pcap', 'arkime__wireshark-dtls12.pcap'])(
    '%s',
    (capture) => {
      const own = ownDtls(capture);
      expect(own.length).toBeGreaterThan(3);
      expect(own).toEqual(theirDtls(capture));
    },
  );
});

/** Datagrams between two ports, read by tshark as the protocol named. */
function theirs(
  name: string,
  payloads: readonly Uint8Array[],
  fields: readonly string[],
  decodeAs: string,
): string[][] {
  const path = join(folder, `${name}.pcap`);
  const frames = payloads.map((payload) => {
    const datagram = udp({ sourcePort: 40000, destinationPort: 40002 }, payload);
    return ethernet({}, ipv4({ source: '192.0.2.1', destination: '192.0.2.2' }, datagram)).bytes;
  });
  writePcap(path, 1, frames);
  return tsharkFields(path, fields, ['-d', `udp.port==40000,${decodeAs}`]);
}

describe.skipIf(!hasTshark)('ZRTP beside tshark', () => {
  it('agrees on type, client and sum', () => {
    const broken = zrtp('HelloACK').fill(0xee, 8, 9);
    const packets = [
      zrtp('Hello', zrtpHello()),
      zrtp('HelloACK'),
      zrtp('Commit', zrtpCommit()),
      zrtp('Error', words32(0x61)),
      broken,
    ];
    const own = packets.map((bytes) => {
      const read = readZrtp(bytes, 0, bytes.length);
      if (!read.ok) return [];
      const { messageType, isCrcRight } = read.value;
      const client = messageType === 'Hello' ? readZrtpHello(bytes, read.value)!.clientId : '';
      return [messageType, client, isCrcRight === true ? '1' : '0'];
    });
    const their = theirs('zrtp', packets, ['zrtp.type', 'zrtp.client_source_id', 'zrtp.checksum.status'], 'zrtp');
    expect(own).toEqual(their.map(([type = '', client = '', status = '']) => [type.trim(), client.trim(), status]));
  });
});

/** Numbers of indicators, modulations and fields of some packets, in the order of tshark's columns. */
function packetNumbers(packets: readonly (IfpPacket | null)[]): string[] {
  const columns: number[][] = [[], [], []];
  for (const packet of packets) {
    if (packet?.kind === 'indicator') columns[0]!.push(packet.indicator);
    if (packet?.kind !== 'data') continue;
    columns[1]!.push(packet.modulation);
    columns[2]!.push(...packet.fields.map(({ fieldType }) => fieldType));
  }
  return columns.map((column) => column.join(','));
}

describe.skipIf(!hasTshark)('fax over UDPTL beside tshark', () => {
  it('agrees on sequence numbers, indicators and kinds of data', () => {
    const packets = [
      udptl(0, IFP.cng),
      udptl(1, IFP.ced, IFP.cng),
      udptl(2, IFP.v21Preamble, IFP.ced, IFP.cng),
      udptl(3, v21Data(hexBytes('ffc80400')), IFP.v21Preamble),
      udptl(4, hexBytes('c0 01 20')),
      udptl(5, hexBytes('c0 02 80 0001 ffc8 20')),
      udptl(6, IFP.v17Training14400),
      udptl(7, hexBytes('d0 01 e0 0001 1234')),
    ];
    const own = packets.map((bytes) => {
      const read = readUdptl(bytes, 0, bytes.length);
      if (!read.ok) return [];
      const { sequence, primary, recovery } = read.value;
      const repeated = recovery?.kind === 'redundancy' ? recovery.packets : [];
      const ranges = [primary, ...repeated];
      return [String(sequence), ...packetNumbers(ranges.map(({ start, end }) => readIfp(bytes, start, end)))];
    });
    const fields = ['t38.seq_number', 't38.t30_indicator', 't38.t30_data', 't38.field_type'];
    expect(own).toEqual(theirs('udptl', packets, fields, 't38'));
  });
});
