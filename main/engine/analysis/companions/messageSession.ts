import type { MsrpMessage } from '../../decode/msrp/msrpMessage';
import { readMsrp } from '../../decode/msrp/readMsrp';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { counted, joined } from './words';

type MsrpRequest = Extract<MsrpMessage, { kind: 'request' }>;

/** An MSRP session (RFC 4975): messages that go through the media path of a call. */
export class MessageSession implements CompanionState {
  readonly #companion: Companion;
  #requests = 0;
  #responses = 0;
  #failures = 0;
  #bodyBytes = 0;

  constructor(companion: Companion) {
    this.#companion = companion;
  }

  note(sighting: Sighting): void {
    const read = readMsrp(sighting.bytes, sighting.start, sighting.end);
    if (!read.ok) return;
    const message = read.value;
    if (message.kind === 'request') this.#noteRequest(message, sighting);
    else this.#noteResponse(message.status, message.comment, sighting);
  }

  summary(): string {
    return joined(
      'MSRP',
      counted(this.#requests, 'request'),
      counted(this.#responses, 'response'),
      this.#bodyBytes > 0 ? counted(this.#bodyBytes, 'byte') : null,
      this.#failures > 0 ? `${this.#failures} refused` : null,
    );
  }

  isWrong(): boolean {
    return this.#failures > 0;
  }

  #noteRequest({ method, contentType, body }: MsrpRequest, sighting: Sighting): void {
    this.#requests += 1;
    this.#bodyBytes += body.end - body.start;
    const what = contentType === '' ? '' : ` ${contentType}, ${counted(body.end - body.start, 'byte')}`;
    this.#companion.addEvent(sighting, `${method}${what}`);
  }

  #noteResponse(status: number, comment: string, sighting: Sighting): void {
    this.#responses += 1;
    const isFailure = status >= 300;
    if (isFailure) this.#failures += 1;
    this.#companion.addEvent(sighting, `${status} ${comment}`.trim(), isFailure);
  }
}
