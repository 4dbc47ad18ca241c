import type { MessageField } from '../../../../shared/protocol/rows';
import type { FieldMaker } from '../field';
import { describeSdp } from '../sdp/sdpFields';
import { describeDigit, describeDigitRelay } from './digit';
import { describeIsup } from './isup/describeIsup';
import { describeMessageSummary } from './messageSummary';
import { describeShortMessage } from './shortMessage';
import { describeSipFragment } from './sipFragment';
import { describeVoiceQualityReport } from './voiceQualityReport';
import { describeXml } from './xml/describeXml';

/** How bodies of one media type are taken apart; `version` is that parameter of Content-Type. */
export type DescribeBody = (make: FieldMaker, start: number, end: number, version: string) => readonly MessageField[];

const DESCRIPTIONS = new Map<string, DescribeBody>([
  ['application/sdp', describeSdp],
  ['application/trickle-ice-sdpfrag', describeSdp],
  ['message/sipfrag', describeSipFragment],
  ['message/sip', describeSipFragment],
  ['application/simple-message-summary', describeMessageSummary],
  ['application/dtmf-relay', describeDigitRelay],
  ['application/dtmf', describeDigit],
  ['application/vq-rtcpxr', describeVoiceQualityReport],
  ['application/isup', describeIsup],
  ['application/vnd.3gpp.sms', describeShortMessage],
  ['application/xml', describeXml],
  ['text/xml', describeXml],
]);

/** How to take a body of this media type apart; null for one that is shown as text or bytes alone. */
export const bodyDescriptionOf = (mediaType: string): DescribeBody | null =>
  DESCRIPTIONS.get(mediaType) ?? (mediaType.endsWith('+xml') ? describeXml : null);
