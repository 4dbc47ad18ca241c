import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IcmpError } from '../../../main/engine/decode/icmp/icmpError';
import { formatAddress } from '../../../main/engine/decode/ip/address';
import { joinBytes, textBytes } from '../../fixtures/bytes';
import { decoded } from '../../fixtures/decoded';
import { ethernet, ipv4, ipv6, type Layer, tcp, udp } from '../../fixtures/frames';
import { icmp, icmpExtension, icmpV6 } from '../../fixtures/icmpMessages';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';
import { mpls } from '../../fixtures/tunnels';

const payload = textBytes(`OPTIONS sip:bob@example.com SIP/2.0\r\nSubject: ${'x'.repeat(200)}\r\n\r\n`);
const ports = { sourcePort: 5060, destinationPort: 5070 };
const lost4 = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, udp(ports, payload));
const lost6 = ipv6({ source: 'fd00::1', destination: 'fd00::2' }, udp(ports, payload));
const lostTcp = ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }, tcp(ports, payload));
const over4 = (message: Layer): Layer => ipv4({ source: '10.0.0.9', destination: '10.0.0.1' }, message);
const over6 = (message: Layer): Layer => ipv6({ source: 'fd00::9', destination: 'fd00::1' }, message);
const extended = joinBytes(lost4.bytes.subarray(0, 128), icmpExtension());

const CASES: readonly (readonly [string, Layer])[] = [
  ['port unreachable', ethernet({}, over4(icmp(3, 3, lost4.bytes)))],
  ['8 bytes quoted', ethernet({}, over4(icmp(3, 1, lost4.bytes.subarray(0, 28))))],
  ['8 bytes of TCP quoted', ethernet({}, over4(icmp(3, 13, lostTcp.bytes.subarray(0, 28))))],
  ['with extensions', ethernet({}, over4(icmp(11, 0, extended, 32 << 16)))],
  ['behind labels', ethernet({}, mpls([16], over4(icmp(11, 0, lost4.bytes.subarray(0, 60)))))],
  ['ICMPv6', ethernet({}, over6(icmpV6(1, 4, lost6.bytes)))],
];

const FIELDS = ['icmp.type', 'icmpv6.type', 'icmp.code', 'icmpv6.code', 'ip.src', 'ipv6.src', 'udp.port', 'tcp.port'];
const SUMS = ['icmp.checksum.status', 'icmpv6.checksum.status'];

describe.skipIf(!hasTshark)('ICMP errors beside tshark (skipped without tshark)', () => {
  it('type, code, what is quoted, and that our frames are sound', () => {
    const folder = mkdtempSync(join(tmpdir(), 'laddergram-icmp-'));
    const path = join(folder, 'errors.pcap');
    writePcap(
      path,
      1,
      CASES.map(([, { bytes }]) => bytes),
    );
    const rows = tsharkFields(path, [...FIELDS, ...SUMS]);
    rmSync(folder, { recursive: true, force: true });

    const error = new IcmpError();
    CASES.forEach(([name, frame], index) => {
      const [type4, type6, code4, code6, source4, source6, udpPorts, tcpPorts, sum4, sum6] = rows[index]!;
      const quoted = (source4 || source6!).split(',').at(-1);
      expect(error.read(decoded(frame).packet)).toBe(true);
      expect([name, error.type, error.code, formatAddress(error.sourceWords)]).toEqual([
        name,
        Number(type4 || type6),
        Number(code4 || code6),
        quoted,
      ]);
      expect(`${error.sourcePort},${error.destinationPort}`).toBe(udpPorts || tcpPorts);
      expect([name, sum4 || sum6]).toEqual([name, '1']);
    });
  });
});
