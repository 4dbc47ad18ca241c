/** Link types of https://www.tcpdump.org/linktypes.html that the workbench decodes, by their registry number. */
export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  rawBsd12: 12,
  rawBsd14: 14,
  raw: 101,
  loop: 108,
  linuxSll: 113,
  rawIpv4: 228,
  rawIpv6: 229,
  linuxSll2: 276,
} as const;

const NAMES = new Map<number, string>([
  [LINK_TYPE.null, 'null'],
  [LINK_TYPE.ethernet, 'ethernet'],
  [LINK_TYPE.rawBsd12, 'raw'],
  [LINK_TYPE.rawBsd14, 'raw'],
  [LINK_TYPE.raw, 'raw'],
  [LINK_TYPE.loop, 'loop'],
  [LINK_TYPE.linuxSll, 'linux-sll'],
  [LINK_TYPE.rawIpv4, 'raw-ipv4'],
  [LINK_TYPE.rawIpv6, 'raw-ipv6'],
  [LINK_TYPE.linuxSll2, 'linux-sll2'],
]);

/** Name of a link type as the command line's JSON writes it; unknown ones are `link-type-N`. */
export const linkTypeName = (linkType: number): string => NAMES.get(linkType) ?? `link-type-${linkType}`;
