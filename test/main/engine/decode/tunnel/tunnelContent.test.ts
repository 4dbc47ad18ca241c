import { describe, expect, it } from 'vitest';
import { countingBytes, hexBytes, joinBytes, words16, words32 } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { ethernet, ipv4, type Layer, raw, tcp, udp } from '../../../../fixtures/frames';
import { espInUdp, espNull, espTransport, geneve, gtpU, l2tp, ppp, tzsp, vxlan } from '../../../../fixtures/tunnels';
import { datagram, outer4, overIpv4, payload } from './tunnelCases';

const frame = ethernet({}, overIpv4);
const unknownFrame = ethernet({ etherType: 0x1234 }, overIpv4);
const over = (above: Layer): Layer => ethernet({}, ipv4(outer4, above));
const on = (port: number, bytes: Uint8Array): Layer => udp({ sourcePort: 40_000, destinationPort: port }, bytes);

/** The same layer with bytes of the UDP payload replaced. */
function changed(layer: Layer, at: number, ...bytes: readonly number[]): Layer {
  const copy = layer.bytes.slice();
  copy.set(bytes, 8 + at);
  return { ...layer, bytes: copy };
}

/** An RTP packet: what most often stands between ports. */
const rtp = joinBytes(hexBytes('80 00 00 01'), words32(160, 0xcafe), countingBytes(160));

describe('a port alone decides nothing', () => {
  it.each([1701, 2152, 4500, 4789, 4790, 8472, 6081, 9899, 37_008])('port %i with RTP or SIP in it', (port) => {
    for (const content of [rtp, payload, new Uint8Array(0), new Uint8Array(3)]) {
      for (const ports of [
        { sourcePort: 40_000, destinationPort: port },
        { sourcePort: port, destinationPort: 40_000 },
      ]) {
        const { outcome, packet, payload: found } = decoded(over(udp(ports, content)));
        expect([outcome, packet.tunnelCount, packet.fault]).toEqual(['udp', 0, null]);
        expect(packet).toMatchObject({ ...ports, ipVersion: 4 });
        expect(found).toEqual(content);
      }
    }
  });

  it.each<[string, Layer]>([
    ['VXLAN without its flag', changed(vxlan(1, frame), 0, 0)],
    ['VXLAN with a reserved flag', changed(vxlan(1, frame), 0, 0x18)],
    ['VXLAN with reserved bytes set', changed(vxlan(1, frame), 7, 1)],
    ['VXLAN around a frame of unknown type', vxlan(1, unknownFrame)],
    ['VXLAN around nothing', vxlan(1, raw(new Uint8Array(0)))],
    ['VXLAN-GPE that names no protocol', changed(vxlan(1, frame, { port: 4790 }), 0, 0x0c, 0, 0, 9)],
    [
      'VXLAN-GPE around half an IP packet',
      on(4790, joinBytes(words32(0x0c000001, 0x100), overIpv4.bytes.subarray(0, 40))),
    ],
    ['Geneve of version 1', changed(geneve(1, frame), 0, 0x40)],
    ['Geneve with a reserved flag', changed(geneve(1, frame), 1, 0x01)],
    ['Geneve with options beyond the datagram', changed(geneve(1, overIpv4), 0, 0x3f)],
    ['Geneve with a reserved byte set', changed(geneve(1, frame), 7, 1)],
    ['Geneve around a frame of unknown type', geneve(1, unknownFrame)],
    ['Geneve carrying an unknown protocol', geneve(1, { ...overIpv4, etherType: 0x1234 })],
    ['GTP-U of version 2', changed(gtpU(1, overIpv4), 0, 0x50)],
    ['GTP prime', changed(gtpU(1, overIpv4), 0, 0x20)],
    ['an echo request of GTP', gtpU(1, raw(new Uint8Array(0)), { messageType: 1, sequence: 1 })],
    ['GTP-U with a wrong length', gtpU(1, overIpv4, { lengthBytes: overIpv4.bytes.length - 1 })],
    ['GTP-U with an extension header of no length', gtpU(1, overIpv4, { extensions: [[0x85, new Uint8Array(1022)]] })],
    ['GTP-U around half an IP packet', gtpU(1, raw(overIpv4.bytes.subarray(0, 60)))],
    ['GTP-U around more than an IP packet', gtpU(1, raw(joinBytes(overIpv4.bytes, rtp)))],
    ['GTP-U around no IP packet', gtpU(1, raw(rtp))],
    ['TZSP of version 2', changed(tzsp(frame), 0, 2)],
    ['TZSP that keeps the sniffer alive', changed(tzsp(frame), 1, 4)],
    ['TZSP without an end of its tags', on(37_008, joinBytes(words32(0x01000001), new Uint8Array(40)))],
    ['TZSP with a tag beyond the datagram', on(37_008, joinBytes(words32(0x01000001), Uint8Array.of(10, 255, 1, 1)))],
    ['TZSP of another link', tzsp(frame, { protocol: 3 })],
    ['TZSP around a frame of unknown type', tzsp(unknownFrame)],
    ['control of L2TP', changed(l2tp(1, 2, ppp(overIpv4)), 0, 0xc8)],
    ['L2TP of version 3', changed(l2tp(1, 2, ppp(overIpv4)), 1, 3)],
    ['L2TP with a reserved flag', changed(l2tp(1, 2, ppp(overIpv4)), 0, 0x60)],
    ['L2TP with a wrong length', changed(l2tp(1, 2, ppp(overIpv4)), 2, 0, 20)],
    ['L2TP around no PPP', l2tp(1, 2, raw(rtp))],
    ['L2TP with an offset beyond the datagram', l2tp(1, 2, raw(new Uint8Array(0)), { offsetBytes: 0 })],
    ['IKE beside ESP', on(4500, joinBytes(words32(0), countingBytes(80)))],
    ['ESP in UDP that is encrypted', espInUdp(raw(joinBytes(words32(1, 1), countingBytes(80, 7))))],
  ])('%s stays a datagram', (_name, layer) => {
    const { outcome, packet, payload: found } = decoded(over(layer));
    expect([outcome, packet.tunnelCount, packet.fault]).toEqual(['udp', 0, null]);
    expect(found).toEqual(layer.bytes.subarray(8));
  });

  it('a tunnel on a port that is not its own stays a datagram', () => {
    const { bytes } = vxlan(1, frame);
    expect(decoded(over(on(5060, bytes.subarray(8)))).packet.tunnelCount).toBe(0);
  });
});

describe('ESP', () => {
  const closed = (layer: Layer) => {
    const { outcome, packet, payload: found } = decoded(over(layer));
    expect([outcome, packet.protocol, packet.tunnelCount, packet.fault]).toEqual(['other', 50, 0, null]);
    expect(found).toEqual(layer.bytes);
  };
  const content = ipv4(outer4, datagram).bytes.subarray(20);

  it.each<[string, Layer]>([
    ['encrypted', raw(joinBytes(words32(1, 1), countingBytes(100, 7)), { protocol: 50 })],
    ['an unknown next header', espNull({ index: 1 }, content, 99)],
    ['a UDP length that does not fit', espNull({ index: 1 }, joinBytes(content, countingBytes(4)), 17)],
    ['an IP length that does not fit', espNull({ index: 1 }, joinBytes(overIpv4.bytes, countingBytes(4)), 4)],
    ['a wrong IP version', espNull({ index: 1 }, overIpv4.bytes, 41)],
    ['a wrong TCP checksum', espNull({ index: 1 }, tcp({ sourcePort: 1, destinationPort: 2 }, payload).bytes, 6)],
    ['nothing in it', espNull({ index: 1 }, new Uint8Array(0), 17)],
    ['shorter than its header', raw(words32(1), { protocol: 50 })],
  ])('%s: an IP packet of another protocol', (_name, layer) => closed(layer));

  it('padding that is not 1, 2, 3 is none', () => {
    const layer = espTransport({ index: 1, extraPaddingBytes: 4 }, outer4, datagram);
    expect(decoded(over(layer)).outcome).toBe('udp');
    const lastOfPadding = layer.bytes.length - 12 - 2 - 1;
    layer.bytes[lastOfPadding]! ^= 1;
    closed(layer);
  });

  it('one that the capture cut off is not opened', () => {
    const { bytes } = over(espTransport({ index: 1 }, outer4, datagram));
    expect(decoded(bytes.subarray(0, -1)).outcome).toBe('other');
  });

  it('SCTP whose chunks fill it is opened, other SCTP is not', () => {
    const sctp = joinBytes(words16(2905, 2906), words32(1, 0), words16(0x0700, 8), words32(5));
    const { outcome, packet } = decoded(over(espNull({ index: 3 }, sctp, 132)));
    expect([outcome, packet.sourcePort, packet.destinationPort, packet.tunnelCount]).toEqual(['sctp', 2905, 2906, 1]);
    closed(espNull({ index: 3 }, joinBytes(sctp, words32(5)), 132));
  });
});
