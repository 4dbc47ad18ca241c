/** Link types of https://www.tcpdump.org/linktypes.html that the workbench decodes, by their registry number. */
export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  rawBsd12: 12,
  rawBsd14: 14,
  pppHdlc: 50,
  pppEther: 51,
  raw: 101,
  ciscoHdlc: 104,
  wlan: 105,
  loop: 108,
  linuxSll: 113,
  wlanPrism: 119,
  wlanRadiotap: 127,
  wlanAvs: 163,
  rawIpv4: 228,
  rawIpv6: 229,
  linuxSll2: 276,
} as const;

const NAMES = new Map<number, string>([
  [LINK_TYPE.null, 'null'],
  [LINK_TYPE.ethernet, 'ethernet'],
  [LINK_TYPE.ppp, 'ppp'],
  [LINK_TYPE.rawBsd12, 'raw'],
  [LINK_TYPE.rawBsd14, 'raw'],
  [LINK_TYPE.pppHdlc, 'ppp-hdlc'],
  [LINK_TYPE.pppEther, 'ppp-ether'],
  [LINK_TYPE.raw, 'raw'],
  [LINK_TYPE.ciscoHdlc, 'cisco-hdlc'],
  [LINK_TYPE.wlan, 'ieee802-11'],
  [LINK_TYPE.loop, 'loop'],
  [LINK_TYPE.linuxSll, 'linux-sll'],
  [LINK_TYPE.wlanPrism, 'ieee802-11-prism'],
  [LINK_TYPE.wlanRadiotap, 'ieee802-11-radiotap'],
  [LINK_TYPE.wlanAvs, 'ieee802-11-avs'],
  [LINK_TYPE.rawIpv4, 'raw-ipv4'],
  [LINK_TYPE.rawIpv6, 'raw-ipv6'],
  [LINK_TYPE.linuxSll2, 'linux-sll2'],
]);

/** Name of a link type as the command line's JSON writes it; unknown ones are `link-type-N`. */
export const linkTypeName = (linkType: number): string => NAMES.get(linkType) ?? `link-type-${linkType}`;
