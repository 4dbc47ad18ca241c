/** What the payload of a HEP packet is (chunk 0x000b): the registry of the HEP 3 specification, and `log` as agents use it. */
const PAYLOAD_TYPES: Readonly<Record<number, string>> = {
  0: 'unknown',
  1: 'SIP',
  2: 'XMPP',
  3: 'SDP',
  4: 'RTP',
  5: 'RTCP report',
  6: 'MGCP',
  7: 'MEGACO (H.248)',
  8: 'M2UA',
  9: 'M3UA',
  10: 'IAX',
  11: 'H.322',
  12: 'H.321',
  13: 'M2PA',
  34: 'MOS report',
  35: 'short MOS report',
  50: 'SIP as JSON',
  53: 'DNS as JSON',
  54: 'ISUP as JSON',
  55: 'RTSP as JSON',
  56: 'Diameter as JSON',
  57: 'GSM MAP as JSON',
  58: 'RTCP of PION',
  60: 'call detail record',
  61: 'Verto as JSON',
  100: 'log line',
};

export const HEP_PAYLOAD = { sip: 1, rtp: 4, rtcpJson: 5, mosReport: 34, shortMosReport: 35, log: 100 } as const;

export const payloadTypeName = (payloadType: number): string =>
  PAYLOAD_TYPES[payloadType] ?? `payload type ${payloadType}`;
