import { u16 } from '../bigEndian';
import type { Next } from '../layer';
import type { Packet } from '../packet';
import { nextOfEtherType } from './etherType';

/** Pseudo types of linux/if_ether.h: a frame of 802.3 length, and one that begins with LLC. */
const NOVELL_8023 = 0x0001;
const LLC_8022 = 0x0004;
/** ARPHRD_NETLINK: the protocol field is a netlink family there. */
const HARDWARE_NETLINK = 824;
/** ARPHRD_IEEE80211 and ARPHRD_IEEE80211_RADIOTAP: the protocol field means nothing, the frame follows whole. */
const HARDWARE_WLAN = 801;
const HARDWARE_RADIOTAP = 803;

/** What follows a Linux cooked header with this hardware type, whose protocol field stands at `protocolAt`. */
export function nextOfLinuxProtocol(packet: Packet, hardwareType: number, protocolAt: number): Next {
  if (hardwareType === HARDWARE_NETLINK) return 'notIp';
  if (hardwareType === HARDWARE_RADIOTAP) return 'radiotap';
  if (hardwareType === HARDWARE_WLAN) return 'wlan';
  const protocol = u16(packet.bytes, protocolAt);
  if (protocol === LLC_8022) return 'llc';
  if (protocol === NOVELL_8023) return 'notIp';
  return nextOfEtherType(packet, protocol);
}
