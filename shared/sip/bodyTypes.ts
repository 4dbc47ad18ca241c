/** What bodies of a SIP message are, by their media type in lower case. */
export type BodyType = { readonly name: string; readonly purpose: string };

type Row = readonly [mediaType: string, name: string, purpose: string];

const ROWS: readonly Row[] = [
  ['application/sdp', 'Session description', 'The media that is offered or answered (RFC 8866, RFC 3264).'],
  ['application/trickle-ice-sdpfrag', 'ICE candidates', 'Candidates found after the offer or answer (RFC 8840).'],
  ['application/isup', 'ISUP message', 'A message of the telephone network carried through (RFC 3204, ITU-T Q.763).'],
  ['application/qsig', 'QSIG message', 'A message between private exchanges carried through (RFC 3204).'],
  ['application/dtmf-relay', 'Digit', 'A digit that was pressed, sent in INFO.'],
  ['application/dtmf', 'Digit', 'A digit that was pressed, sent in INFO.'],
  ['application/simple-message-summary', 'Message summary', 'What waits in a mailbox (RFC 3842).'],
  ['application/vq-rtcpxr', 'Voice quality report', 'How a call sounded to one side (RFC 6035).'],
  ['message/sipfrag', 'SIP fragment', 'What became of a request made elsewhere, after REFER for example (RFC 3420).'],
  ['message/sip', 'SIP message', 'A message within a message (RFC 3261 §23).'],
  ['message/cpim', 'Instant message with headers', 'A message with who sent it to whom (RFC 3862).'],
  ['application/pidf+xml', 'Presence', 'Whether and where somebody can be reached (RFC 3863, RFC 4480).'],
  ['application/pidf-diff+xml', 'Presence, changes', 'What changed since the last presence document (RFC 5262).'],
  ['application/xpidf+xml', 'Presence', 'An early presence format.'],
  ['application/cpim-pidf+xml', 'Presence', 'An early name of PIDF (RFC 3863).'],
  ['application/rlmi+xml', 'Resource list', 'The resources that a notification of a list is about (RFC 4662).'],
  ['application/dialog-info+xml', 'Dialog state', 'Calls of a user and how far they are (RFC 4235).'],
  ['application/reginfo+xml', 'Registration state', 'Which contacts are registered for an address (RFC 3680).'],
  ['application/conference-info+xml', 'Conference state', 'Who takes part in a conference and with what (RFC 4575).'],
  ['application/watcherinfo+xml', 'Watchers', 'Who watches the presence of a user (RFC 3858).'],
  [
    'application/resource-lists+xml',
    'Resource lists',
    'Addresses, as recipients of one request for example (RFC 4826, RFC 5363).',
  ],
  ['application/xcap-diff+xml', 'XCAP changes', 'What changed in documents on a server (RFC 5874).'],
  ['application/media_control+xml', 'Media control', 'Asks for a full picture of video (RFC 5168).'],
  ['application/kpml-request+xml', 'Key press request', 'Which keys are to be told of (RFC 4730).'],
  ['application/kpml-response+xml', 'Key press report', 'Which keys were pressed (RFC 4730).'],
  ['application/im-iscomposing+xml', 'Is composing', 'Somebody is writing a message (RFC 3994).'],
  ['message/imdn+xml', 'Message disposition', 'Whether a message arrived or was read (RFC 5438).'],
  ['application/rs-metadata+xml', 'Recording metadata', 'Whom a recorded session is about (RFC 7865).'],
  ['application/load-control+xml', 'Load control', 'How many requests to hold back (RFC 7200).'],
  ['application/3gpp-ims+xml', 'IMS information', 'Why a request failed, or an emergency (3GPP TS 24.229).'],
  [
    'application/vnd.3gpp.sms',
    'Short message',
    'A short message or its report as RP-DATA carries it (3GPP TS 24.341).',
  ],
  ['application/vnd.3gpp.ussd', 'USSD', 'A supplementary service request (3GPP TS 24.390).'],
  ['application/vnd.3gpp.ussd+xml', 'USSD', 'A supplementary service request (3GPP TS 24.390).'],
  ['application/vnd.3gpp.cw+xml', 'Call waiting', 'Tells that another call waits (3GPP TS 24.615).'],
  ['application/vnd.3gpp.mid-call+xml', 'Mid-call state', 'State of a call that is handed over (3GPP TS 24.237).'],
  ['application/vnd.3gpp.srvcc-info+xml', 'SRVCC information', 'Hand-over to circuit switching (3GPP TS 24.237).'],
  ['application/vnd.3gpp.srvcc-ext+xml', 'SRVCC extension', 'Hand-over to circuit switching (3GPP TS 24.237).'],
  ['application/vnd.3gpp.state-and-event-info+xml', 'State and events', 'Call state for hand-over (3GPP TS 24.237).'],
  ['application/vnd.3gpp.comm-div-info+xml', 'Diverted calls', 'Which calls were diverted (3GPP TS 24.604).'],
  ['application/vnd.3gpp.mcptt-info+xml', 'MCPTT information', 'Mission-critical push-to-talk (3GPP TS 24.379).'],
  ['application/vnd.3gpp.mcptt-location-info+xml', 'MCPTT location', 'Mission-critical push-to-talk (3GPP TS 24.379).'],
  ['application/vnd.3gpp.mcptt-floor-request+xml', 'MCPTT floor', 'Mission-critical push-to-talk (3GPP TS 24.379).'],
  ['application/vnd.etsi.aoc+xml', 'Advice of charge', 'What a call costs (3GPP TS 24.647).'],
  ['application/vnd.etsi.pstn+xml', 'ISDN information', 'Bearer and compatibility of ISDN (3GPP TS 29.163).'],
  ['application/vnd.etsi.mcid+xml', 'Malicious call', 'Asks to record who called (3GPP TS 24.616).'],
  ['application/vnd.oma.im.deferred-list+xml', 'Deferred messages', 'Messages that wait (OMA IM).'],
  ['application/emergencycalldata.ecall.msd', 'eCall data', 'What a car tells after an accident (RFC 8147).'],
  ['application/pkcs7-mime', 'S/MIME', 'A body that is signed or encrypted (RFC 3261 §23).'],
  ['application/pkcs7-signature', 'S/MIME signature', 'Signature of another part (RFC 3261 §23).'],
  ['application/x-pkcs7-signature', 'S/MIME signature', 'Signature of another part (RFC 3261 §23).'],
  ['text/plain', 'Text', ''],
  ['text/html', 'HTML text', 'Shown as it is written.'],
];

const BY_MEDIA_TYPE = new Map<string, BodyType>(ROWS.map(([type, name, purpose]) => [type, { name, purpose }]));

/** What a body of this type is; null for one that the workbench has no words for. */
export const describeBodyType = (mediaType: string): BodyType | null => BY_MEDIA_TYPE.get(mediaType) ?? null;
