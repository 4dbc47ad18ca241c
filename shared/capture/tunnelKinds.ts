/** What packets are wrapped in on their way past a tap: name, and what the number that tells two of a kind apart is called. */
const TUNNELS = {
  mpls: ['MPLS', 'label'],
  pppoe: ['PPPoE', 'session'],
  gre: ['GRE', 'key'],
  erspan: ['ERSPAN', 'session'],
  vxlan: ['VXLAN', 'network identifier'],
  geneve: ['Geneve', 'network identifier'],
  gtpU: ['GTP-U', 'tunnel endpoint identifier'],
  ipInIp: ['IP in IP', null],
  espNull: ['ESP without encryption', 'security parameters index'],
  tzsp: ['TZSP', null],
  l2tp: ['L2TP', 'session'],
  turn: ['TURN channel', 'channel'],
  hep: ['HEP', 'capture agent'],
} as const satisfies Readonly<Record<string, readonly [string, string | null]>>;

export type TunnelKind = keyof typeof TUNNELS;

/** In a fixed order, so that the per-packet path can name a kind by its number. */
export const TUNNEL_KINDS = Object.keys(TUNNELS) as readonly TunnelKind[];

export const tunnelName = (kind: TunnelKind): string => TUNNELS[kind][0];

/** What the tunnel's number is called; null for kinds that have none. */
export const tunnelIdName = (kind: TunnelKind): string | null => TUNNELS[kind][1];
