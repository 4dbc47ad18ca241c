import { isDirection, readMediaAttribute } from './attributes';
import { finishMedia, payloadTypesOf, type MediaBuilder } from './mediaBuilder';
import { readConnection, readMediaLine } from './mediaLine';
import { MAX_LINES, readSdpLines, type SdpLine } from './sdpLines';
import { staticPayloadType } from '../../../../shared/rtp/payloadTypes';
import type { MediaDirection, SdpIssue, SessionDescription } from './sessionDescription';

/** Media sections and issues kept of one description. */
const MAX_MEDIA = 64;
const MAX_ISSUES = 50;

const KNOWN_TYPES = 'vosiuepcbtrzkam';

/** A description while its lines are read. */
class DescriptionReader {
  readonly issues: SdpIssue[] = [];
  readonly media: MediaBuilder[] = [];
  readonly attributes: string[] = [];
  origin = '';
  sessionName = '';
  private readonly seen = new Set<string>();
  private address: string | null = null;
  private direction: MediaDirection = 'sendrecv';
  private current: MediaBuilder | null = null;
  /** After an m= line that could not be read its lines belong to no media. */
  private skipping = false;

  read(line: SdpLine): void {
    if (line.spaced) this.note(line, 'white space around the equals sign (RFC 8866 §5)');
    if (line.type === '' || !KNOWN_TYPES.includes(line.type)) {
      this.note(line, line.type === '' ? 'not of the form type=value (RFC 8866 §5)' : `unknown type ${line.type}=`);
      return;
    }
    if (this.seen.size === 0 && line.type !== 'v') this.note(line, 'v= is not the first line (RFC 8866 §5)');
    this.seen.add(line.type);
    this.readType(line);
  }

  private readType(line: SdpLine): void {
    const { type, value } = line;
    if (type === 'm') this.readMedia(line);
    else if (type === 'c') this.readConnection(line);
    else if (type === 'a') this.readAttribute(line);
    else if (type === 'o') this.readOrigin(line);
    else if (type === 's') this.sessionName = value;
    else if (type === 'v' && value !== '0') this.note(line, 'the version is not 0 (RFC 8866 §5.1)');
  }

  private readOrigin(line: SdpLine): void {
    this.origin = line.value;
    if (line.value.split(/\s+/).length !== 6) this.note(line, 'o= has not six parts (RFC 8866 §5.2)');
  }

  private readMedia(line: SdpLine): void {
    const media = readMediaLine(line.value);
    this.current = null;
    this.skipping = true;
    if (media === null) return this.note(line, 'm= is not media, port, protocol and formats (RFC 8866 §5.14)');
    if (this.media.length >= MAX_MEDIA)
      return this.note(line, `more than ${MAX_MEDIA} media lines; this one is not read`);
    if (media.formatNames.length === 0) this.note(line, 'm= offers no format (RFC 8866 §5.14)');
    this.current = media;
    this.skipping = false;
    this.media.push(media);
  }

  private readConnection(line: SdpLine): void {
    const address = readConnection(line.value);
    if (address === null) return this.note(line, 'c= is not network type, address type and address (RFC 8866 §5.7)');
    if (this.current !== null) this.current.address ??= address;
    else if (!this.skipping) this.address ??= address;
  }

  private readAttribute(line: SdpLine): void {
    if (this.current !== null) {
      const detail = readMediaAttribute(this.current, line.value);
      if (detail !== null) this.note(line, detail);
    } else if (!this.skipping) {
      const name = line.value.trim().toLowerCase();
      if (isDirection(name)) this.direction = name;
      else this.attributes.push(line.value);
    }
  }

  note({ number, start, end }: Pick<SdpLine, 'number' | 'start' | 'end'>, detail: string): void {
    if (this.issues.length < MAX_ISSUES - 1) this.issues.push({ line: number, detail, start, end });
    else if (this.issues.length === MAX_ISSUES - 1) {
      this.issues.push({ line: number, detail: 'more faults follow that are not listed', start, end });
    }
  }

  /** What can be said only after the last line. */
  private noteMissing(): void {
    const nowhere = { number: 1, start: 0, end: 0 };
    if (!this.seen.has('v')) this.note(nowhere, 'v= is missing (RFC 8866 §5.1)');
    if (!this.seen.has('o')) this.note(nowhere, 'o= is missing (RFC 8866 §5.2)');
    if (!this.seen.has('s')) this.note(nowhere, 's= is missing (RFC 8866 §5.3)');
    if (!this.seen.has('t')) this.note(nowhere, 't= is missing (RFC 8866 §5.9)');
    for (const media of this.media) {
      if (media.port !== 0 && (media.address ?? this.address) === null) {
        this.note(nowhere, `no c= line gives an address for ${media.type} (RFC 8866 §5.7)`);
      }
      for (const payloadType of payloadTypesOf(media)) {
        if (media.rtpMaps.has(payloadType) || staticPayloadType(payloadType) !== null) continue;
        this.note(nowhere, `payload type ${payloadType} of ${media.type} has no a=rtpmap (RFC 3264 §5.1)`);
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
  if (lines.length === MAX_LINES) reader.note(lines[MAX_LINES - 1]!, `lines after the first ${MAX_LINES} are not read`);
  return reader.finish();
}
