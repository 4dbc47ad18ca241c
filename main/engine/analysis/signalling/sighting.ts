import type { Encapsulation, Endpoint } from '../../../../shared/protocol/rows';

/** Where and when a message was seen. */
export type Sighting = {
  /** Of the message in the list of all messages. */
  readonly index: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly atMs: number;
  /** The capture's clock: the latest `atMs` so far, which never goes back. */
  readonly nowMs: number;
  /** What it was wrapped in, and the interface that saw it, as in `SignallingInput`. Equal objects mean equal wrappings. */
  readonly encapsulation: Encapsulation | null;
  readonly link: number | null;
  readonly identification: number | null;
};
