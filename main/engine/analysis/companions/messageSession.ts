import { singleByteText } from '../../decode/byteText';
import type { Companion, CompanionState } from './companion';
import type { Sighting } from './sighting';
import { counted, joined } from './words';

/** A start line is `MSRP`, an identifier of 32 characters at most, and a method or a status with a comment. */
const MAX_START_LINE_BYTES = 256;

/** An MSRP session (RFC 4975): messages that go through the media path of a call. */
export class MessageSession implements CompanionState {
  readonly #companion: Companion;
  #requests = 0;
  #responses = 0;
  #failures = 0;

  constructor(companion: Companion) {
    this.#companion = companion;
  }

  note(sighting: Sighting): void {
    const { bytes, start, end } = sighting;
    const text = singleByteText(bytes, start, Math.min(end, start + MAX_START_LINE_BYTES));
    const [, , word = '', ...comment] = text.split(/[\r\n]/, 1)[0]!.split(' ');
    if (/^\d{3}$/.test(word)) this.#noteResponse(Number(word), comment.join(' '), sighting);
    else this.#noteRequest(word, sighting);
  }

  summary(): string {
    return joined(
      'MSRP',
      counted(this.#requests, 'request'),
      counted(this.#responses, 'response'),
      this.#failures > 0 ? `${this.#failures} refused` : null,
    );
  }

  isWrong(): boolean {
    return this.#failures > 0;
  }

  #noteRequest(method: string, sighting: Sighting): void {
    this.#requests += 1;
    this.#companion.addEvent(sighting, method);
  }

  #noteResponse(status: number, comment: string, sighting: Sighting): void {
    this.#responses += 1;
    const isFailure = status >= 300;
    if (isFailure) this.#failures += 1;
    this.#companion.addEvent(sighting, `${status} ${comment}`.trim(), isFailure);
  }
}
