/** The rows of the table of hard inputs, as they stand there. */
export const HARD_ROWS = {
  vlan: '802.1Q, QinQ (88a8+8100, 8100+8100)',
  tunnels: 'MPLS, GRE, ERSPAN I–III, VXLAN 4789, GTP-U, PPPoE, IP-in-IP',
  links: 'SLL, SLL2, NULL/LOOP, RAW, RAW_IPV4 (228), SLL+VLAN, 802.11 data',
  fragments: 'IPv4 fragments, also reversed; IPv6 fragments',
  espNull: 'ESP with NULL cipher',
  icmp: 'SIP quoted inside ICMP errors',
  tcpThreeInOne: 'TCP: three messages in one segment',
  tcpThreeOverThree: 'TCP: three messages over three segments, first 4 bytes alone',
  tcpOutOfOrder: 'TCP: segments out of order',
  tcpRetransmitted: 'TCP: retransmitted segments',
  tcpKeepalive: 'TCP: CRLFCRLF keepalive and a message in one segment',
  tcpHoles: 'TCP: start mid-stream; hole in the stream',
  tcpLargeBody: 'TCP: 64 kB body',
  webSocket: 'WebSocket (RFC 7118), masked, fragmented frames, any port',
  sctp: 'SCTP DATA',
  hep: 'HEP v2/v3 (UDP, TCP), zlib chunk',
  tls: 'TLS with a key log (1.2, 1.3) or RSA key',
  looseText: 'compact headers, folding, bare LF, lower case, unknown methods',
  spaceBeforeColon: 'space before the colon (`Call-ID :`)',
  contentLength: 'missing or wrong Content-Length; bytes after it; NULs before the start line',
  badWarning: '`Warning:` header that breaks its grammar (Ribbon SBC)',
  doubledHeaders: 'two To headers, duplicate Call-ID header',
  bodies: 'multipart with SDP + ISUP, message/sipfrag, MSRP, PIDF, simple-message-summary, dialog-info',
  forked: 'forked INVITE: two 200 with different To-tags',
  inDialog: 're-INVITE, UPDATE, PRACK, early media, late offer',
  otherAddress: 'media from another address than SDP (one side, both sides NATed)',
  rtpAlone: 'RTP without any signalling',
  onePort: 'STUN, DTLS, RTP, RTCP, ZRTP on one port; TURN ChannelData around RTP',
  hostileRtp: 'RTP with padding, CSRC, header extension longer than the packet',
  files:
    'pcap µs and ns, both byte orders; pcapng with several interfaces, SPB, ISB, NRB, DSB, custom blocks; truncated last block; gzip',
  netMon: 'Microsoft NetMon 2',
  noCapture: 'not a capture, empty file, directory, no permission, file still growing',
  times: 'timestamps that go back; two interfaces out of order',
} as const;

export type HardRow = keyof typeof HARD_ROWS;

/** Decryption comes later. */
export const LATER: readonly HardRow[] = ['tls'];
