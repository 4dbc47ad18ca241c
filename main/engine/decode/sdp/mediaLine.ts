import { MAX_FORMATS, type MediaBuilder } from './mediaBuilder';
import type { SdpLine } from './sdpLines';

/** With the `s` flag: U+2028 ends a line for a bare dot, and failing there would be tried again from every blank before it. */
const MEDIA = /^(\S+)\s+(\d+)(?:\/(\d+))?\s+(\S+)(?:\s+(.*))?$/s;
const MAX_PORT = 65535;

/** `audio 49170/2 RTP/AVP 0 8 101` (RFC 8866 §5.14); null when it is not of that form. */
export function readMediaLine(line: SdpLine): MediaBuilder | null {
  const match = MEDIA.exec(line.value);
  if (match === null) return null;
  const [, type = '', port = '', portCount = '1', protocol = '', formats = ''] = match;
  if (Number(port) > MAX_PORT) return null;
  const names = formats.split(/\s+/).filter((name) => name !== '');
  return {
    line,
    type,
    port: Number(port),
    portCount: Math.min(Number(portCount), MAX_PORT),
    protocol,
    formatNames: names.slice(0, MAX_FORMATS),
    address: null,
    rtcpPort: null,
    rtcpAddress: null,
    rtcpMux: false,
    direction: null,
    ptimeMs: null,
    rtpMaps: new Map(),
    formatParameters: new Map(),
    attributes: [],
  };
}

/** Address of `IN IP4 192.0.2.1/127` (RFC 8866 §5.7) without the multicast suffix; null when it is not of that form. */
export function readConnection(value: string): string | null {
  const match = /^IN\s+IP[46]\s+([^\s/]+)(?:\/\S*)?$/i.exec(value);
  return match?.[1] ?? null;
}
