/**
 * Survivable faults of a SIP message: one line each, code → words for people, in four groups: what is wrong in the message itself,
 * in its session description, in a body of another type, and in the way it came.
 */

/** In the order of a message: what stands before it, start line, lines of the header part, header fields, body. */
const MESSAGE_ISSUES = {
  junkBeforeStartLine:
    'Bytes that belong to no message, NULs for example, stand before the start line, where RFC 3261 §7 has a message begin.',
  emptyLineBeforeStartLine:
    'Empty lines stand before the start line; RFC 3261 §7.5 allows them on TCP and TLS, where they keep a connection alive.',

  missingVersion: 'The request line ends without a SIP version; RFC 3261 §7.1 asks for SIP/2.0 after the Request-URI.',
  unknownVersion: 'The SIP version is not SIP/2.0, the only one there is (RFC 3261 §7.1); a server answers 505.',
  lowerCaseVersion: 'The SIP version is not written in upper case, as RFC 3261 §7.1 asks of senders.',
  lowerCaseMethod:
    'The method is not in upper case; methods are case-sensitive (RFC 3261 §7.1), so strict receivers answer 501.',
  unknownMethod:
    'The method is none of the registered ones; receivers that do not know it answer 405 or 501 (RFC 3261 §8.2.1).',
  startLineSpaces: 'The parts of the start line are not separated by exactly one space (RFC 3261 §7.1, §7.2).',
  missingRequestUri: 'The request line has no Request-URI (RFC 3261 §7.1).',
  requestUriSpaces: 'The Request-URI contains white space, which RFC 3261 §7.1 forbids.',
  requestUriInBrackets: 'The Request-URI stands in angle brackets, which RFC 3261 §7.1 forbids.',
  requestUriHeaders:
    'The Request-URI carries header fields after a question mark; RFC 3261 §19.1.1 does not allow them here.',
  statusOutOfRange: 'The status code is not between 100 and 699 (RFC 3261 §7.2).',
  noSpaceAfterStatus:
    'No space follows the status code; RFC 3261 §7.2 asks for one even before an empty reason phrase.',

  lineEndsWithoutCarriageReturn: 'A line ends with LF alone; RFC 3261 §7 asks for CRLF.',
  lineEndsWithoutLineFeed: 'A line ends with CR alone, or with a CR too many; RFC 3261 §7 asks for CRLF.',
  missingBlankLine: 'No empty line ends the header part (RFC 3261 §7): the message was cut off or built wrongly.',
  headerWithoutColon: 'A line of the header part has no colon and is no header field (RFC 3261 §7.3.1).',
  emptyHeaderName: 'A header field begins with its colon: it has no name (RFC 3261 §7.3.1).',
  badHeaderName: 'The name of a header field contains characters that RFC 3261 §25.1 does not allow in a token.',
  spaceBeforeColon:
    'White space stands before the colon; the grammar allows it, RFC 3261 §7.3.1 advises against it, some receivers miss the field.',
  foldedHeader: 'A header field goes on over several lines; RFC 3261 §7.3.1 allows it, some devices do not read it.',
  continuationWithoutHeader:
    'A line begins with white space but there is no header field before it that it could continue (RFC 3261 §7.3.1).',
  nulInHeader:
    'A NUL byte stands in the header part; RFC 3261 §25.1 allows it in quoted strings only, after a backslash.',
  notUtf8: 'The text is not UTF-8, which RFC 3261 §7 asks for; unreadable bytes are shown as �.',
  tooManyHeaders: 'The message has more header fields than the workbench reads; the rest is shown as bytes only.',
  tooManyIssues: 'The message has more faults than the workbench lists; the rest is not listed.',

  duplicateHeader:
    'A header field that may stand only once (RFC 3261 §7.3.1) stands here again; the first one is used.',
  missingVia: 'Via is missing (RFC 3261 §8.1.1): no response can find its way back.',
  missingFrom: 'From is missing (RFC 3261 §8.1.1).',
  missingTo: 'To is missing (RFC 3261 §8.1.1).',
  missingCallId: 'Call-ID is missing (RFC 3261 §8.1.1): the message belongs to no call.',
  missingCseq: 'CSeq is missing (RFC 3261 §8.1.1): the message belongs to no transaction for certain.',
  missingMaxForwards: 'Max-Forwards is missing; RFC 3261 §8.1.1.6 asks for it in every request, RFC 2543 did not.',
  missingContact:
    'Contact is missing where a dialog begins (RFC 3261 §8.1.1.8, §12.1.1): the other side does not know where to send its requests.',
  emptyCallId: 'Call-ID is empty (RFC 3261 §20.8).',
  badCseq: 'CSeq is not a number and a method (RFC 3261 §20.16).',
  cseqTooLarge: 'The CSeq number is 2³¹ or more, which RFC 3261 §8.1.1.5 forbids.',
  cseqMethodMismatch: 'The method of CSeq is not that of the request (RFC 3261 §8.1.1.5).',
  maxForwardsTooLarge: 'Max-Forwards is over 255 (RFC 3261 §20.22).',
  badNumber: 'The value is not a whole number where RFC 3261 §25.1 has one.',
  numberTooLarge: 'The number does not fit in 32 bits, the most that RFC 3261 §25.1 lets a receiver expect.',
  badDate: 'The date is not given in GMT as RFC 3261 §20.17 asks.',
  badVia: 'A Via value is not protocol, transport and sender (RFC 3261 §20.42).',
  branchMissing: 'The topmost Via has no branch; RFC 3261 §8.1.1.7 asks for one, RFC 2543 did not.',
  branchWithoutCookie:
    'The branch of the topmost Via does not begin with z9hG4bK: the sender follows RFC 2543 (RFC 3261 §8.1.1.7).',
  branchOnlyCookie:
    'The branch of the topmost Via is z9hG4bK and nothing else, so it tells no transactions apart (RFC 3261 §8.1.1.7).',
  missingFromTag: 'From has no tag; RFC 3261 §8.1.1.3 asks for one, RFC 2543 did not.',
  missingToTag: 'To has no tag; RFC 3261 §8.2.6.2 asks for one in every response but 100.',
  unterminatedQuote: 'A quoted string does not end (RFC 3261 §25.1).',
  unterminatedBracket: 'An angle bracket is opened and not closed (RFC 3261 §25.1).',
  unquotedDisplayName: 'The display name contains characters that must stand in quotes (RFC 3261 §25.1).',
  spaceInBrackets: 'White space stands between the angle brackets and the URI (RFC 3261 §25.1).',
  uriNeedsBrackets:
    'The URI contains a question mark or a comma and so must stand in angle brackets (RFC 3261 §20.10).',
  missingUri: 'An address has no URI (RFC 3261 §20.10).',
  uriWithoutScheme: 'The URI has no scheme such as sip: or tel: (RFC 3261 §19.1.1).',
  badPort: 'The port is not a number up to 65535 (RFC 3261 §19.1.1).',
  badEscape: 'A percent sign in the URI is not followed by two hexadecimal digits (RFC 3261 §19.1.2).',
  emptyParameter: 'A parameter is empty: two semicolons follow each other, or one stands last (RFC 3261 §7.3.1).',
  emptyListElement:
    'An element of a list is empty: two commas follow each other, or one stands first or last (RFC 3261 §7.3.1).',
  badWarning: 'Warning is not a code of three digits, an agent and a text in quotes (RFC 3261 §20.43).',
  badAuthentication:
    'Challenge or credentials are not a scheme and parameters of the form name=value (RFC 3261 §25.1).',
  badContentType: 'Content-Type is not a type and a subtype with a slash between them (RFC 3261 §20.15).',

  missingContentLength:
    'Content-Length is missing: on UDP the body then ends with the datagram, on TCP it must not be missing (RFC 3261 §20.14).',
  badContentLength: 'Content-Length is not a number; the body is taken to reach to the end (RFC 3261 §20.14).',
  truncatedBody:
    'The body is shorter than Content-Length says: the message was cut off, or the length is wrong (RFC 3261 §18.3).',
  surplusBytes:
    'Bytes follow the body that Content-Length announced; over UDP receivers discard them (RFC 3261 §18.3).',
  missingContentType: 'There is a body but no Content-Type to say what it is (RFC 3261 §20.15).',
} as const;

/** Of session descriptions. */
const SDP_ISSUES = {
  sdpUnreadableLine: 'A line of the session description is not of the form type=value (RFC 8866 §5).',
  sdpSpacesAroundEquals:
    'White space stands around an equals sign of the session description, which RFC 8866 §5 forbids.',
  sdpUnknownLineType: 'A line of the session description has a type that RFC 8866 §5 does not know; receivers skip it.',
  sdpTooManyLines: 'The session description has more lines than the workbench reads; the rest is shown as bytes only.',
  sdpVersionNotFirst: 'v= is not the first line of the session description (RFC 8866 §5).',
  sdpBadVersion: 'The version of the session description is not 0, the only one there is (RFC 8866 §5.1).',
  sdpMissingVersion: 'The session description has no v= line (RFC 8866 §5.1).',
  sdpMissingOrigin:
    'The session description has no o= line (RFC 8866 §5.2), so nobody can tell a changed offer from a repeated one.',
  sdpMissingSessionName: 'The session description has no s= line; RFC 8866 §5.3 asks for one, `-` at least.',
  sdpMissingTime: 'The session description has no t= line; RFC 8866 §5.9 asks for one, `0 0` in calls.',
  sdpBadOrigin: 'o= is not the six parts that RFC 8866 §5.2 asks for.',
  sdpBadConnection: 'c= is not network type, address type and address (RFC 8866 §5.7); the line is not used.',
  sdpMissingConnection:
    'No c= line says where media of this m= line is to be sent (RFC 8866 §5.7): the other side cannot send any.',
  sdpBadMediaLine:
    'An m= line is not media, port, protocol and formats (RFC 8866 §5.14); it and the lines under it are not used.',
  sdpMediaWithoutFormat: 'An m= line offers no format (RFC 8866 §5.14).',
  sdpTooManyMedia: 'The session description has more m= lines than the workbench reads.',
  sdpMissingRtpMap:
    'A payload type without a fixed meaning has no a=rtpmap (RFC 3264 §5.1): nobody can tell what codec it is.',
  sdpBadRtpMap: 'a=rtpmap is not payload type, codec and clock rate (RFC 8866 §6.6).',
  sdpPayloadTypeTooLarge: 'a=rtpmap names a payload type over 127, which RTP cannot carry (RFC 3550 §5.1).',
  sdpBadFormatParameters: 'a=fmtp is not a format and its parameters (RFC 8866 §6.15).',
  sdpFormatNotOffered: 'a=fmtp is for a format that its m= line does not offer (RFC 8866 §6.15).',
  sdpBadRtcp: 'a=rtcp is not a port, perhaps with an address (RFC 3605 §2.1); RTCP is expected one port above RTP.',
  sdpBadPtime: 'a=ptime is no number of milliseconds (RFC 8866 §6.4).',
  sdpSecondDirection: 'The same media is given two directions (RFC 8866 §6.7); the last one is used.',
  sdpTooManyIssues: 'The session description has more faults than the workbench lists; the rest is not listed.',
} as const;

/** Of bodies of any other type, and of how the parts of a body are held together. */
const BODY_ISSUES = {
  missingBoundary:
    'The body is multipart but Content-Type names no boundary (RFC 2046 §5.1.1): its parts cannot be told apart.',
  badBoundary: 'The boundary of the multipart body is longer than the 70 characters that RFC 2046 §5.1.1 allows.',
  boundaryNotFound:
    'The boundary that Content-Type names does not occur in the body (RFC 2046 §5.1.1): no part was read.',
  multipartNotClosed:
    'No line closes the multipart body, as `--boundary--` should (RFC 2046 §5.1.1): it may be incomplete.',
  tooManyParts:
    'The body has more parts than the workbench reads, or they are nested deeper; the rest is shown as bytes only.',
  encodedBody: 'The body is compressed or otherwise encoded (RFC 3261 §20.12, RFC 2045 §6): it is shown as bytes only.',
  bodyIsNotItsType: 'The body does not read as what its Content-Type says it is (RFC 3261 §20.15).',
  unreadableXml:
    'The XML of the body is not well-formed (XML 1.0 §2.1): its elements do not close in order, or it is cut off.',
  truncatedParameter:
    'A parameter of the ISUP message reaches beyond its end (ITU-T Q.763 §1): what follows was not read.',
} as const;

/** Of the way a message came. */
const CARRIAGE_ISSUES = {
  bytesMissingBefore:
    'Bytes of the connection are missing before this message: the capture lost them, so messages may be missing, too.',
  beganMidStream: 'The capture began in the middle of this connection; what stood before this message cannot be read.',
  unreadableBytesBefore:
    'Bytes that belong to no message stand before it on the connection; reading went on behind them.',
  overlappingSegments: 'Segments of the connection overlap with different bytes: those that came first were read.',
  cutOffByCapture:
    'The packet holds fewer bytes than its headers announce: the capture kept only its beginning (snap length), or a length is wrong.',
  timeWentBack:
    'The capture gives this message an earlier time than one before it: its clock stepped back, or interfaces were not merged in order.',
  agentTimeAhead:
    'The HEP agent says that it captured this message over an hour after its report came: the time of the report is shown.',
} as const;

export const ISSUE_GROUPS = {
  message: MESSAGE_ISSUES,
  sdp: SDP_ISSUES,
  body: BODY_ISSUES,
  carriage: CARRIAGE_ISSUES,
} as const;

export const SIP_ISSUES = { ...MESSAGE_ISSUES, ...SDP_ISSUES, ...BODY_ISSUES, ...CARRIAGE_ISSUES } as const;

export type SdpIssueCode = keyof typeof SDP_ISSUES;
export type SipIssueCode = keyof typeof SIP_ISSUES;

/** Allowed by the grammar or by RFC 2543, yet worth a look when something does not work; every other issue breaks a rule. */
const UNUSUAL: ReadonlySet<SipIssueCode> = new Set<SipIssueCode>([
  'emptyLineBeforeStartLine',
  'unknownMethod',
  'spaceBeforeColon',
  'foldedHeader',
  'missingMaxForwards',
  'branchMissing',
  'branchWithoutCookie',
  'missingFromTag',
  'missingContentLength',
  'surplusBytes',
  'sdpUnknownLineType',
  'sdpFormatNotOffered',
  'encodedBody',
  'beganMidStream',
  'bytesMissingBefore',
  'cutOffByCapture',
  'timeWentBack',
  'agentTimeAhead',
]);

export const isMerelyUnusual = (code: SipIssueCode): boolean => UNUSUAL.has(code);
