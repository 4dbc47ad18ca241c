import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../fixtures/decoded';
import { formatAddress } from '../../../main/engine/decode/ip/address';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';
import { CALL_ID, TUNNEL_CASES, type TunnelCase } from '../../main/engine/decode/tunnel/tunnelCases';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laddergram-tunnels-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = ['-o', 'esp.enable_null_encryption_decode_heuristic:TRUE'];
const FIELDS = [
  'sip.Call-ID',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'udp.srcport',
  'tcp.srcport',
  '_ws.malformed',
];

const last = (values: string): string => values.split(',').at(-1)!;

function besideTshark({ frame, linkType = 1, tsharkOptions = [] }: TunnelCase) {
  const path = join(folder, 'tunnel.pcap');
  writePcap(path, linkType, [frame.bytes]);
  const [row] = tsharkFields(path, FIELDS, [...OPTIONS, ...tsharkOptions]);
  const { packet } = decoded(frame, { linkType });
  const [callId, source4, destination4, source6, destination6, udpPort, tcpPort, malformed] = row!;
  const [source, destination] = packet.ipVersion === 4 ? [source4!, destination4!] : [source6!, destination6!];
  return {
    theirs: [callId!, last(source), last(destination), last(packet.protocol === 17 ? udpPort! : tcpPort!), malformed],
    ours: [
      CALL_ID,
      formatAddress(packet.sourceWords),
      formatAddress(packet.destinationWords),
      String(packet.sourcePort),
      '',
    ],
  };
}

describe.skipIf(!hasTshark)('tunnels beside tshark (skipped without tshark)', () => {
  it.each(TUNNEL_CASES.filter(({ unlikeTshark }) => unlikeTshark === undefined))('$name', (tunnelCase) => {
    const { theirs, ours } = besideTshark(tunnelCase);
    expect(theirs).toEqual(ours);
  });

  it.each(TUNNEL_CASES.filter(({ unlikeTshark }) => unlikeTshark !== undefined))(
    '$name: tshark does not read it, $unlikeTshark',
    (tunnelCase) => {
      expect(besideTshark(tunnelCase).theirs[0]).toBe('');
    },
  );
});
