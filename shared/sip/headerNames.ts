/** Header fields of SIP: long and compact form, where each is defined, and what it is for in one sentence. */
export type HeaderPurpose = {
  readonly name: string;
  /** One letter, or empty when there is no compact form. */
  readonly compact: string;
  readonly rfc: string;
  readonly purpose: string;
};

const TABLE = [
  ['Accept', '', 'RFC 3261 §20.1', 'Kinds of body that the sender understands.'],
  ['Accept-Contact', 'a', 'RFC 3841 §9.2', 'Properties that the device reached should have.'],
  ['Accept-Encoding', '', 'RFC 3261 §20.2', 'Encodings of a body that the sender understands.'],
  ['Accept-Language', '', 'RFC 3261 §20.3', 'Languages the sender wants reason phrases and descriptions in.'],
  [
    'Alert-Info',
    '',
    'RFC 3261 §20.4, RFC 7462',
    'The ring tone to play; phone systems use it to choose distinctive ringing.',
  ],
  ['Allow', '', 'RFC 3261 §20.5', 'Methods that the sender supports.'],
  ['Allow-Events', 'u', 'RFC 6665 §8.2.2', 'Event packages that the sender supports.'],
  ['Answer-Mode', '', 'RFC 5373', 'Whether the call should be answered by itself or by hand.'],
  ['Authentication-Info', '', 'RFC 3261 §20.6', 'Proof of the server towards the client, and the nonce to use next.'],
  ['Authorization', '', 'RFC 3261 §20.7', 'Credentials that answer the challenge of a server (401).'],
  ['Call-ID', 'i', 'RFC 3261 §20.8', 'Identifies the call, or all registrations of one client.'],
  ['Call-Info', '', 'RFC 3261 §20.9', 'More about the caller or the called: a picture, a card, a web page.'],
  [
    'Contact',
    'm',
    'RFC 3261 §20.10',
    'Where to send further requests of this dialog; in REGISTER the address to bind.',
  ],
  ['Content-Disposition', '', 'RFC 3261 §20.11', 'What the body is meant for, a session or a picture for example.'],
  ['Content-Encoding', 'e', 'RFC 3261 §20.12', 'How the body is encoded, compressed for example.'],
  ['Content-Language', '', 'RFC 3261 §20.13', 'Language of the body.'],
  ['Content-Length', 'l', 'RFC 3261 §20.14', 'Length of the body in bytes.'],
  ['Content-Type', 'c', 'RFC 3261 §20.15', 'What kind of body this is.'],
  ['CSeq', '', 'RFC 3261 §20.16', 'Orders requests within a dialog and ties a response to its request.'],
  ['Date', '', 'RFC 3261 §20.17', 'When the message was first sent, in GMT.'],
  ['Diversion', '', 'RFC 5806', 'Who diverted the call and why; an older way than History-Info.'],
  ['Error-Info', '', 'RFC 3261 §20.18', 'Where more about an error can be found, an announcement for example.'],
  ['Event', 'o', 'RFC 6665 §8.2.1', 'What is subscribed to, notified or published.'],
  ['Expires', '', 'RFC 3261 §20.19', 'Seconds after which the registration, subscription or invitation ends.'],
  ['Feature-Caps', '', 'RFC 6809', 'Features that servers along the path support.'],
  ['Flow-Timer', '', 'RFC 5626 §11', 'Seconds within which the client should show that its connection still lives.'],
  [
    'From',
    'f',
    'RFC 3261 §20.20',
    'Who sent the request, as the sender says; its tag identifies one side of the dialog.',
  ],
  ['Geolocation', '', 'RFC 6442 §4.1', 'Where the caller is, or where to look that up; emergency calls carry it.'],
  ['History-Info', '', 'RFC 7044', 'The addresses that the request has been sent to before, and why it moved on.'],
  ['Identity', 'y', 'RFC 8224 §4', "Signature over the caller's number (STIR/SHAKEN)."],
  ['In-Reply-To', '', 'RFC 3261 §20.21', 'Call-IDs of the calls that this one returns.'],
  ['Info-Package', '', 'RFC 6086 §4', 'What kind of data an INFO carries.'],
  ['Join', '', 'RFC 3911', 'The dialog whose conference this call wants to join.'],
  ['Max-Breadth', '', 'RFC 5393 §5.8', 'How many parallel branches this request may still make.'],
  ['Max-Forwards', '', 'RFC 3261 §20.22', 'How many more hops the request may take; stops loops.'],
  ['MIME-Version', '', 'RFC 3261 §20.24', 'Version of MIME that the body follows.'],
  ['Min-Expires', '', 'RFC 3261 §20.23', 'Shortest registration that the registrar accepts, in seconds (with 423).'],
  ['Min-SE', '', 'RFC 4028 §5', 'Shortest session timer that is accepted, in seconds.'],
  ['Organization', '', 'RFC 3261 §20.25', 'Organisation of the sender.'],
  ['P-Access-Network-Info', '', 'RFC 7315 §4.4', 'The access network a mobile subscriber is on, cell included.'],
  ['P-Asserted-Identity', '', 'RFC 3325 §9.1', 'Who the caller is, as the trusted network vouches for.'],
  ['P-Called-Party-ID', '', 'RFC 7315 §4.2', 'The address that was called before the Request-URI was rewritten.'],
  ['P-Charging-Function-Addresses', '', 'RFC 7315 §4.5', 'Where charging data goes.'],
  ['P-Charging-Vector', '', 'RFC 7315 §4.6', 'Identifier that ties the charging records of all operators together.'],
  ['P-Early-Media', '', 'RFC 5009', 'Which way media may flow before the answer.'],
  ['P-Preferred-Identity', '', 'RFC 3325 §9.2', 'The identity that the caller wants the network to vouch for.'],
  ['P-Visited-Network-ID', '', 'RFC 7315 §4.3', 'The network a roaming subscriber is in.'],
  ['Path', '', 'RFC 3327', 'Proxies that later requests to the registered address must pass.'],
  ['Permission-Missing', '', 'RFC 5360 §5.9.3', 'Who has not consented to be reached.'],
  ['Priority', '', 'RFC 3261 §20.26', 'How urgent the request is for the person called.'],
  ['Privacy', '', 'RFC 3323 §4.2', 'What the network should hide of the caller.'],
  [
    'Proxy-Authenticate',
    '',
    'RFC 3261 §20.27',
    'Challenge of a proxy (407): realm, nonce and algorithm to answer with.',
  ],
  ['Proxy-Authorization', '', 'RFC 3261 §20.28', 'Credentials that answer the challenge of a proxy (407).'],
  ['Proxy-Require', '', 'RFC 3261 §20.29', 'Extensions that every proxy on the way must support.'],
  ['RAck', '', 'RFC 3262 §7.2', 'Which reliable provisional response a PRACK confirms.'],
  ['Reason', '', 'RFC 3326', 'Why the request was sent, for example the Q.850 cause of a BYE or CANCEL.'],
  ['Record-Route', '', 'RFC 3261 §20.30', 'Proxies that want to stay on the path of this dialog.'],
  ['Recv-Info', '', 'RFC 6086 §4', 'Kinds of INFO data that the sender is willing to receive.'],
  ['Refer-Sub', '', 'RFC 4488', 'Whether a REFER creates a subscription to its progress.'],
  ['Refer-To', 'r', 'RFC 3515 §2.1', 'Whom the receiver of a REFER should contact: the target of a transfer.'],
  ['Referred-By', 'b', 'RFC 3892 §3', 'Who asked for the transfer.'],
  ['Reject-Contact', 'j', 'RFC 3841 §9.2', 'Properties that the device reached must not have.'],
  [
    'Remote-Party-ID',
    '',
    'draft-ietf-sip-privacy-04',
    'Who the caller is, as the network says; replaced by P-Asserted-Identity, still common.',
  ],
  ['Replaces', '', 'RFC 3891', 'The dialog that this call takes the place of: attended transfer, call pickup.'],
  ['Reply-To', '', 'RFC 3261 §20.31', 'Where to call back, when that is not the From address.'],
  ['Request-Disposition', 'd', 'RFC 3841 §9.1', 'How proxies should treat the request, fork or redirect for example.'],
  ['Require', '', 'RFC 3261 §20.32', 'Extensions that the receiver must support, else it answers 420.'],
  [
    'Resource-Priority',
    '',
    'RFC 4412 §3.1',
    'Priority of the call in the network, for emergency services for example.',
  ],
  ['Retry-After', '', 'RFC 3261 §20.33', 'Seconds to wait before trying again.'],
  ['Route', '', 'RFC 3261 §20.34', 'Proxies that the request must pass, in order.'],
  ['RSeq', '', 'RFC 3262 §7.1', 'Number of a reliable provisional response; a PRACK must confirm it.'],
  ['Security-Client', '', 'RFC 3329 §2.2', 'Security mechanisms that the client supports.'],
  ['Security-Server', '', 'RFC 3329 §2.2', 'Security mechanisms that the server supports.'],
  [
    'Security-Verify',
    '',
    'RFC 3329 §2.2',
    "The server's list of security mechanisms, repeated so that tampering shows.",
  ],
  ['Server', '', 'RFC 3261 §20.35', 'Software that sent the response.'],
  ['Service-Route', '', 'RFC 3608', 'Proxies that the registered client should send its requests through.'],
  [
    'Session-Expires',
    'x',
    'RFC 4028 §4',
    'Seconds after which the call ends unless it is refreshed, and who refreshes it.',
  ],
  ['Session-ID', '', 'RFC 7989', 'Identifies the session from end to end, through servers that change the Call-ID.'],
  ['SIP-ETag', '', 'RFC 3903 §11.3.1', 'Names a published state, to refresh or remove it later.'],
  ['SIP-If-Match', '', 'RFC 3903 §11.3.2', 'The published state that this PUBLISH refreshes, changes or removes.'],
  ['Subject', 's', 'RFC 3261 §20.36', 'What the call is about.'],
  [
    'Subscription-State',
    '',
    'RFC 6665 §8.2.3',
    'Whether the subscription is active, pending or terminated, and for how long.',
  ],
  ['Supported', 'k', 'RFC 3261 §20.37', 'Extensions that the sender supports.'],
  ['Suppress-If-Match', '', 'RFC 5839', 'Asks for no notification while the state is the one named.'],
  ['Target-Dialog', '', 'RFC 4538', 'Another dialog that proves the sender may send this request.'],
  ['Timestamp', '', 'RFC 3261 §20.38', 'When the client sent the request; measures the round trip.'],
  ['To', 't', 'RFC 3261 §20.39', 'Who the request is meant for; its tag identifies the other side of the dialog.'],
  ['Unsupported', '', 'RFC 3261 §20.40', 'Extensions that the server does not support (with 420).'],
  ['User-Agent', '', 'RFC 3261 §20.41', 'Software that sent the request.'],
  ['User-to-User', '', 'RFC 7433', 'Data that travels from caller to called, call centres use it.'],
  [
    'Via',
    'v',
    'RFC 3261 §20.42',
    'The way back for the response: every hop adds one on top; the branch identifies the transaction.',
  ],
  ['Warning', '', 'RFC 3261 §20.43', 'More about what went wrong: a code, who says so, and a text.'],
  [
    'WWW-Authenticate',
    '',
    'RFC 3261 §20.44',
    'Challenge of a server (401): realm, nonce and algorithm to answer with.',
  ],
  ['X-Asterisk-HangupCause', '', 'Asterisk', 'Why Asterisk hung up, in words.'],
  ['X-Asterisk-HangupCauseCode', '', 'Asterisk', 'Why Asterisk hung up, as a Q.850 cause code.'],
  ['X-Serialnumber', '', 'device makers', 'Serial number of the device.'],
  ['X-FS-Support', '', 'FreeSWITCH', 'Features of the FreeSWITCH that sent the message.'],
] as const satisfies readonly (readonly [string, string, string, string])[];

/** All header fields that the workbench has words for, by name. */
export const HEADERS: readonly HeaderPurpose[] = TABLE.map(([name, compact, rfc, purpose]) => ({
  name,
  compact,
  rfc,
  purpose,
}));

const BY_KEY = new Map<string, HeaderPurpose>(HEADERS.map((header) => [header.name.toLowerCase(), header]));

export type HeaderSpelling = { readonly name: string; readonly key: string };

/** Every usual spelling, so that most names need no lower-casing. */
const BY_SPELLING = new Map<string, HeaderSpelling>(
  TABLE.flatMap(([long, compact]) => {
    const key = long.toLowerCase();
    const spellings = [long, key, long.toUpperCase(), compact, compact.toUpperCase()];
    return spellings
      .filter((spelling) => spelling !== '')
      .map((name): [string, HeaderSpelling] => [name, { name, key }]);
  }),
);

/** Header fields that may stand only once in a message (RFC 3261 §7.3.1 and the RFC of each), as keys. */
export const SINGLE_HEADERS: ReadonlySet<string> = new Set([
  ...['call-id', 'content-disposition', 'content-length', 'content-type', 'cseq', 'date', 'event', 'expires', 'from'],
  ...['max-breadth', 'max-forwards', 'mime-version', 'min-expires', 'min-se', 'organization', 'priority', 'rack'],
  ...['refer-to', 'referred-by', 'replaces', 'reply-to', 'retry-after', 'rseq', 'server', 'session-expires'],
  ...['session-id', 'sip-etag', 'sip-if-match', 'subject', 'subscription-state', 'timestamp', 'to', 'user-agent'],
]);

/** Name and key of a header field that is spelled in a usual way, both lasting strings; null for any other spelling. */
export const usualSpelling = (name: string): HeaderSpelling | null => BY_SPELLING.get(name) ?? null;

/** Key of a header field: its long form in lower case, so `v`, `VIA` and `Via` are all `via`. */
export const headerKey = (name: string): string => {
  const lower = name.toLowerCase();
  return BY_SPELLING.get(name)?.key ?? BY_SPELLING.get(lower)?.key ?? lower;
};

/** What a header field is for, by its key; null for one that the workbench has no words for. */
export const describeHeader = (key: string): HeaderPurpose | null => BY_KEY.get(key) ?? null;
