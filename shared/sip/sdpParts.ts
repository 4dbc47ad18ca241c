/** The parts of attribute values of a session description, in order, with what their words mean. */
export type SdpPart = {
  readonly name: string;
  /** What it is; empty when its name says so. */
  readonly purpose: string;
  /** Meaning of the words it can be, in lower case. */
  readonly words: ReadonlyMap<string, string>;
};

export type SdpParts = {
  readonly parts: readonly SdpPart[];
  /** The last part stands for all further words, too. */
  readonly repeats: boolean;
};

const NO_WORDS: ReadonlyMap<string, string> = new Map();

const part = (name: string, purpose = '', words: Readonly<Record<string, string>> | null = null): SdpPart => ({
  name,
  purpose,
  words: words === null ? NO_WORDS : new Map(Object.entries(words)),
});

const PAYLOAD_TYPE = part('Payload type', 'The format it is about; * is all of them.');

const STATUS_TYPE = part('Status type', '', {
  e2e: 'From end to end (RFC 3312 §4).',
  local: 'In the access network of who sends this description (RFC 3312 §4).',
  remote: 'In the access network of the other side (RFC 3312 §4).',
});
const STRENGTH = part('Strength', '', {
  mandatory: 'The other side must not be alerted before (RFC 3312 §4).',
  optional: 'Wished for; the call goes on without (RFC 3312 §4).',
  none: 'Not needed (RFC 3312 §4).',
  failure: 'Could not be had (RFC 3312 §4).',
  unknown: 'Not understood (RFC 3312 §4).',
});
const DIRECTION = part('Direction', 'As who sends this description sees it.', {
  none: 'In no direction.',
  send: 'In the direction that is sent.',
  recv: 'In the direction that is received.',
  sendrecv: 'In both directions.',
});
const PRECONDITION_TYPE = part('Precondition', '', {
  qos: 'Resources of the network (RFC 3312).',
  sec: 'Security of the media (RFC 5027).',
  conn: 'A working connection (RFC 5898).',
});

const SETUP = part('Role', '', {
  active: 'Begins the connection (RFC 4145 §4, RFC 5763 §5).',
  passive: 'Waits for the connection (RFC 4145 §4, RFC 5763 §5).',
  actpass: 'Can do either; the answer decides (RFC 4145 §4, RFC 5763 §5).',
  holdconn: 'No connection for now (RFC 4145 §4).',
});

const GROUP_SEMANTICS = part('Semantics', '', {
  bundle: 'All share one address and port (RFC 9143).',
  ls: 'Lip synchronization: play them in step (RFC 5888 §7).',
  fid: 'Flow identification: one source in several ways (RFC 5888 §8).',
  srf: 'Several forms of one source (RFC 5888).',
  anat: 'Alternative network addresses; obsolete (RFC 4091).',
  fec: 'Forward error correction; obsolete (RFC 4756).',
  'fec-fr': 'Forward error correction (RFC 5956).',
  cs: 'Composite session (RFC 3485).',
  ddp: 'Decoding dependency (RFC 5583).',
  dup: 'The same media twice (RFC 7104).',
});

const SOURCE_SEMANTICS = part('Semantics', '', {
  fid: 'Flow identification: a stream and its retransmissions (RFC 5576).',
  fec: 'Forward error correction (RFC 5576).',
  'fec-fr': 'Forward error correction (RFC 5956).',
  sim: 'Simulcast: one picture in several sizes.',
  dup: 'The same media twice (RFC 7104).',
});

const FEEDBACK = part('Feedback', '', {
  ack: 'Acknowledgements (RFC 4585 §4.2).',
  nack: 'Lost packets are told of (RFC 4585 §4.2).',
  ccm: 'Commands to the codec (RFC 5104 §7.1).',
  'trr-int': 'Least time between regular reports, in ms (RFC 4585 §4.2).',
  app: 'For an application (RFC 4585 §4.2).',
  'goog-remb': 'Receiver estimated maximum bitrate.',
  'transport-cc': 'Arrival of every packet, for congestion control.',
});
const FEEDBACK_PARAMETER = part('Parameter', '', {
  pli: 'Picture loss indication (RFC 4585 §6.3.1).',
  sli: 'Slice loss indication (RFC 4585 §6.3.2).',
  rpsi: 'Reference picture selection (RFC 4585 §6.3.3).',
  fir: 'Full intra request (RFC 5104 §4.3.1).',
  tmmbr: 'Temporary maximum bitrate (RFC 5104 §4.2.1).',
  tstr: 'Temporal-spatial trade-off (RFC 5104 §4.3.2).',
  vbcm: 'Video back channel (RFC 5104 §4.3.4).',
  ccfb: 'Congestion control feedback (RFC 8888).',
});

const RATE_MANAGEMENT = part('Method', '', {
  transferredtcf: 'The training check travels through (T.38 D.2.3.4): method 2, for UDPTL.',
  localtcf: 'The training check is made locally (T.38 D.2.3.4): method 1, for TCP.',
});
const ERROR_CORRECTION = part('Method', '', {
  t38udpredundancy: 'Earlier packets are repeated (T.38 §9.1.4.1).',
  t38udpfec: 'Forward error correction by parity (T.38 §9.1.4.2).',
  t38udpnoec: 'None.',
});

const ROWS: readonly (readonly [attribute: string, repeats: boolean, ...parts: readonly SdpPart[]])[] = [
  ['rtcp', false, part('Port'), part('Network type'), part('Address type'), part('Address')],
  ['rtcp-fb', false, PAYLOAD_TYPE, FEEDBACK, FEEDBACK_PARAMETER],
  ['fingerprint', false, part('Hash function'), part('Fingerprint', 'Of the certificate, byte by byte.')],
  ['setup', false, SETUP],
  ['connection', false, part('Connection', '', { new: 'A new one is made.', existing: 'The one there is goes on.' })],
  ['ice-ufrag', false, part('User name fragment')],
  ['ice-pwd', false, part('Password')],
  [
    'ice-options',
    true,
    part('Option', '', {
      trickle: 'Candidates may follow one by one (RFC 8838).',
      ice2: 'ICE as RFC 8445 has it.',
      renomination: 'The pair in use may change.',
      'rtp+ecn': 'Explicit congestion notification (RFC 6679).',
    }),
  ],
  ['remote-candidates', true, part('Component'), part('Address'), part('Port')],
  ['group', true, GROUP_SEMANTICS, part('Media', 'Its a=mid.')],
  ['mid', false, part('Identification', 'By which a=group names this media.')],
  ['msid', false, part('Stream'), part('Track')],
  ['msid-semantic', true, part('Semantics'), part('Stream')],
  ['ssrc-group', true, SOURCE_SEMANTICS, part('Source')],
  ['curr', false, PRECONDITION_TYPE, STATUS_TYPE, DIRECTION],
  ['des', false, PRECONDITION_TYPE, STRENGTH, STATUS_TYPE, DIRECTION],
  ['conf', false, PRECONDITION_TYPE, STATUS_TYPE, DIRECTION],
  ['t38faxversion', false, part('Version', '0 of 1998, 1 and 2 ASN.1 of 2002, 3 with V.34.')],
  ['t38maxbitrate', false, part('Bit/s')],
  ['t38faxratemanagement', false, RATE_MANAGEMENT],
  ['t38faxudpec', false, ERROR_CORRECTION],
  ['t38faxmaxdatagram', false, part('Bytes')],
  ['t38faxmaxbuffer', false, part('Bytes')],
  ['path', true, part('URI', 'Where MSRP goes (RFC 4975 §8).')],
  ['accept-types', true, part('Media type', '* takes any.')],
  ['accept-wrapped-types', true, part('Media type', 'Taken within another body only.')],
  ['sctpmap', false, part('Port'), part('Protocol'), part('Streams')],
  ['sctp-port', false, part('Port')],
  ['max-message-size', false, part('Bytes')],
  ['rid', false, part('Identifier'), part('Direction'), part('Restrictions')],
  ['zrtp-hash', false, part('Version'), part('Hash')],
  ['rtcp-xr', true, part('Report')],
  ['silencesupp', false, part('On'), part('Timer'), part('Preference'), part('SID'), part('Noise level')],
  [
    'source-filter',
    true,
    part('Mode'),
    part('Network type'),
    part('Address type'),
    part('Destination'),
    part('Source'),
  ],
  ['label', false, part('Label')],
];

const BY_ATTRIBUTE = new Map<string, SdpParts>(
  ROWS.map(([attribute, repeats, ...parts]) => [attribute, { parts, repeats }]),
);

/** Parts of an attribute's value, by its name in lower case; null for one whose value is not taken apart by words. */
export const sdpPartsOf = (attribute: string): SdpParts | null => BY_ATTRIBUTE.get(attribute) ?? null;

/** What a part is in this description: the meaning of its word, or else of the part. */
export const explainSdpPart = ({ purpose, words }: SdpPart, word: string): string =>
  words.get(word.toLowerCase()) ?? purpose;

const CANDIDATE_TYPES = new Map<string, string>([
  ['host', "An address of the machine's own interface (RFC 8445 §5.1.1.1)."],
  ['srflx', 'The address that a STUN server saw: outside of a NAT (RFC 8445 §5.1.1.2).'],
  ['prflx', 'The address that the other side saw in a check (RFC 8445 §7.2.5.3.1).'],
  ['relay', 'An address of a TURN server (RFC 8445 §5.1.1.2).'],
]);

export const describeCandidateType = (type: string): string => CANDIDATE_TYPES.get(type.toLowerCase()) ?? '';

const BANDWIDTHS = new Map<string, string>([
  ['CT', 'Of the whole conference, in kbit/s (RFC 8866 §5.8).'],
  ['AS', 'Of this media with headers of IP, UDP and RTP, in kbit/s (RFC 8866 §5.8).'],
  ['TIAS', 'Of this media without transport headers, in bit/s (RFC 3890).'],
  ['RS', 'Of RTCP for senders, in bit/s (RFC 3556).'],
  ['RR', 'Of RTCP for receivers, in bit/s (RFC 3556).'],
]);

export const describeBandwidth = (modifier: string): string => BANDWIDTHS.get(modifier.toUpperCase()) ?? '';

/** Header extensions of RTP by the end of their URI. */
const EXTENSIONS = new Map<string, string>([
  ['ssrc-audio-level', 'Loudness of the packet (RFC 6464).'],
  ['csrc-audio-level', 'Loudness of each mixed source (RFC 6465).'],
  ['toffset', 'How much later than its timestamp a packet was sent (RFC 5450).'],
  ['sdes:mid', 'The a=mid that the packet belongs to (RFC 9143).'],
  ['sdes:rtp-stream-id', 'Which form of a simulcast (RFC 8852).'],
  ['sdes:repaired-rtp-stream-id', 'Which form of a simulcast is repaired (RFC 8852).'],
  ['abs-send-time', 'When the packet was sent.'],
  ['transport-wide-cc-extensions-01', 'A number over all streams, for congestion control.'],
  ['video-orientation', 'How the picture is turned (3GPP TS 26.114).'],
  ['playout-delay', 'How long the receiver should wait with playing.'],
  ['encrypt', 'Extensions that are encrypted (RFC 6904).'],
  ['smpte-tc', 'SMPTE time code (RFC 5484).'],
  ['ntp-64', 'NTP time of the packet (RFC 6051).'],
]);

/** What the extension with this URI is for; empty for an unknown one. */
export function describeHeaderExtension(uri: string): string {
  for (const [tail, purpose] of EXTENSIONS) if (uri.endsWith(`:${tail}`) || uri.endsWith(`/${tail}`)) return purpose;
  return '';
}
