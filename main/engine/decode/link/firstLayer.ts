import { LINK_TYPE } from '../../../../shared/capture/linkTypes';
import type { Layer } from '../layer';

/** The layer that a frame of this link type begins with; null when the workbench does not read such frames. */
export function firstLayer(linkType: number): Layer | null {
  switch (linkType) {
    case LINK_TYPE.ethernet:
      return 'ethernet';
    case LINK_TYPE.linuxSll:
      return 'linuxSll';
    case LINK_TYPE.linuxSll2:
      return 'linuxSll2';
    case LINK_TYPE.null:
    case LINK_TYPE.loop:
      return 'loopback';
    case LINK_TYPE.raw:
    case LINK_TYPE.rawBsd12:
    case LINK_TYPE.rawBsd14:
      return 'ip';
    case LINK_TYPE.rawIpv4:
      return 'ipv4';
    case LINK_TYPE.rawIpv6:
      return 'ipv6';
    case LINK_TYPE.ppp:
    case LINK_TYPE.pppHdlc:
      return 'pppLink';
    case LINK_TYPE.pppEther:
      return 'pppoe';
    case LINK_TYPE.ciscoHdlc:
      return 'ciscoHdlc';
    case LINK_TYPE.wlan:
      return 'wlan';
    case LINK_TYPE.wlanPrism:
    case LINK_TYPE.wlanAvs:
      return 'wlanCapture';
    case LINK_TYPE.wlanRadiotap:
      return 'radiotap';
    default:
      return null;
  }
}
