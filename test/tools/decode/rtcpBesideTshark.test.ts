import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FieldMaker } from '../../../main/engine/decode/field';
import { describeRtcp } from '../../../main/engine/decode/rtcp/describeRtcp';
import type { MessageField } from '../../../shared/protocol/rows';
import { hexBytes, joinBytes, textBytes, words32 } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { rtcp } from '../../fixtures/rtpPackets';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';

const folder = mkdtempSync(join(tmpdir(), 'laddergram-rtcp-'));
afterAll(() => rmSync(folder, { recursive: true }));

const report = (block: string): Uint8Array => rtcp({ packetType: 207 }, joinBytes(words32(1), hexBytes(block)));
const feedback = (packetType: number, count: number, control: Uint8Array): Uint8Array =>
  rtcp({ packetType, count }, joinBytes(words32(1, 2), control));

const XR = 'rtcp.xr.voipmetrics';
const VOIP_METRICS = report(
  '07 00 0008  11223344  0d 1a 80 05  00c8 1388  0064 0028  ec ba 37 10  5d 5f 29 2a  f2 00  0028 0050 0078',
);

/** A packet, one of tshark's fields, our field, and what makes our words of tshark's figure. */
const CASES: readonly (readonly [Uint8Array, string, string, (figure: string) => string])[] = [
  [VOIP_METRICS, `${XR}.burstduration`, 'Burst duration', (figure) => `${figure} ms`],
  [VOIP_METRICS, `${XR}.gapduration`, 'Gap duration', (figure) => `${figure} ms`],
  [VOIP_METRICS, `${XR}.rtdelay`, 'Round trip delay', (figure) => `${figure} ms`],
  [VOIP_METRICS, `${XR}.esdelay`, 'End system delay', (figure) => `${figure} ms`],
  [VOIP_METRICS, `${XR}.signallevel`, 'Signal level', (figure) => `${figure} dBm`],
  [VOIP_METRICS, `${XR}.noiselevel`, 'Noise level', (figure) => `${figure} dBm`],
  [VOIP_METRICS, `${XR}.rerl`, 'Residual echo return loss', (figure) => `${figure} dB`],
  [VOIP_METRICS, `${XR}.gmin`, 'Gap threshold', (figure) => `${figure} packets`],
  [VOIP_METRICS, `${XR}.rfactor`, 'R factor', (figure) => figure],
  [VOIP_METRICS, `${XR}.extrfactor`, 'External R factor', (figure) => figure],
  [VOIP_METRICS, `${XR}.moslq`, 'MOS-LQ', (figure) => Number(figure).toFixed(1)],
  [VOIP_METRICS, `${XR}.moscq`, 'MOS-CQ', (figure) => Number(figure).toFixed(1)],
  [VOIP_METRICS, `${XR}.jbnominal`, 'Jitter buffer, nominal', (figure) => `${figure} ms`],
  [VOIP_METRICS, `${XR}.jbabsmax`, 'Jitter buffer, absolute maximum', (figure) => `${figure} ms`],
  [
    report('06 e8 0009 00000001 0005 0019 00000004 00000002 00000001 00000009 00000003 00000002 40403f01'),
    'rtcp.xr.stats.meanjitter',
    'Mean jitter',
    (figure) => `${figure} ticks`,
  ],
  [
    feedback(206, 15, joinBytes(textBytes('REMB'), hexBytes('01 0bd090 00000009'))),
    'rtcp.psfb.remb.fci.br_mantissa',
    'Bitrate',
    (mantissa) => `${(Number(mantissa) * 2 ** 2) / 1000} kbit/s`,
  ],
  [feedback(206, 4, hexBytes('00000007 05000000')), 'rtcp.psfb.fir.fci.csn', 'Sequence number', (figure) => figure],
  [
    feedback(205, 3, hexBytes('00000007 08c35028')),
    'rtcp.rtpfb.tmmbr.fci.mantissa',
    'Maximum',
    (mantissa) => `${(Number(mantissa) * 2 ** 2) / 1000} kbit/s, 40 bytes of overhead per packet`,
  ],
  [
    feedback(205, 1, hexBytes('000a 8001')),
    'rtcp.rtpfb.nack_pid',
    'Missing packets',
    (figure) => `${figure}, ${Number(figure) + 1}, ${Number(figure) + 16}`,
  ],
  [
    feedback(205, 15, hexBytes('0064 0007 000002 03 2005 c800 0102 0304')),
    'rtcp.rtpfb.transportcc.statuscount',
    'Packet status count',
    (figure) => figure,
  ],
];

const allOf = (fields: readonly MessageField[]): readonly MessageField[] =>
  fields.flatMap((field) => [field, ...allOf(field.children)]);

/** The figure of each case as tshark reads it. */
function figures(): readonly string[] {
  const path = join(folder, 'rtcp.pcap');
  const addresses = { source: '192.0.2.1', destination: '192.0.2.2' };
  const ports = { sourcePort: 40_001, destinationPort: 40_003 };
  const frames = CASES.map(([packet]) => ethernet({}, ipv4(addresses, udp(ports, packet))).bytes);
  writePcap(path, 1, frames);
  const names = CASES.map(([, name]) => name);
  const rows = tsharkFields(path, names, ['-d', 'udp.port==40001,rtcp']);
  return rows.map((cells, index) => cells[index]?.split(',')[0] ?? '');
}

describe.skipIf(!hasTshark)('RTCP beside tshark', () => {
  const theirs = hasTshark ? figures() : [];

  it.each(CASES.map(([packet, tsharkField, name, words], index) => ({ packet, tsharkField, name, words, index })))(
    '$name is $tsharkField',
    ({ packet, name, words, index }) => {
      const figure = theirs[index] ?? '';
      expect(figure).toMatch(/^[-\d.]+$/);
      const field = allOf(describeRtcp(new FieldMaker(packet), 0, packet.length)).find((one) => one.name === name);
      expect(field?.value).toBe(words(figure));
    },
  );
});
