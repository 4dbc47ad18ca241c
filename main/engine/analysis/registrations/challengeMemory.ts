import { detached } from '../../decode/byteText';
import type { Asker } from './digestParts';
import { MOST_NONCE_CHARACTERS, MOST_TRAILS } from './registrationLimits';

/** What has to be known of a challenge to judge the credentials after it. */
export type Asked = { readonly asker: Asker; readonly realm: string; readonly nonce: string };

type Trail<A extends Asked> = { readonly callId: string; asked: readonly A[]; acceptedNonce: string };

/** A nonce in memory of its own, cut where no honest one is that long. */
export const keptNonce = (nonce: string): string => detached(nonce.slice(0, MOST_NONCE_CHARACTERS));

export const sameNonce = (one: string, other: string): boolean =>
  one.slice(0, MOST_NONCE_CHARACTERS) === other.slice(0, MOST_NONCE_CHARACTERS);

/**
 * The latest challenges to one registration, apart for each Call-ID, for the phones of one user take turns. Holds `MOST_TRAILS`
 * Call-IDs; the one that was challenged longest ago is forgotten.
 */
export class ChallengeMemory<A extends Asked> {
  readonly #trails: Trail<A>[] = [];

  get isEmpty(): boolean {
    return this.#trails.length === 0;
  }

  /** A later challenge takes the place of those of the same asker. */
  note(callId: string, challenges: readonly A[]): void {
    if (challenges.length === 0) return;
    const trail = this.#trailOf(callId);
    const kept = trail.asked.filter(({ asker }) => !challenges.some((challenge) => challenge.asker === asker));
    trail.asked = [...kept, ...challenges];
  }

  /** The registrar took credentials with this nonce. */
  noteAccepted(callId: string, nonce: string): void {
    this.#trailOf(callId).acceptedNonce = nonce;
  }

  wasAccepted(nonce: string): boolean {
    return nonce !== '' && this.#trails.some(({ acceptedNonce }) => sameNonce(acceptedNonce, nonce));
  }

  /**
   * The challenge that credentials answer: with their nonce, under whatever Call-ID; else the latest of their asker under their
   * own Call-ID, for their realm where there are several. null when none was seen.
   */
  answeredBy(callId: string, { asker, realm, nonce }: Asked): A | null {
    for (const { asked } of this.#trails) {
      const found = asked.find((each) => each.asker === asker && sameNonce(each.nonce, nonce));
      if (found) return found;
    }
    const own = this.#trails.find((trail) => trail.callId === callId)?.asked.filter((each) => each.asker === asker);
    return own?.find((each) => each.realm === realm) ?? own?.[0] ?? null;
  }

  #trailOf(callId: string): Trail<A> {
    const at = this.#trails.findIndex((trail) => trail.callId === callId);
    const trail = at < 0 ? { callId: detached(callId), asked: [], acceptedNonce: '' } : this.#trails.splice(at, 1)[0]!;
    this.#trails.push(trail);
    if (this.#trails.length > MOST_TRAILS) this.#trails.shift();
    return trail;
  }
}
