/** Where in the capture a packet stands. One instance is filled again for every packet. */
export class Arrival {
  /** The frame that completed it. */
  frame = 0;
  atMs = 0;
  /** Interface of the capture that saw it. */
  interfaceId = 0;
  /** All its frames when fragments made it up; null when it is all in `frame`. */
  fragments: readonly number[] | null = null;

  /** All its frames, in an array of the caller's own. */
  frames(): readonly number[] {
    return this.fragments?.slice() ?? [this.frame];
  }
}
