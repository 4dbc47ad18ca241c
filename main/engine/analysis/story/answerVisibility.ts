import type { Endpoint, MessageRow } from '../../../../shared/protocol/rows';
import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { StoryEvent } from './storyEvents';
import type { StoryMessage } from './storyMessage';

/** Machines are told by address; by port where one address talks to itself. */
const wayOf = (from: Endpoint, to: Endpoint): string =>
  from.address === to.address ? `${formatEndpoint(from)}>${formatEndpoint(to)}` : `${from.address}>${to.address}`;

const inviteKey = ({ fromTag, row }: StoryMessage): string => `${fromTag}\n${row.cseqNumber ?? ''}`;

/**
 * Whether the capture can show that a request had no answer. It cannot where nothing was captured on the way back while what
 * follows shows that there were answers: a To tag can only have come in a response, an ACK only follows one.
 */
export class AnswerVisibility {
  /** Not one response was captured, though there were some. */
  readonly isBlind: boolean;
  readonly hasRequests: boolean;
  readonly #ways: ReadonlySet<string>;
  /** Requests within dialogs, by index: something was answered before them. */
  readonly #answeredBefore: ReadonlySet<number>;
  /** INVITEs with an ACK. */
  readonly #confirmed: ReadonlySet<number>;

  constructor(events: readonly StoryEvent[], rows: readonly MessageRow[]) {
    this.#ways = new Set(rows.map(({ source, destination }) => wayOf(source, destination)));
    const sightings = events.flatMap((event) => event.sightings).filter(({ isRequest }) => isRequest);
    const acks = new Set(sightings.filter(({ method }) => method === 'ACK').map(inviteKey));
    const confirmed = sightings.filter((message) => message.method === 'INVITE' && acks.has(inviteKey(message)));
    this.#confirmed = new Set(confirmed.map(({ row }) => row.index));
    this.#answeredBefore = new Set(sightings.filter(({ toTag }) => toTag !== '').map(({ row }) => row.index));
    this.hasRequests = rows.some(({ method }) => method !== null);
    this.isBlind = this.#answeredBefore.size > 0 && rows.every(({ method }) => method !== null);
  }

  /** False where the request may well have been answered, or certainly was, out of the capture's sight. */
  wouldShowAnswer({ index, source, destination }: MessageRow): boolean {
    if (this.#confirmed.has(index)) return false;
    return this.#ways.has(wayOf(destination, source)) || !this.#answeredBefore.has(index);
  }
}
