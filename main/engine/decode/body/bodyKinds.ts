import type { MessageField } from '../../../../shared/protocol/rows';
import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import type { FieldMaker } from '../field';
import { describeSdp } from '../sdp/sdpFields';
import { describeDigit, describeDigitRelay, digitRelayFault } from './digit';
import { describeIsup, isupFault } from './isup/describeIsup';
import { describeMessageSummary, messageSummaryFault } from './messageSummary';
import { describeShortMessage } from './shortMessage';
import { describeSipFragment, sipFragmentFault } from './sipFragment';
import { describeVoiceQualityReport, voiceQualityReportFault } from './voiceQualityReport';
import { describeXml, xmlFault } from './xml/describeXml';

/** How bodies of one media type are taken apart; `version` is that parameter of Content-Type. */
export type BodyKind = {
  readonly describe: (make: FieldMaker, start: number, end: number, version: string) => readonly MessageField[];
  /** What keeps bytes[start, end) from being of this type; null when nothing does. */
  readonly fault: (bytes: Uint8Array, start: number, end: number, version: string) => SipIssueCode | null;
};

const noFault = (): null => null;

const XML: BodyKind = { describe: describeXml, fault: xmlFault };

const KINDS = new Map<string, BodyKind>([
  ['application/sdp', { describe: describeSdp, fault: noFault }],
  ['application/trickle-ice-sdpfrag', { describe: describeSdp, fault: noFault }],
  ['message/sipfrag', { describe: describeSipFragment, fault: sipFragmentFault }],
  ['message/sip', { describe: describeSipFragment, fault: sipFragmentFault }],
  ['application/simple-message-summary', { describe: describeMessageSummary, fault: messageSummaryFault }],
  ['application/dtmf-relay', { describe: describeDigitRelay, fault: digitRelayFault }],
  ['application/dtmf', { describe: describeDigit, fault: noFault }],
  ['application/vq-rtcpxr', { describe: describeVoiceQualityReport, fault: voiceQualityReportFault }],
  ['application/isup', { describe: describeIsup, fault: isupFault }],
  ['application/vnd.3gpp.sms', { describe: describeShortMessage, fault: noFault }],
  ['application/xml', XML],
  ['text/xml', XML],
]);

/** How to take a body of this media type apart; null for one that is shown as text or bytes alone. */
export const bodyKindOf = (mediaType: string): BodyKind | null =>
  KINDS.get(mediaType) ?? (mediaType.endsWith('+xml') ? XML : null);
