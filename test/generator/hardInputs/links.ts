import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, linuxSll, linuxSll2, llcSnap, loopback, udp, vlan, type Layer } from '../../fixtures/frames';
import { sipRequest } from '../../fixtures/sipMessages';
import { expectMessage, frames, hardInput, HOSTS, SIP_PORTS, type HardInput } from './hardInput';
import { accessPointData, radiotap } from './wirelessFrames';

const text = sipRequest('OPTIONS', { callId: 'link@example.org' });
const inner: Layer = ipv4(HOSTS, udp(SIP_PORTS, textBytes(text)));
const LLDP_FIRST = 0x88cc;

const tagged = (name: string, vlanIds: readonly number[], frame: Layer, linkType = 1): HardInput =>
  hardInput({ row: 'vlan', name, linkType, frames: frames(frame), messages: [expectMessage(text, { vlanIds })] });

const EIGHT = [11, 12, 13, 14, 15, 16, 17, 18];

export const VLAN_INPUTS: readonly HardInput[] = [
  tagged('vlan-one', [100], ethernet({}, vlan(100, inner))),
  tagged('vlan-priority-tag', [0], ethernet({}, vlan(0, inner, { priority: 5 }))),
  tagged('vlan-88a8-8100', [200, 100], ethernet({}, vlan(200, vlan(100, inner), { tag: 0x88a8 }))),
  tagged('vlan-8100-8100', [200, 100], ethernet({}, vlan(200, vlan(100, inner)))),
  tagged('vlan-9100-8100', [200, 100], ethernet({}, vlan(200, vlan(100, inner), { tag: 0x9100 }))),
  tagged(
    'vlan-eight',
    EIGHT,
    ethernet(
      {},
      EIGHT.toReversed().reduce((above, id) => vlan(id, above), inner),
    ),
  ),
  hardInput({
    row: 'vlan',
    name: 'vlan-nine',
    frames: frames(
      ethernet(
        {},
        [...EIGHT, 19].reduce((above, id) => vlan(id, above), inner),
      ),
    ),
    messages: [],
    undecodedFrames: 1,
    tshark: { shows: ['OPTIONS link@example.org'], because: 'more than eight VLAN tags are not followed, by choice' },
  }),
];

const linked = (name: string, linkType: number, frame: Layer, vlanIds: readonly number[] = []): HardInput =>
  hardInput({ row: 'links', name, linkType, frames: frames(frame), messages: [expectMessage(text, { vlanIds })] });

export const LINK_INPUTS: readonly HardInput[] = [
  linked('link-sll', 113, linuxSll(inner)),
  linked('link-sll-vlan', 113, linuxSll(vlan(100, inner)), [100]),
  linked('link-sll2', 276, linuxSll2(inner)),
  linked('link-sll2-vlan', 276, linuxSll2(vlan(100, inner)), [100]),
  linked('link-null', 0, loopback(2, inner)),
  linked('link-null-big-endian', 0, loopback(2, inner, 'big')),
  linked('link-loop', 108, loopback(2, inner, 'big')),
  linked('link-raw', 101, inner),
  linked('link-raw-ipv4', 228, inner),
  linked('link-80211-data', 105, accessPointData(llcSnap(inner))),
  linked('link-80211-quality-of-service', 105, accessPointData(llcSnap(inner), { qualityOfService: true })),
  linked('link-radiotap', 127, radiotap(accessPointData(llcSnap(inner)))),
  hardInput({
    row: 'links',
    name: 'link-not-ip',
    frames: frames(ethernet({ etherType: LLDP_FIRST }, inner)),
    messages: [],
  }),
];
