import { describe, expect, it } from 'vitest';
import { IpReassembly } from '../../../../../main/engine/analysis/reassembly/ipReassembly';
import { decodeFrame, decodeTransport } from '../../../../../main/engine/decode/decodeFrame';
import { type DecodeOutcome, Packet } from '../../../../../main/engine/decode/packet';
import { hexBytes, joinBytes, textBytes, words16, words32 } from '../../../../fixtures/bytes';
import { decoded } from '../../../../fixtures/decoded';
import { evenCuts, fragmentIpv4 } from '../../../../fixtures/fragments';
import { ethernet, frameOf, ipv4, ipv6, type Layer, raw, vlan } from '../../../../fixtures/frames';
import { erspan, gre, gtpU, mpls, ppp, pppoe, pptp, vxlan } from '../../../../fixtures/tunnels';
import { tunnelWords } from '../../../../fixtures/tunnelWords';
import { datagram, inner4, outer4, outer6, overIpv4, payload } from './tunnelCases';

const OUT4 = '192.0.2.1 > 198.51.100.2';
const OUT6 = '2001:db8::1 > 2001:db8::2';

const nested = (count: number, wrap: (above: Layer, depth: number) => Layer, core: Layer): Layer =>
  Array.from({ length: count }, (_, index) => count - index).reduce((above, depth) => wrap(above, depth), core);

describe('tunnels in tunnels', () => {
  it('eight with a VLAN tag each, and all that a tunnel can have', () => {
    const wrap = (above: Layer, depth: number): Layer => ethernet({}, vlan(depth, ipv6(outer6, vxlan(depth, above))));
    const { outcome, packet, flow, payload: found } = decoded(nested(8, wrap, ethernet({}, overIpv4)));
    expect([outcome, flow]).toEqual(['udp', '10.0.0.1:5060 > 10.0.0.2:5070']);
    expect(tunnelWords(packet)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((id) => `vxlan ${id} ${OUT6}`));
    expect([...packet.vlanIds.subarray(0, packet.vlanCount)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(found).toEqual(payload);
  });

  it('a ninth is not followed, and says so', () => {
    const { outcome, packet } = decoded(
      ethernet(
        {},
        nested(9, (above) => ipv4(outer4, above), overIpv4),
      ),
    );
    expect([outcome, packet.tunnelCount]).toEqual(['undecoded', 8]);
    expect(packet.fault).toMatchObject({ kind: 'unsupported', layer: 'tunnel' });
  });

  it('each with the addresses outside of it, none on a link', () => {
    const core = ethernet({}, pppoe(3, ppp(mpls([16, 17], overIpv4))));
    const frame = ethernet(
      {},
      mpls([5], ipv4(outer4, gre({ key: 6 }, ipv6(outer6, gtpU(7, ipv4(outer4, erspan(2, 8, core))))))),
    );
    const { outcome, packet, flow } = decoded(frame);
    expect([outcome, flow]).toEqual(['udp', '10.0.0.1:5060 > 10.0.0.2:5070']);
    expect(tunnelWords(packet)).toEqual([
      'mpls 5',
      `gre 6 ${OUT4}`,
      `gtpU 7 ${OUT6}`,
      `erspan 8 ${OUT4}`,
      'pppoe 3',
      'mpls 17',
    ]);
  });

  it('what is inside names the packet: IP version, DSCP and ports of nothing outside', () => {
    const { outcome, packet } = decoded(
      ethernet({}, ipv6(outer6, vxlan(1, ethernet({}, ipv4(inner4, raw(payload, { protocol: 89 })))))),
    );
    expect(outcome).toBe('other');
    expect(packet).toMatchObject({ ipVersion: 4, dscp: 46, protocol: 89, sourcePort: 0, destinationPort: 0 });
    expect(packet.transportStart).toBe(packet.payloadStart);
  });

  it('a fragment inside is one, tunnels kept', () => {
    const [, part] = fragmentIpv4({ ...inner4, id: 77 }, datagram, [
      { start: 0, end: 16 },
      { start: 16, end: 40 },
    ]);
    const { outcome, packet } = decoded(ethernet({}, ipv4(outer4, gtpU(9, part!))));
    expect(outcome).toBe('fragment');
    expect(packet).toMatchObject({ isFragment: true, fragmentId: 77, fragmentOffsetBytes: 16, sourcePort: 0 });
    expect(tunnelWords(packet)).toEqual([`gtpU 9 ${OUT4}`]);
  });
});

describe('fragments and tunnels', () => {
  const packet = new Packet();

  /** Decodes and reassembles as long as there are fragments; the outcome of the last frame. */
  function through(frames: readonly Layer[]) {
    const reassembly = new IpReassembly();
    let outcome: DecodeOutcome = 'undecoded';
    for (const [index, { bytes }] of frames.entries()) {
      outcome = decodeFrame(frameOf(bytes, { number: index + 1 }), packet);
      while (outcome === 'fragment' && reassembly.offer(packet, [index + 1], 0)) outcome = decodeTransport(packet);
    }
    return { outcome, found: packet.bytes.slice(packet.payloadStart, packet.payloadEnd) };
  }

  const tunnelled = (above: Layer): Layer => gtpU(9, above);
  const outerParts = (above: Layer, id: number): Layer[] =>
    fragmentIpv4({ ...outer4, id }, above, evenCuts(above.bytes.length, 48)).map((part) => ethernet({}, vlan(4, part)));

  it('a tunnel in fragments is followed once it is whole, in any order', () => {
    for (const order of [outerParts(tunnelled(overIpv4), 1), outerParts(tunnelled(overIpv4), 1).reverse()]) {
      const { outcome, found } = through(order);
      expect([outcome, found]).toEqual(['udp', payload]);
      expect(packet).toMatchObject({ ipVersion: 4, sourcePort: 5060, destinationPort: 5070, dscp: 46, vlanCount: 1 });
      expect(tunnelWords(packet)).toEqual([`gtpU 9 ${OUT4}`]);
    }
  });

  it('fragments in a tunnel that is itself in fragments', () => {
    const inner = fragmentIpv4({ ...inner4, id: 77 }, datagram, evenCuts(datagram.bytes.length, 56));
    const { outcome, found } = through(inner.flatMap((part, index) => outerParts(tunnelled(part), index + 1)));
    expect([outcome, found]).toEqual(['udp', payload]);
    expect(tunnelWords(packet)).toEqual([`gtpU 9 ${OUT4}`]);
  });
});

describe('what is wrong or strange inside of a tunnel', () => {
  const arp = raw(new Uint8Array(28), { etherType: 0x0806 });

  it.each<[string, Layer, string, string]>([
    [
      'IPv4 header cut short',
      ipv4(outer4, gre({}, raw(hexBytes('45 00 00 14'), { etherType: 0x0800 }))),
      'truncated',
      'ipv4',
    ],
    [
      'an IP version that is none',
      ipv4(outer4, gre({}, raw(new Uint8Array(40), { etherType: 0x0800 }))),
      'malformed',
      'ipv4',
    ],
    ['GRE cut short', ipv4(outer4, raw(hexBytes('20 00'), { protocol: 47 })), 'truncated', 'gre'],
    ['GRE with its key cut off', ipv4(outer4, raw(hexBytes('20 00 08 00 00'), { protocol: 47 })), 'truncated', 'gre'],
    ['GRE of version 2', ipv4(outer4, raw(hexBytes('00 02 08 00'), { protocol: 47 })), 'unsupported', 'gre'],
    [
      'GRE with source routing',
      ipv4(outer4, raw(hexBytes('40 00 08 00 00 00 00 00'), { protocol: 47 })),
      'unsupported',
      'gre',
    ],
    [
      'PPTP without a key',
      ipv4(outer4, raw(hexBytes('10 01 88 0b 00 00 00 00'), { protocol: 47 })),
      'malformed',
      'gre',
    ],
    [
      'ERSPAN cut short',
      ipv4(outer4, gre({ type: 0x88be, sequence: 1 }, raw(hexBytes('10 64')))),
      'truncated',
      'erspan',
    ],
    [
      'ERSPAN III cut short',
      ipv4(outer4, gre({ type: 0x22eb }, raw(hexBytes('20 64 00 01 00 00 00 00')))),
      'truncated',
      'erspan',
    ],
    [
      'ERSPAN of version 3',
      ipv4(outer4, gre({ type: 0x22eb }, raw(new Uint8Array(12).fill(0x30)))),
      'unsupported',
      'erspan',
    ],
    ['ERSPAN III of some other frame', ipv4(outer4, erspan(3, 1, arp, { frameType: 4 })), 'unsupported', 'erspan'],
    [
      'labels without an end',
      mpls(
        Array.from({ length: 40 }, () => 1),
        overIpv4,
      ),
      'malformed',
      'mpls',
    ],
    ['labels cut off', raw(words16(1, 0, 2), { etherType: 0x8847 }), 'truncated', 'mpls'],
    ['nothing behind the labels', mpls([16], raw(new Uint8Array(0))), 'truncated', 'mpls'],
    [
      'something unknown behind the labels',
      mpls([16], raw(textBytes('?? neither IP nor Ethernet'))),
      'unsupported',
      'mpls',
    ],
    ['PPPoE of version 2', raw(hexBytes('21 00 00 01 00 02 00 21'), { etherType: 0x8864 }), 'malformed', 'pppoe'],
    ['PPPoE cut short', raw(hexBytes('11 00 00 01'), { etherType: 0x8864 }), 'truncated', 'pppoe'],
    ['PPP cut short', pppoe(1, raw(hexBytes('ff 03'))), 'truncated', 'ppp'],
    ['PPP with compressed TCP headers', pppoe(1, ppp(overIpv4, { protocol: 0x2d })), 'unsupported', 'ppp'],
  ])('%s is undecoded, and its fault names it', (_name, layer, kind, layerName) => {
    const { outcome, packet } = decoded(ethernet({}, layer));
    expect(outcome).toBe('undecoded');
    expect(packet.fault).toMatchObject({ kind, layer: layerName });
  });

  it.each<[string, Layer]>([
    ['ARP in VXLAN', ipv4(outer4, vxlan(1, ethernet({}, arp)))],
    ['LCP in PPPoE', pppoe(1, ppp(arp, { protocol: 0xc021 }))],
    ['PPPoE that ends a session', pppoe(1, raw(new Uint8Array(0)), { code: 0xa7 })],
    ['an associated channel of a pseudowire', mpls([16], raw(joinBytes(words32(0x10000007), new Uint8Array(24))))],
  ])('%s has nothing to do with IP', (_name, layer) => {
    expect(decoded(ethernet({}, layer))).toMatchObject({ outcome: 'notIp', packet: { fault: null } });
  });

  it('GRE that carries what is not read keeps its bytes and says so', () => {
    const layer = gre({ type: 0x2000, key: 5 }, raw(payload));
    const { outcome, packet, payload: found } = decoded(ethernet({}, ipv4(outer4, layer)));
    expect([outcome, packet.protocol, packet.tunnelCount]).toEqual(['other', 47, 0]);
    expect(packet.fault).toMatchObject({ kind: 'unsupported', layer: 'gre' });
    expect(found).toEqual(layer.bytes);
  });

  it('PPTP that only acknowledges carries nothing', () => {
    const layer = raw(joinBytes(hexBytes('20 81 88 0b 00 00 00 09'), words32(5)), { protocol: 47 });
    expect(decoded(ethernet({}, ipv4(outer4, layer)))).toMatchObject({ outcome: 'other', packet: { tunnelCount: 0 } });
  });

  it('a length of PPPoE or PPTP ends before the padding of the frame, where IP leaves its own to the card', () => {
    const packet4 = ipv4({ ...inner4, totalBytes: 0 }, raw(hexBytes('01'), { protocol: 89 }));
    for (const layer of [pppoe(7, ppp(packet4)), ipv4({ ...outer4, totalBytes: 0 }, pptp(1, ppp(packet4)))]) {
      expect(decoded(ethernet({ padToBytes: 200 }, layer)).payload).toEqual(hexBytes('01'));
    }
  });

  it('a pseudowire whose first address looks like version 4 of IP is still Ethernet', () => {
    const frame = ethernet({}, overIpv4);
    frame.bytes[0] = 0x42;
    expect(decoded(ethernet({}, mpls([16], frame)))).toMatchObject({ outcome: 'udp', packet: { tunnelCount: 1 } });
  });
});
