import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatAddress } from '../../../main/engine/decode/ip/address';
import { decoded } from '../../fixtures/decoded';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';
import { CALL_ID, TUNNEL_CASES, type TunnelCase } from '../../main/engine/decode/tunnel/tunnelCases';

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

/** tshark's row of each case. */
const rows = new Map<TunnelCase, readonly string[]>();

const groupOf = ({ linkType = 1, tsharkOptions = [] }: TunnelCase): string =>
  JSON.stringify({ linkType, tsharkOptions });

/** One run of tshark for all that it can read with the same words. */
function readGroup(folder: string, cases: readonly TunnelCase[]): void {
  const { linkType = 1, tsharkOptions = [] } = cases[0]!;
  const path = join(folder, 'tunnels.pcap');
  writePcap(
    path,
    linkType,
    cases.map(({ frame }) => frame.bytes),
  );
  const read = tsharkFields(path, FIELDS, [...OPTIONS, ...tsharkOptions]);
  cases.forEach((tunnelCase, index) => rows.set(tunnelCase, read[index]!));
}

beforeAll(() => {
  if (!hasTshark) return;
  const folder = mkdtempSync(join(tmpdir(), 'laddergram-tunnels-'));
  for (const group of new Set(TUNNEL_CASES.map(groupOf))) {
    readGroup(
      folder,
      TUNNEL_CASES.filter((tunnelCase) => groupOf(tunnelCase) === group),
    );
  }
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => rows.clear());

const last = (values: string): string => values.split(',').at(-1)!;

function besideTshark(tunnelCase: TunnelCase) {
  const { packet } = decoded(tunnelCase.frame, { linkType: tunnelCase.linkType ?? 1 });
  const [callId, source4, destination4, source6, destination6, udpPort, tcpPort, malformed] = rows.get(tunnelCase)!;
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
