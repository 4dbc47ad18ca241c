import { hexBytes, joinBytes, textBytes } from '../../../../fixtures/bytes';

/** Bodies that the tests of this folder start from. */
export const lines = (...text: readonly string[]): string => text.map((line) => `${line}\r\n`).join('');

export const PIDF = lines(
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:alice@example.com">',
  '  <!-- a > b -->',
  '  <tuple id="sg89ae">',
  '    <status><basic>open</basic></status>',
  "    <contact priority='0.8'>sip:alice@pc.example.com</contact>",
  '    <note><![CDATA[on <the> phone]]></note>',
  '  </tuple>',
  '</presence>',
);

export const DIALOG_INFO = lines(
  '<?xml version="1.0"?>',
  '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:a@example.com">',
  '<dialog id="1" direction="initiator"><state>early</state></dialog>',
  '</dialog-info>',
);

export const SUMMARY = lines(
  'Messages-Waiting: yes',
  'Message-Account: sip:alice@vmail.example.com',
  'Voice-Message: 2/8 (0/2)',
  'Fax-Message: 1/0',
);

export const VOICE_QUALITY = lines(
  'VQSessionReport: CallTerm',
  'CallID: 6dg37f1890463',
  'LocalID: Alice <sip:alice@example.org;x=y>',
  'LocalAddr: IP=10.10.1.100 PORT=5000 SSRC=1a3b5c7d',
  'LocalMetrics:',
  'Timestamps:START=2004-10-10T18:23:43Z STOP=2004-10-01T18:26:02Z',
  'SessionDesc:PT=18 PD=G729 SR=8000 FD=20 FO=20 FPP=2 PPS=50 FMTP="annexb=no" PLC=3 SSUP=on',
  'JitterBuffer:JBA=3 JBR=2 JBN=40 JBM=80 JBX=120',
  'PacketLoss:NLR=5.0 JDR=2.0',
  'Signal:SL=-18 NL=-50 RERL=55',
  'QualityEst:MOSLQ=4.2 MOSCQ=4.3 XYZ=7',
);

/** To +4930123456 (E.164, international), from national 30987654321. */
export const INITIAL_ADDRESS = hexBytes(`
  01 10 6001 0a 03 02 09
  07 04 10 9403214365
  0a 08 83 13 038967452301
  3d 01 1f  00`);
/** Cause 16 of the public network serving the remote user. */
export const RELEASE = hexBytes('0c 02 00 02 84 90');
/** Initial address of ANSI: bearer (speech, µ-law) in a variable parameter; to +4930123456. */
export const ANSI_INITIAL_ADDRESS = hexBytes(`
  01 10 2001 0a 03 06 0d
  03 8090a2
  07 04 10 9403214365
  eb 05 83 10 038906  00`);

export const SDP = lines(
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.1',
  's=-',
  'c=IN IP4 192.0.2.1',
  't=0 0',
  'm=audio 4 RTP/AVP 0',
);

/** One body of each kind that is taken apart. */
export const BODIES: readonly (readonly [contentType: string, body: Uint8Array])[] = [
  ['application/pidf+xml', textBytes(PIDF)],
  ['application/dialog-info+xml', textBytes(DIALOG_INFO)],
  ['application/simple-message-summary', textBytes(SUMMARY)],
  ['application/vq-rtcpxr', textBytes(VOICE_QUALITY)],
  ['application/isup;version=itu-t92+;base=itu-t92+', INITIAL_ADDRESS],
  ['application/isup; version=ansi88', ANSI_INITIAL_ADDRESS],
  ['application/isup', RELEASE],
  ['application/dtmf-relay', textBytes('Signal=5\r\nDuration=160\r\n')],
  ['application/dtmf', textBytes('5')],
  ['message/sipfrag', textBytes('SIP/2.0 180 Ringing\r\nTo: <sip:b@c>;tag=1\r\n')],
  ['application/sdp', textBytes(SDP)],
  ['application/trickle-ice-sdpfrag', textBytes('a=ice-ufrag:x\r\na=end-of-candidates\r\n')],
  [
    'multipart/mixed;boundary=b',
    joinBytes(
      textBytes(`--b\r\nContent-Type: application/sdp\r\n\r\n${SDP}\r\n--b\r\n`),
      textBytes('Content-Type: application/isup\r\n\r\n'),
      RELEASE,
      textBytes('\r\n--b--\r\n'),
    ),
  ],
];
