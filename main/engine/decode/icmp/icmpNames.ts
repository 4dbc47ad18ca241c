/** What an ICMP message says, by type (and code where `codes` has one): RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1, RFC 4443. */
type TypeNames = { readonly name: string; readonly codes?: readonly (string | null)[] };

const VERSION_4 = new Map<number, TypeNames>([
  [0, { name: 'Echo reply' }],
  [
    3,
    {
      name: 'Destination unreachable',
      codes: [
        'Destination network unreachable',
        'Destination host unreachable',
        'Destination protocol unreachable',
        'Destination port unreachable',
        'Fragmentation needed, but forbidden',
        'Source route failed',
        'Destination network unknown',
        'Destination host unknown',
        'Source host isolated',
        'Destination network administratively prohibited',
        'Destination host administratively prohibited',
        'Destination network unreachable for this type of service',
        'Destination host unreachable for this type of service',
        'Communication administratively prohibited',
        'Host precedence violation',
        'Precedence cutoff in effect',
      ],
    },
  ],
  [4, { name: 'Source quench' }],
  [
    5,
    {
      name: 'Redirect',
      codes: [
        'Redirect for the network',
        'Redirect for the host',
        'Redirect for the type of service and network',
        'Redirect for the type of service and host',
      ],
    },
  ],
  [8, { name: 'Echo request' }],
  [9, { name: 'Router advertisement' }],
  [10, { name: 'Router solicitation' }],
  [11, { name: 'Time exceeded', codes: ['Time to live exceeded in transit', 'Fragment reassembly time exceeded'] }],
  [
    12,
    {
      name: 'Parameter problem',
      codes: ['Parameter problem: the pointer shows where', 'Required option missing', 'Bad length'],
    },
  ],
  [13, { name: 'Timestamp request' }],
  [14, { name: 'Timestamp reply' }],
]);

const VERSION_6 = new Map<number, TypeNames>([
  [
    1,
    {
      name: 'Destination unreachable',
      codes: [
        'No route to destination',
        'Communication administratively prohibited',
        'Beyond the scope of the source address',
        'Destination address unreachable',
        'Destination port unreachable',
        'Source address failed the policy',
        'Route to destination rejected',
        'Error in the source routing header',
        'Headers too long',
      ],
    },
  ],
  [2, { name: 'Packet too big' }],
  [3, { name: 'Time exceeded', codes: ['Hop limit exceeded in transit', 'Fragment reassembly time exceeded'] }],
  [
    4,
    {
      name: 'Parameter problem',
      codes: [
        'Erroneous header field',
        'Unrecognized next header',
        'Unrecognized IPv6 option',
        'Incomplete header chain',
      ],
    },
  ],
  [128, { name: 'Echo request' }],
  [129, { name: 'Echo reply' }],
  [130, { name: 'Multicast listener query' }],
  [131, { name: 'Multicast listener report' }],
  [132, { name: 'Multicast listener done' }],
  [133, { name: 'Router solicitation' }],
  [134, { name: 'Router advertisement' }],
  [135, { name: 'Neighbour solicitation' }],
  [136, { name: 'Neighbour advertisement' }],
  [137, { name: 'Redirect' }],
  [143, { name: 'Multicast listener report, version 2' }],
]);

/** What a message of this type and code says; `Unknown message` where nobody has given it a meaning. */
export function icmpName(ipVersion: number, type: number, code: number): string {
  const names = (ipVersion === 6 ? VERSION_6 : VERSION_4).get(type);
  return names?.codes?.[code] ?? names?.name ?? 'Unknown message';
}

/** An ICMP error in words: `Destination port unreachable (ICMP type 3, code 3)`. */
export function describeIcmpError(ipVersion: number, type: number, code: number): string {
  const protocol = ipVersion === 6 ? 'ICMPv6' : 'ICMP';
  return `${icmpName(ipVersion, type, code)} (${protocol} type ${type}, code ${code})`;
}
