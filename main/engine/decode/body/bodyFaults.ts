import type { SipIssueCode } from '../../../../shared/sip/issueKinds';
import { digitRelayFault } from './digit';
import { isupFault } from './isup/describeIsup';
import { messageSummaryFault } from './messageSummary';
import { readSipFragment } from './readSipFragment';
import { voiceQualityReportFault } from './voiceQualityReport';
import { scanXml } from './xml/scanXml';

/** What keeps bytes[start, end) from being of a type; null when nothing does. `version` is that parameter of Content-Type. */
type BodyFault = (bytes: Uint8Array, start: number, end: number, version: string) => SipIssueCode | null;

const sipFragmentFault: BodyFault = (bytes, start, end) => {
  const { startLineEnd, headers } = readSipFragment(bytes, start, end);
  return startLineEnd === null && headers.length === 0 ? 'bodyIsNotItsType' : null;
};

const xmlFault: BodyFault = (bytes, start, end) => (scanXml(bytes, start, end).isWellFormed ? null : 'unreadableXml');

const FAULTS = new Map<string, BodyFault>([
  ['message/sipfrag', sipFragmentFault],
  ['message/sip', sipFragmentFault],
  ['application/simple-message-summary', messageSummaryFault],
  ['application/dtmf-relay', digitRelayFault],
  ['application/vq-rtcpxr', voiceQualityReportFault],
  ['application/isup', isupFault],
  ['application/xml', xmlFault],
  ['text/xml', xmlFault],
]);

/** What is looked for in a body of this media type; null where nothing is. Kept apart from what describes bodies, which is far more. */
export const bodyFaultOf = (mediaType: string): BodyFault | null =>
  FAULTS.get(mediaType) ?? (mediaType.endsWith('+xml') ? xmlFault : null);
