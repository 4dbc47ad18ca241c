import type { SctpData } from '../../decode/sctp/sctpChunk';
import { SctpFragments } from './sctpFragments';
import { TsnWindow } from './tsnWindow';

/** All DATA chunks of a direction share one space of positions, each message of I-DATA chunks has its own. */
const homeKeyOf = (data: SctpData): string =>
  data.interleaved ? `${data.stream}:${data.unordered ? 'u' : 'o'}:${data.messageNumber}` : 'data';

/** One direction of an association: what came of it, and the fragments that wait for others. */
export class SctpDirection {
  readonly window = new TsnWindow();
  private readonly homes = new Map<string, SctpFragments>();

  get fragments(): Iterable<SctpFragments> {
    return this.homes.values();
  }

  holds(data: SctpData): boolean {
    return this.homes.get(homeKeyOf(data))?.has(data.position) ?? false;
  }

  /** Where a fragment belongs. */
  homeOf(data: SctpData): SctpFragments {
    const key = homeKeyOf(data);
    const home = this.homes.get(key) ?? new SctpFragments(key);
    this.homes.set(key, home);
    return home;
  }

  forgetIfEmpty(home: SctpFragments): void {
    if (home.isEmpty) this.homes.delete(home.key);
  }
}
