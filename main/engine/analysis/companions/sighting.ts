/** One datagram of a companion, or one unit of a connection. Filled again for every one: not to be kept. */
export class Sighting {
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  frame = 0;
  atMs = 0;
  /** Number of the companion that took it up; 0 for none. */
  companion = 0;
  /** Whether it goes the way of the companion's first packet. */
  forward = true;
}
