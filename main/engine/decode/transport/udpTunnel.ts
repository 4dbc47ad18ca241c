import type { Next } from '../layer';

/** The layer that has a port of its own inside of UDP; `udp` for all other ports. */
function nextOfPort(port: number): Next {
  switch (port) {
    case 1701:
      return 'l2tp';
    case 2152:
      return 'gtpU';
    case 4500:
      return 'espInUdp';
    case 4789: // VXLAN
    case 4790: // VXLAN-GPE
    case 8472: // VXLAN as Linux had it before the port was assigned
      return 'vxlan';
    case 6081:
      return 'geneve';
    case 9899:
      return 'sctpInUdp';
    case 37008:
      return 'tzsp';
    default:
      return 'udp';
  }
}

/** What may stand inside of a datagram between these ports. Its layer looks at the content: ports alone decide nothing. */
export function nextOfUdpPorts(sourcePort: number, destinationPort: number): Next {
  const next = nextOfPort(destinationPort);
  return next === 'udp' ? nextOfPort(sourcePort) : next;
}
