import { isDirection, readMediaAttribute } from './attributes';
import { finishMedia, payloadTypesOf, type MediaBuilder } from './mediaBuilder';
import { readConnection, readMediaLine } from './mediaLine';
import { MAX_LINES, readSdpLines, type SdpLine } from './sdpLines';
import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { SdpIssueCode } from '../../../../shared/sip/issueKinds';
import type { MediaDirection, SdpIssue, SessionDescription } from './sessionDescription';

/** Media sections and issues kept of one description. */
const MAX_MEDIA = 64;
const MAX_ISSUES = 50;

const KNOWN_TYPES = 'vosiuepcbtrzkam';

/** Lines that every description must have, with the issue when one is missing. */
const MANDATORY: readonly (readonly [string, SdpIssueCode])[] = [
  ['v', 'sdpMissingVersion'],
  ['o', 'sdpMissingOrigin'],
  ['s', 'sdpMissingSessionName'],
  ['t', 'sdpMissingTime'],
];

const BEGINNING = { number: 1, start: 0, end: 0 };

/** Neither a=rtpmap nor the static table says what one of the payload types is. */
const hasUnexplained = (media: MediaBuilder): boolean =>
  payloadTypesOf(media).some((type) => !media.rtpMaps.has(type) && staticPayloadType(type) === null);

/** A description while its lines are read. */
class DescriptionReader {
  readonly issues: SdpIssue[] = [];
  readonly media: MediaBuilder[] = [];
  readonly attributes: string[] = [];
  origin = '';
  sessionName = '';
  /** Types of the lines so far, each once. */
  private seen = '';
  private address: string | null = null;
  private direction: MediaDirection = 'sendrecv';
  private current: MediaBuilder | null = null;
  /** After an m= line that could not be read its lines belong to no media. */
  private skipping = false;

  read(line: SdpLine): void {
    if (line.spaced) this.note(line, 'sdpSpacesAroundEquals');
    if (line.type === '' || !KNOWN_TYPES.includes(line.type)) {
      this.note(line, line.type === '' ? 'sdpUnreadableLine' : 'sdpUnknownLineType');
      return;
    }
    if (this.seen === '' && line.type !== 'v') this.note(line, 'sdpVersionNotFirst');
    if (!this.seen.includes(line.type)) this.seen += line.type;
    this.readType(line);
  }

  private readType(line: SdpLine): void {
    const { type, value } = line;
    if (type === 'm') this.readMedia(line);
    else if (type === 'c') this.readConnection(line);
    else if (type === 'a') this.readAttribute(line);
    else if (type === 'o') this.readOrigin(line);
    else if (type === 's') this.sessionName = value;
    else if (type === 'v' && value !== '0') this.note(line, 'sdpBadVersion');
  }

  private readOrigin(line: SdpLine): void {
    this.origin = line.value;
    if (line.value.split(/\s+/).length !== 6) this.note(line, 'sdpBadOrigin');
  }

  private readMedia(line: SdpLine): void {
    const media = readMediaLine(line);
    this.current = null;
    this.skipping = true;
    if (media === null) return this.note(line, 'sdpBadMediaLine');
    if (this.media.length >= MAX_MEDIA) return this.note(line, 'sdpTooManyMedia');
    if (media.formatNames.length === 0) this.note(line, 'sdpMediaWithoutFormat');
    this.current = media;
    this.skipping = false;
    this.media.push(media);
  }

  private readConnection(line: SdpLine): void {
    const address = readConnection(line.value);
    if (address === null) return this.note(line, 'sdpBadConnection');
    if (this.current !== null) this.current.address ??= address;
    else if (!this.skipping) this.address ??= address;
  }

  private readAttribute(line: SdpLine): void {
    if (this.current !== null) {
      const code = readMediaAttribute(this.current, line.value);
      if (code !== null) this.note(line, code);
    } else if (!this.skipping) {
      const name = line.value.trim().toLowerCase();
      if (isDirection(name)) this.direction = name;
      else this.attributes.push(line.value);
    }
  }

  note({ number, start, end }: Pick<SdpLine, 'number' | 'start' | 'end'>, code: SdpIssueCode): void {
    if (this.issues.length < MAX_ISSUES - 1) this.issues.push({ line: number, code, start, end });
    else if (this.issues.length === MAX_ISSUES - 1) {
      this.issues.push({ line: number, code: 'sdpTooManyIssues', start, end });
    }
  }

  /** What can be said only after the last line. */
  private noteMissing(): void {
    for (const [type, code] of MANDATORY) if (!this.seen.includes(type)) this.note(BEGINNING, code);
    for (const media of this.media) {
      if (media.port === 0) continue; // Refused: nothing will be sent (RFC 3264 §6).
      if ((media.address ?? this.address) === null) this.note(media.line, 'sdpMissingConnection');
      if (media.rtpMaps.size < media.formatNames.length && hasUnexplained(media)) {
        this.note(media.line, 'sdpMissingRtpMap');
      }
    }
  }

  finish(): SessionDescription {
    this.noteMissing();
    const session = { address: this.address, direction: this.direction };
    return {
      origin: this.origin,
      sessionName: this.sessionName,
      attributes: this.attributes,
      media: this.media.map((media) => finishMedia(media, session)),
      issues: this.issues,
    };
  }
}

/**
 * Reads the session description (RFC 8866) in bytes[start, end); never fails: what cannot be read becomes an issue.
 * Offsets in the result count bytes from `start`.
 */
export function parseSdp(bytes: Uint8Array, start: number, end: number): SessionDescription {
  const reader = new DescriptionReader();
  const lines = readSdpLines(bytes, start, end);
  for (const line of lines) reader.read(line);
  if (lines.length === MAX_LINES) reader.note(lines[MAX_LINES - 1]!, 'sdpTooManyLines');
  return reader.finish();
}
