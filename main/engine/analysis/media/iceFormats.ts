import type { CallKey } from '../../../../shared/ids';
import type { SdpFormat } from '../../decode/sdp/sessionDescription';
import { announceAgain, type Announced } from './mediaEndpoint';

/** Calls with ICE whose formats are remembered; the oldest are forgotten. */
const MAX_CALLS = 20_000;

const NO_FORMATS: readonly SdpFormat[] = [];

/** What the payload types of calls with ICE mean: their streams may run between endpoints that no media line names. */
export class IceFormats {
  readonly #byCall = new Map<CallKey, Announced>();

  note({ call, atMs, formats }: Announced): void {
    const known = this.#byCall.get(call) ?? null;
    this.#byCall.delete(call);
    this.#byCall.set(call, announceAgain(known, call, atMs, formats));
    if (this.#byCall.size <= MAX_CALLS) return;
    for (const oldest of this.#byCall.keys()) {
      this.#byCall.delete(oldest);
      return;
    }
  }

  of(call: CallKey | null): readonly SdpFormat[] {
    return (call === null ? undefined : this.#byCall.get(call))?.formats ?? NO_FORMATS;
  }
}
