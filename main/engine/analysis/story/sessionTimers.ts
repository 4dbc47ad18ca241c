import type { CallSide, SessionTimer } from '../../../../shared/protocol/callStory';
import { MAX_REFRESHES } from './storyLimits';
import { otherSide } from './storySides';
import type { StoryMessage } from './storyMessage';

type Refresh = SessionTimer['refreshes'][number];

/** The session timer of one dialog over time (RFC 4028): every 2xx to an INVITE or UPDATE sets it anew or takes it away. */
export class DialogTimer {
  #intervalS = 0;
  #refresher: CallSide | null = null;
  readonly #refreshes: Refresh[] = [];
  /** When it runs out; null while none runs. */
  #dueAtMs: number | null = null;
  #missedAtMs: number | null = null;
  #wasSet = false;

  /** Takes a 2xx; `requester` sent what it answers. True when it refreshed a timer that ran. */
  take(response: StoryMessage, requester: CallSide | null): boolean {
    const { row, sessionExpiry } = response;
    this.#missUntil(row.atMs);
    const refreshed = this.#dueAtMs !== null;
    // Without the header field there is no session timer from here on (RFC 4028 §7.2).
    this.#dueAtMs = sessionExpiry === null ? null : row.atMs + sessionExpiry.intervalS * 1000;
    if (sessionExpiry !== null) {
      this.#intervalS = sessionExpiry.intervalS;
      this.#refresher = sideOfRole(sessionExpiry.refresher, requester);
    }
    if (refreshed && requester !== null && this.#refreshes.length < MAX_REFRESHES) {
      this.#refreshes.push({ atMs: row.atMs, message: row.index, by: requester });
    }
    this.#wasSet ||= sessionExpiry !== null;
    return refreshed;
  }

  /** The timer as it stood when the dialog ended, or when the capture did. */
  timer(untilMs: number): SessionTimer | null {
    if (!this.#wasSet) return null;
    this.#missUntil(untilMs);
    return {
      intervalS: this.#intervalS,
      refresher: this.#refresher,
      refreshes: this.#refreshes,
      missedAtMs: this.#missedAtMs,
    };
  }

  #missUntil(atMs: number): void {
    if (this.#dueAtMs !== null && this.#dueAtMs < atMs) this.#missedAtMs ??= this.#dueAtMs;
  }
}

function sideOfRole(role: 'uac' | 'uas' | null, requester: CallSide | null): CallSide | null {
  if (role === null || requester === null) return null;
  return role === 'uac' ? requester : otherSide(requester);
}
