import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../main/engine/decode/decodeFrame';
import { formatAddress } from '../../../main/engine/decode/ip/address';
import { Packet, type DecodeOutcome } from '../../../main/engine/decode/packet';
import { joinBytes, textBytes, words32 } from '../../fixtures/bytes';
import { CORPUS, corpusFrames, hasCorpus } from '../../fixtures/captureFrames';
import { evenCuts, fragmentIpv4, fragmentIpv6 } from '../../fixtures/fragments';
import {
  authentication,
  ethernet,
  ethernet8023,
  ipv4,
  ipv6,
  ipv6Extension,
  ipv6Fragment,
  type Layer,
  linuxSll,
  linuxSll2,
  llcSnap,
  loopback,
  tcp,
  udp,
  vlan,
} from '../../fixtures/frames';
import { receiverReport, reportBlock, rtp, senderReport, sourceDescription } from '../../fixtures/rtpPackets';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-decode-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fieldsOf(
  linkType: number,
  frames: readonly Layer[],
  fields: readonly string[],
  options: readonly string[] = [],
) {
  const path = join(folder, 'built.pcap');
  writePcap(
    path,
    linkType,
    frames.map(({ bytes }) => bytes),
  );
  return tsharkFields(path, fields, options);
}

const FIELDS = [
  'ip.src',
  'ip.dst',
  'ip.dsfield.dscp',
  'ipv6.src',
  'ipv6.dst',
  'ipv6.tclass.dscp',
  'ieee8021ad.id',
  'vlan.id',
] as const;
const PORTS = ['udp.srcport', 'udp.dstport', 'tcp.srcport', 'tcp.dstport'] as const;

/** What we say of a frame in the words of tshark's columns; fields of layers that are not there are empty. */
function asTshark(packet: Packet): string[] {
  const ip = [formatAddress(packet.sourceWords), formatAddress(packet.destinationWords), String(packet.dscp)];
  const none = ['', '', ''];
  const vlanIds = [...packet.vlanIds.subarray(0, packet.vlanCount)].join(',');
  return [...(packet.ipVersion === 4 ? ip : none), ...(packet.ipVersion === 6 ? ip : none), vlanIds];
}

type Read = { readonly outcome: DecodeOutcome; readonly packet: Packet };

/**
 * tshark reads what ICMP errors quote as if it had been sent: there the packet itself is the reading behind those of the tunnels
 * around it, else it is the last one.
 */
function innermost(values: string, { outcome, packet }: Read): string {
  const readings = values.split(',');
  const outside = packet.tunnelIpVersions.subarray(0, packet.tunnelCount);
  const index = outside.filter((version) => version === packet.ipVersion).length;
  return (outcome === 'icmp' ? readings[index] : readings.at(-1))!;
}

/** The same columns of tshark's: IP of the version that we found, tags of 802.1ad (which have a column of their own) and of 802.1Q. */
function theirReading(row: readonly string[], read: Read): string[] {
  const isVersion4 = read.packet.ipVersion === 4;
  const ip = row.slice(0, 6).map((value, column) => (column < 3 === isVersion4 ? innermost(value, read) : ''));
  return [
    ...ip,
    row
      .slice(6, 8)
      .filter((value) => value !== '')
      .join(','),
  ];
}

/** NSH and Cisco metadata are not read. */
const CARRIES_IP = /^(?!.*:(nsh|cmd):)(.*:)?ip(v6)?(:|$)/;
const IP_OUTCOMES: readonly DecodeOutcome[] = ['udp', 'tcp', 'sctp', 'icmp', 'fragment', 'other'];

describe.skipIf(!hasTshark || !hasCorpus)(
  'decodeFrame beside tshark on real captures (skipped without tshark or the corpus)',
  () => {
    const captures = hasCorpus ? readdirSync(new URL('pcap/', CORPUS)) : [];

    it.each(captures)('%s: addresses, DSCP, VLAN ids and ports', (capture) => {
      const path = fileURLToPath(new URL(`pcap/${capture}`, CORPUS));
      const rows = tsharkFields(path, [...FIELDS, ...PORTS, 'frame.protocols']);
      const isDamaged = capture.includes('fuzz');
      const packet = new Packet();
      for (const frame of corpusFrames(capture)) {
        const outcome = decodeFrame(frame, packet);
        const row = rows[frame.number - 1]!;
        const carriesIp = CARRIES_IP.test(row.at(-1)!);
        // A tunnel's IP may carry a frame that is none.
        const readIp = IP_OUTCOMES.includes(outcome) || (outcome === 'notIp' && packet.tunnelCount > 0);
        if (!isDamaged) expect([frame.number, readIp]).toEqual([frame.number, carriesIp]);
        if (!IP_OUTCOMES.includes(outcome)) continue;

        const theirs = theirReading(row, { outcome, packet });
        expect([frame.number, ...asTshark(packet)]).toEqual([frame.number, ...theirs]);
        const ports = row
          .slice(FIELDS.length, FIELDS.length + PORTS.length)
          .map((port) => innermost(port, { outcome, packet }));
        const ours = [packet.sourcePort, packet.destinationPort].map(String);
        if (outcome === 'udp') expect([frame.number, ...ours]).toEqual([frame.number, ...ports.slice(0, 2)]);
        if (outcome === 'tcp') expect([frame.number, ...ours]).toEqual([frame.number, ...ports.slice(2)]);
      }
    });
  },
);

describe.skipIf(!hasTshark)('built frames beside tshark (skipped without tshark)', () => {
  const payload = textBytes('OPTIONS sip:bob@example.com SIP/2.0\r\n\r\n');
  const datagram = udp({ sourcePort: 5060, destinationPort: 5070 }, payload);
  const segment = tcp({ sourcePort: 5060, destinationPort: 5070, options: words32(0x01010101) }, textBytes('odd'));
  const between4 = { source: '192.0.2.1', destination: '198.51.100.2', dscp: 46 };
  const between6 = { source: '2001:db8::1', destination: '2001:db8::2', dscp: 46 };
  const CHECKS = ['ip.check_checksum', 'udp.check_checksum', 'tcp.check_checksum'].flatMap((name) => [
    '-o',
    `${name}:TRUE`,
  ]);
  const GOOD = '1';

  it.each<[string, number, Layer]>([
    ['Ethernet', 1, ethernet({ padToBytes: 60 }, ipv4(between4, datagram))],
    ['Ethernet, IPv6', 1, ethernet({}, ipv6(between6, datagram))],
    ['VLAN stack', 1, ethernet({}, vlan(7, vlan(8, ipv4(between4, datagram)), { tag: 0x88a8, priority: 5 }))],
    ['802.3 with SNAP', 1, ethernet8023(llcSnap(ipv4(between4, datagram)))],
    ['Linux cooked', 113, linuxSll(ipv4(between4, datagram))],
    ['Linux cooked 2', 276, linuxSll2(ipv6(between6, datagram))],
    ['loopback', 0, loopback(2, ipv4(between4, datagram))],
    ['loopback, big endian', 108, loopback(30, ipv6(between6, datagram), 'big')],
    ['raw', 101, ipv4({ ...between4, options: words32(0x01010101) }, datagram)],
    ['TCP', 101, ipv4(between4, segment)],
    ['TCP, IPv6', 101, ipv6(between6, segment)],
    ['extension headers', 101, ipv6(between6, ipv6Extension(0, ipv6Extension(60, authentication(datagram), 2)))],
    ['atomic fragment', 101, ipv6(between6, ipv6Fragment({ id: 1 }, datagram))],
  ])('%s: checksums good, same reading', (_name, linkType, layer) => {
    const sums = ['ip.checksum.status', 'udp.checksum.status', 'tcp.checksum.status', '_ws.malformed'];
    const [row] = fieldsOf(linkType, [layer], [...FIELDS, ...PORTS, ...sums], CHECKS);
    const [ip, udpSum, tcpSum, malformed] = row!.slice(-4);
    expect(malformed).toBe('');
    expect([ip === '' || ip === GOOD, udpSum === GOOD || tcpSum === GOOD]).toEqual([true, true]);
    expect([ip, udpSum, tcpSum]).not.toContain('0');
    expect(row!.slice(FIELDS.length, -4).filter((port) => port !== '')).toEqual(['5060', '5070']);
    expect(row).toContain('46');
  });

  it('VLAN ids of mixed tags', () => {
    const stack = (outer: 0x8100 | 0x88a8 | 0x9100) =>
      ethernet({}, vlan(7, vlan(8, ipv4(between4, datagram)), { tag: outer, priority: 5 }));
    const frames = ([0x8100, 0x88a8, 0x9100] as const).map(stack);
    expect(fieldsOf(1, frames, ['ieee8021ad.id', 'vlan.id', 'udp.srcport'])).toEqual([
      ['', '7,8', '5060'],
      ['7', '8', '5060'],
      ['', '7,8', '5060'],
    ]);
  });

  it('fragments are put together by tshark, too', () => {
    const cuts = evenCuts(datagram.bytes.length, 24);
    const again = ['-o', 'ip.defragment:TRUE', '-o', 'ipv6.defragment:TRUE', ...CHECKS];
    for (const fragments of [
      fragmentIpv4(between4, datagram, cuts),
      fragmentIpv6({ ...between6, id: 9 }, datagram, cuts),
    ]) {
      const rows = fieldsOf(101, fragments, ['sip.Method', 'udp.checksum.status'], again);
      expect(rows.map(([method]) => method)).toEqual(['OPTIONS', '', '', ''].slice(0, cuts.length).toReversed());
      expect(rows.at(-1)![1]).toBe(GOOD);
    }
  });

  it('RTP and RTCP read as they were written', () => {
    const rtpOnly = ['-d', 'udp.port==4000,rtp'];
    const packet = rtp(
      {
        payloadType: 0,
        sequence: 7,
        timestamp: 160,
        ssrc: 0xcafe,
        marker: true,
        contributingSources: [1],
        extension: words32(5),
        paddingBytes: 4,
      },
      textBytes('12345678'),
    );
    const over = (port: number, bytes: Uint8Array): Layer =>
      ipv4(between4, udp({ sourcePort: port, destinationPort: port }, bytes));
    const fields = [
      'rtp.seq',
      'rtp.timestamp',
      'rtp.marker',
      'rtp.cc',
      'rtp.ext.len',
      'rtp.padding.count',
      '_ws.malformed',
    ];
    expect(fieldsOf(101, [over(4000, packet)], fields, rtpOnly)).toEqual([['7', '160', '1', '1', '1', '4', '']]);

    const block = reportBlock({ ssrc: 2, fractionLost: 64, cumulativeLostPackets: 5, jitterTicks: 80 });
    const compound = joinBytes(senderReport({ ssrc: 1, sentPackets: 9 }, block), sourceDescription(1, [1, 'me@host']));
    const report = [
      'rtcp.pt',
      'rtcp.ssrc.fraction',
      'rtcp.ssrc.cum_nr',
      'rtcp.ssrc.jitter',
      'rtcp.sdes.text',
      'rtcp.length_check',
    ];
    const rows = fieldsOf(101, [over(4001, compound), over(4001, receiverReport(1, block))], report, [
      '-d',
      'udp.port==4001,rtcp',
    ]);
    expect(rows).toEqual([
      ['200,202', '64', '5', '80', 'me@host', '1'],
      ['201', '64', '5', '80', '', '1'],
    ]);
  });
});
