import { tunnelIdName, tunnelName, type TunnelKind } from '../capture/tunnelKinds';
import type { Encapsulation, Tunnel } from '../protocol/rows';

/** Numbers that are written in hexadecimal wherever they are configured. */
const HEXADECIMAL = new Set<TunnelKind>(['gtpU', 'espNull', 'turn', 'gre']);

const formatId = (kind: TunnelKind, id: number): string =>
  HEXADECIMAL.has(kind) ? `0x${id.toString(16)}` : String(id);

/** `GTP-U 0x1a2b 10.1.1.1 → 10.1.1.2` */
export function describeTunnel({ kind, id, source, destination }: Tunnel): string {
  const number = id === null ? '' : ` ${formatId(kind, id)}`;
  const way = source === null ? '' : ` ${source} → ${destination ?? '?'}`;
  return `${tunnelName(kind)}${number}${way}`;
}

/** `GTP-U, tunnel endpoint identifier 0x1a2b, from 10.1.1.1 to 10.1.1.2` */
function describeTunnelInFull({ kind, id, source, destination }: Tunnel): string {
  const parts = [tunnelName(kind)];
  if (id !== null) parts.push(`${tunnelIdName(kind) ?? 'number'} ${formatId(kind, id)}`);
  if (source !== null) parts.push(`from ${source} to ${destination ?? 'an unknown address'}`);
  return parts.join(', ');
}

const vlansOf = ({ vlanIds }: Encapsulation): string[] => (vlanIds.length === 0 ? [] : [`VLAN ${vlanIds.join(', ')}`]);

/** What a packet was wrapped in, outermost first: `VLAN 100 · GTP-U 0x1a2b 10.1.1.1 → 10.1.1.2`; empty for nothing. */
export const describeEncapsulation = (encapsulation: Encapsulation | null): string =>
  encapsulation === null ? '' : [...vlansOf(encapsulation), ...encapsulation.tunnels.map(describeTunnel)].join(' · ');

/** The same with its numbers named, one wrapping a line. */
export const describeEncapsulationInFull = (encapsulation: Encapsulation): string =>
  [...vlansOf(encapsulation), ...encapsulation.tunnels.map(describeTunnelInFull)].join('\n');
