import { findSdp } from '../sdp/findSdp';
import { parseSdp } from '../sdp/parseSdp';
import { sdpIssuesOf } from '../sdp/sdpIssues';
import type { SessionDescription } from '../sdp/sessionDescription';
import { headerOf } from '../sip/headerOf';
import { readBodyParts, type BodyPart } from '../sip/bodyParts';
import type { SipIssue, SipMessage } from '../sip/sipMessage';
import { bodyFaultOf } from './bodyFaults';

/** What the analysis needs of a message's body. */
export type BodyReading = {
  /** The first session description; null when there is none. */
  readonly description: SessionDescription | null;
  /** What is wrong in the body, beside the issues that the message has already. Ranges are of the message. */
  readonly issues: readonly SipIssue[];
};

const NOTHING: BodyReading = Object.freeze({ description: null, issues: Object.freeze([]) });
const NO_ISSUES: readonly SipIssue[] = Object.freeze([]);

/** Neither begins as a description nor has media: something else goes by its name. */
const isNoDescription = ({ issues, media }: SessionDescription): boolean =>
  media.length === 0 && issues.some(({ code }) => code === 'sdpMissingVersion');

/** The session description in bytes[from, to) of a message that begins at `start`. */
function readDescription(bytes: Uint8Array, from: number, to: number, start: number): BodyReading {
  const description = parseSdp(bytes, from, to);
  if (isNoDescription(description)) {
    return {
      description: null,
      issues: [{ code: 'bodyIsNotItsType', range: { start: from - start, end: to - start } }],
    };
  }
  return { description, issues: description.issues.length === 0 ? NO_ISSUES : sdpIssuesOf(description, from - start) };
}

function partIssue(bytes: Uint8Array, start: number, part: BodyPart): SipIssue | null {
  const { contentType, version, encoding, range } = part;
  if (encoding !== '') return { code: 'encodedBody', range };
  if (contentType === 'application/sdp' || range.end === range.start) return null;
  const code = bodyFaultOf(contentType)?.(bytes, start + range.start, start + range.end, version) ?? null;
  return code === null ? null : { code, range };
}

/** Issues of the body as a whole and of its parts; none of a body that is known to be cut off, for they follow from that. */
function partIssues(message: SipMessage, bytes: Uint8Array, start: number): readonly SipIssue[] {
  if (message.issues.some(({ code }) => code === 'truncatedBody')) return NO_ISSUES;
  const { parts, issues } = readBodyParts(message, bytes, start);
  const ofParts = parts.map((part) => partIssue(bytes, start, part)).filter((issue) => issue !== null);
  return issues.length + ofParts.length === 0 ? NO_ISSUES : [...issues, ...ofParts];
}

/**
 * Reads the body of the message that was parsed from bytes[start, …): its session description, and what is wrong in it. A
 * plain SDP body, which most are, is looked at once.
 */
export function readBody(message: SipMessage, bytes: Uint8Array, start: number): BodyReading {
  if (message.body.end === message.body.start) return NOTHING;
  const place = findSdp(message, bytes, start);
  const isPlainSdp = place !== null && headerOf(message, 'content-type')?.value === 'application/sdp';
  const ofParts = isPlainSdp ? NO_ISSUES : partIssues(message, bytes, start);
  if (place === null) return ofParts.length === 0 ? NOTHING : { description: null, issues: ofParts };
  const { description, issues } = readDescription(bytes, place.start, place.end, start);
  return { description, issues: ofParts.length === 0 ? issues : [...ofParts, ...issues] };
}
